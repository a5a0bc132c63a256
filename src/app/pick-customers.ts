import type { DbContext } from '../db/index.ts'
import { fold } from '../text/index.ts'
import type { Use } from './use-of.ts'

/** Of a customer what a person picks them by. */
export interface Pickable {
  readonly key: number
  readonly id: string
  readonly email: string | null
  readonly first_name: string | null
  readonly last_name: string | null
  readonly language: string | null
}

/** A customer with those before and after, in the order in which they were imported. */
export interface Around {
  readonly customer: Pickable
  readonly before: string | undefined
  readonly after: string | undefined
}

/** The columns of `Pickable`. */
export const PICKED = ['key', 'id', 'email', 'first_name', 'last_name', 'language'] as const

/**
 * The customer with an id or an address and the ids of the neighbours who have an address too; without a name, one for
 * whom the email makes sense: who got it last, else the customer of the latest order where it is about an order, else
 * the first.
 */
export async function customerAround(
  ctx: Pick<DbContext, 'db' | 'now'>,
  named: string | undefined,
  email: { readonly template: string; readonly use: Use | undefined },
): Promise<Around | undefined> {
  const customer = named === undefined ? await usual(ctx, email) : await exactly(ctx, named)
  if (!customer) return undefined
  const after = await neighbours(ctx).where('key', '>', customer.key).orderBy('key').executeTakeFirst()
  const before = await neighbours(ctx).where('key', '<', customer.key).orderBy('key', 'desc').executeTakeFirst()
  return { customer, before: before?.id, after: after?.id }
}

function neighbours({ db }: Pick<DbContext, 'db'>) {
  return db.selectFrom('customers').select('id').where('email', 'is not', null).limit(1)
}

async function exactly({ db }: Pick<DbContext, 'db'>, named: string): Promise<Pickable | undefined> {
  const byId = await people({ db }).where('id', '=', named).executeTakeFirst()
  return byId ?? people({ db }).where('email_folded', '=', fold(named.trim())).executeTakeFirst()
}

async function usual(
  ctx: Pick<DbContext, 'db' | 'now'>,
  { template, use }: { readonly template: string; readonly use: Use | undefined },
): Promise<Pickable | undefined> {
  const about = use?.campaign.starts.about
  return (
    (use && (await withAddress(ctx, await latestReceiver(ctx, template, use)))) ??
    (about === 'an order' ? await withAddress(ctx, await latestBuyer(ctx)) : undefined) ??
    (await people(ctx).where('email', 'is not', null).orderBy('key').limit(1).executeTakeFirst())
  )
}

/** Who got a template last, among the newest emails of its campaign: a template that was never sent costs no more. */
async function latestReceiver(
  { db, now }: Pick<DbContext, 'db' | 'now'>,
  template: string,
  { campaign, step }: Use,
): Promise<number | undefined> {
  const newest = db
    .selectFrom('messages')
    .select(['customer', 'template', 'step'])
    .where('campaign', '=', campaign.name)
    .where('submitted_at', '<=', now)
    .orderBy('submitted_at', 'desc')
    .limit(NEWEST_EMAILS)
    .as('newest')
  const row = await db
    .selectFrom(newest)
    .select('customer')
    .where('template', '=', template)
    .where('step', '=', step.id)
    .limit(1)
    .executeTakeFirst()
  return row?.customer
}

const NEWEST_EMAILS = 2000

async function latestBuyer({ db }: Pick<DbContext, 'db'>): Promise<number | undefined> {
  const latest = db
    .selectFrom('orders')
    .select('customer')
    .orderBy('ordered_at', 'desc')
    // As the index has them: nothing is left to sort.
    .orderBy('customer', 'desc')
    .limit(1)
  return (await latest.executeTakeFirst())?.customer
}

async function withAddress(ctx: Pick<DbContext, 'db'>, key: number | undefined): Promise<Pickable | undefined> {
  if (key === undefined) return undefined
  return people(ctx).where('key', '=', key).where('email', 'is not', null).executeTakeFirst()
}

function people({ db }: Pick<DbContext, 'db'>) {
  return db.selectFrom('customers').select(PICKED)
}
