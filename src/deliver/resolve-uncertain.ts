import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type Db, type DbContext, inTransaction } from '../db/index.ts'
import { closeBatches, holdBatches } from './close-batch.ts'
import { inOrder } from './in-order.ts'
import { isOpen } from './lease.ts'

/** A message of which nobody knows whether it was sent. */
export interface UncertainMessage {
  readonly key: number
  readonly campaign: string
  readonly step: string
  /** The shop's own id. */
  readonly customer: string
  readonly since: Instant | null
  readonly why: string
}

/**
 * What the operator decides (SEND-08 c). `sent`: it counts as sent. `not sent`: it was not and will not be.
 * `again`: it goes once more, at the risk of coming twice; consent is asked again.
 */
export type Decision = 'sent' | 'not sent' | 'again'

/** The messages of unknown outcome, the oldest first. */
export async function uncertainMessages({ db }: Pick<DbContext, 'db'>, most = 1000): Promise<UncertainMessage[]> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('customers', 'customers.key', 'messages.customer')
    .select(['messages.key', 'campaign', 'step', 'customers.id as customer', 'first_attempt_at as since', 'error'])
    .where(isUncertain)
    .orderBy('messages.key')
    .limit(most)
    .execute()
  return rows.map(({ key, since, error, ...row }) => ({
    ...row,
    key: Number(key),
    since: since === null ? null : Number(since),
    why: error ?? '',
  }))
}

/** Carries out a decision for some messages or for all; returns how many still were uncertain and are settled now. */
export function resolveUncertain(
  ctx: DbContext,
  provider: string,
  keys: readonly number[] | 'all',
  decision: Decision,
): Promise<number> {
  return inTransaction(ctx.db, async (trx) => {
    const rows = await batchesOf(trx, keys)
    if (keys !== 'all' && keys.length === 0) return 0
    await holdBatches({ ...ctx, db: trx }, rows)
    const asked = keys === 'all' ? isUncertain : sql`${isUncertain} and key in (${sql.join(keys)})`
    const { numAffectedRows = 0n } = await sql`
      update messages
      set ${CHANGE[decision](ctx.now, provider)}
      where ${inOrder(ctx.dialect, asked)}`.execute(trx)
    await closeBatches(trx, rows)
    return Number(numAffectedRows)
  })
}

/** In the words of the index of open messages, so that a database finds it. */
const isUncertain = sql<SqlBool>`${isOpen} and state = 'uncertain'`

const CHANGE: Record<Decision, (now: Instant, provider: string) => RawBuilder<unknown>> = {
  sent: (now, provider) => sql`state = 'submitted', error = null, provider = coalesce(provider, ${provider}),
        submitted_at = coalesce(first_attempt_at, send_at, ${now}), first_attempt_at = null`,
  'not sent': () => sql`state = 'failed', error = 'It was not sent, as the operator found out'`,
  again: () => sql`state = 'queued', batch = null, error = null, first_attempt_at = null`,
}

async function batchesOf(trx: Db, keys: readonly number[] | 'all'): Promise<{ batch: number | null }[]> {
  const uncertain = trx.selectFrom('messages').select('batch').distinct().where(isUncertain)
  if (keys === 'all') return uncertain.execute()
  return keys.length === 0 ? [] : uncertain.where('key', 'in', keys).execute()
}
