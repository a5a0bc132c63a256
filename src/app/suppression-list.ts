import type { Instant } from '../clock.ts'
import { suppress, type Suppressed, unsuppress } from '../consent/index.ts'
import { inTransaction } from '../db/index.ts'
import { notAtHome } from '../deliver/index.ts'
import type { Asked, SuppressionList } from '../providers/index.ts'
import { keepList, type ListKept, oweRelease, releaseCustomer } from '../track/index.ts'
import { besideServer, openProvider } from './delivery.ts'
import { sendingFault } from './mail-service.ts'
import type { App } from './open-app.ts'

/** Nobody stops it: a request has an end of its own. */
const NEVER = new AbortController().signal

/** Why a customer is suppressed now, and why the mail service's list does not know yet. */
export interface ByHand {
  readonly suppressed: Suppressed
  readonly fault: string | undefined
}

/**
 * Keeps the mail service's list of suppressed addresses and ours the same; undefined where it keeps none, and where this
 * database is not the one that belongs here: the list is that of the real one.
 */
export async function keepSuppressionList(app: App, now: Instant, stop?: AbortSignal): Promise<ListKept | undefined> {
  const list = await listOf(app)
  if (!list || 'closed' in list) return undefined
  return keepList(app.at(now), list, stop ?? NEVER)
}

/** Suppresses a customer (by key), here and on the mail service's list. */
export async function suppressByHand(app: App, now: Instant, customer: number): Promise<ByHand> {
  await suppress(app.at(now), customer, 'manual')
  const row = await app.db.selectFrom('customers').select('email').where('key', '=', customer).executeTakeFirst()
  const email = row?.email
  const fault = email ? await askList(app, (list) => list.add([email], NEVER)) : undefined
  return { suppressed: 'manual', fault }
}

/** Lifts it here and there; where the list cannot be asked now it stays owed. A complaint or an erasure stays. */
export async function liftByHand(app: App, now: Instant, customer: number): Promise<ByHand> {
  const suppressed = await inTransaction(app.db, async (trx) => {
    const ctx = { ...app.at(now), db: trx }
    const left = await unsuppress(ctx, customer)
    if (left === 'no') await oweRelease(ctx, customer)
    return left
  })
  if (suppressed !== 'no') return { suppressed, fault: undefined }
  return { suppressed, fault: await askList(app, (list) => releaseCustomer(app.at(now), list, customer, NEVER)) }
}

/** Why the list could not be asked; undefined also where there is none. */
async function askList(app: App, ask: (list: SuppressionList) => Promise<Asked<void>>): Promise<string | undefined> {
  const list = await listOf(app)
  if (!list) return undefined
  if ('closed' in list) return list.closed
  const asked = await ask(list)
  return 'failed' in asked ? asked.failed : undefined
}

async function listOf(app: App): Promise<SuppressionList | { readonly closed: string } | undefined> {
  if ((await sendingFault(app)) !== undefined) return undefined
  const provider = openProvider(app)
  if (!provider.suppressions) return undefined
  const closed = await notAtHome({ ...app, beside: besideServer(app), provider })
  return closed === undefined ? provider.suppressions : { closed }
}
