import { type Selectable, sql } from 'kysely'
import { dayNumber, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { Shop } from '../config/shop.ts'
import { consentState, type ConsentState, pausedUntil, type Suppressed, suppressedBy } from '../consent/index.ts'
import type { ConsentsTable, CustomersTable, DbContext } from '../db/index.ts'

/** What stands about one customer, and what is to come. */
export interface CustomerSheet {
  readonly row: Selectable<CustomersTable>
  readonly tags: readonly string[]
  /** Values of the shop's own attributes as they were imported; lists have several. */
  readonly attributes: readonly {
    readonly name: string
    readonly text: string | null
    readonly number: number | null
    /** Of a yearly date MM-DD, and its year where that is known. */
    readonly month_day: string | null
    readonly year: number | null
  }[]
  readonly consent: ConsentState
  readonly suppressed: Suppressed
  /** In the past or 0: no pause runs. */
  readonly pausedUntil: Instant
  /** Segments that the last run found the customer in; `since` 0: before anybody counted. */
  readonly segments: readonly { readonly segment: string; readonly since: Instant }[]
  /** Marketing emails within the days of the shop's limit, today included. */
  readonly counted: number
  readonly coming: readonly ComingEmail[]
}

/** An email that is decided and has not gone out. */
export interface ComingEmail {
  readonly campaign: string
  readonly step: string
  readonly template: string
  readonly state: 'waiting' | 'queued' | 'claimed' | 'uncertain'
  readonly reason: string
  readonly sendAt: Instant | null
}

/** Reads the sheet of the customer with this id through that customer's own indexes; undefined: nobody has it. */
export async function customerSheet(ctx: DbContext, shop: Shop, id: string): Promise<CustomerSheet | undefined> {
  const row = await ctx.db.selectFrom('customers').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const key = Number(row.key)
  return {
    row: { ...row, key },
    tags: (
      await ctx.db.selectFrom('customer_tags').select('tag').where('customer', '=', key).orderBy('tag_folded').execute()
    ).map(({ tag }) => tag),
    attributes: await attributesOf(ctx, shop, key),
    ...(await standing(ctx, key)),
    segments: await segmentsOf(ctx, key),
    counted: await countedEmails(ctx, shop, key),
    coming: await comingEmails(ctx, key),
  }
}

/** The consent log of a customer (key), the latest word first. */
export async function consentLog(
  { db }: Pick<DbContext, 'db'>,
  customer: number,
): Promise<Selectable<ConsentsTable>[]> {
  return db
    .selectFrom('consents')
    .selectAll()
    .where('customer', '=', customer)
    .orderBy(sql`coalesce(at, recorded_at)`, 'desc')
    .orderBy('key', 'desc')
    .execute()
}

async function attributesOf({ db }: DbContext, { attributes }: Shop, customer: number) {
  const names = attributes.map(({ name }) => name)
  if (names.length === 0) return []
  return db
    .selectFrom('customer_attributes')
    .select(['name', 'text', 'number', 'month_day', 'year'])
    .where('name', 'in', names)
    .where('customer', '=', customer)
    .orderBy('name')
    .orderBy('position')
    .execute()
}

async function standing(ctx: DbContext, customer: number) {
  const key = sql`${customer}`
  const { rows } = await sql<{ consent: ConsentState; suppressed: Suppressed; paused: number }>`
    select ${consentState(ctx, key)} as consent, ${suppressedBy(ctx, key)} as suppressed,
      ${pausedUntil(ctx, key)} as paused`.execute(ctx.db)
  const { consent = 'never asked', suppressed = 'no', paused = 0 } = rows[0] ?? {}
  return { consent, suppressed, pausedUntil: Number(paused) }
}

async function segmentsOf({ db, now }: DbContext, customer: number) {
  const rows = await db
    .selectFrom('memberships')
    .select(['segment', 'entered_at'])
    .where('customer', '=', customer)
    .where('entered_at', '<=', now)
    .where('left_at', 'is', null)
    .orderBy('segment')
    .execute()
  return rows.map((row) => ({ segment: row.segment, since: Number(row.entered_at) }))
}

async function countedEmails({ db, now }: DbContext, { limit, timeZone }: Shop, customer: number): Promise<number> {
  if (!limit) return 0
  const today = dayNumber(localDay(now, timeZone))
  const row = await db
    .selectFrom('messages')
    .select(({ fn }) => fn.countAll<number>().as('number'))
    .where('customer', '=', customer)
    .where('purpose', '=', 'marketing')
    .where('state', 'in', ['queued', 'claimed', 'submitted', 'uncertain'])
    .where('day', '>', today - limit.days)
    .where('day', '<=', today)
    .executeTakeFirst()
  return Number(row?.number ?? 0)
}

async function comingEmails({ db }: DbContext, customer: number): Promise<ComingEmail[]> {
  const rows = await db
    .selectFrom('messages')
    .select(['campaign', 'step', 'template', 'state', 'reason', 'send_at'])
    .where('customer', '=', customer)
    .where('state', 'in', ['waiting', 'queued', 'claimed', 'uncertain'])
    .where('notify', 'is', null)
    .orderBy(sql`coalesce(send_at, 0)`)
    .orderBy('key')
    .execute()
  return rows.map(({ send_at, state, ...row }) => ({
    ...row,
    state: state as ComingEmail['state'],
    sendAt: send_at === null ? null : Number(send_at),
  }))
}
