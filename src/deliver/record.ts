import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type Db, inTransaction, type Value } from '../db/index.ts'
import type { SendResult } from '../providers/index.ts'
import type { DeliveryApp, MessageRow } from './delivery-app.ts'
import type { Frozen } from './freeze.ts'
import { retryAt } from './lease.ts'
import { FAIL, UNCERTAIN } from './outcomes.ts'

/** What came of a request, in messages; `unknown` ones are tried again. */
export interface Recorded {
  readonly submitted: number
  readonly failed: number
  readonly uncertain: number
  readonly unknown: number
}

/**
 * Writes down what the provider said, each row fenced by its attempt: who lost the lease meanwhile changes nothing
 * (SEND-09). The stored bytes go once nothing of the request is open or uncertain.
 */
export function record(
  app: DeliveryApp,
  frozen: Frozen,
  results: readonly SendResult[],
  now: Instant,
): Promise<Recorded> {
  const open = app.provider.repeatable > now - frozen.firstAttemptAt
  const outcomes = frozen.rows.map((row, i) => ({ row, result: results[i] ?? NO_ANSWER }))
  return inTransaction(app.db, async (trx) => {
    const run = (statement: string, rows: Value[][]) => app.dialect.runMany(trx, statement, rows)
    const submitted = await run(
      SUBMIT,
      outcomes.flatMap(({ row, result }) =>
        result.outcome === 'accepted' ? [[now, app.provider.name, result.providerId ?? null, ...fence(row)]] : [],
      ),
    )
    const failed = await run(
      FAIL,
      outcomes.flatMap(({ row, result }) => (result.outcome === 'rejected' ? [[result.reason, ...fence(row)]] : [])),
    )
    const unclear = outcomes.flatMap(({ row, result }) =>
      result.outcome === 'unknown' ? [{ row, reason: result.reason }] : [],
    )
    const later = unclear.map(({ row, reason }) => [retryAt(now, row.key, frozen.attempt), reason, ...fence(row)])
    const giveUp = unclear.map(({ row, reason }) => [reason, ...fence(row)])
    const unknown = await run(LATER, open ? later : [])
    const uncertain = await run(UNCERTAIN, open ? [] : giveUp)
    await closeBatch(trx, frozen)
    return { submitted, failed, uncertain, unknown }
  })
}

/** A request is done when the outcome of each member is definite; only then its bytes may go. */
export async function closeBatch(trx: Db, { batch, members }: Pick<Frozen, 'batch' | 'members'>): Promise<void> {
  const open = await trx
    .selectFrom('messages')
    .select('key')
    .where('key', 'in', members)
    .where('batch', '=', batch)
    .where('state', 'in', ['claimed', 'uncertain'])
    .executeTakeFirst()
  if (open) return
  await sql`update batches set state = 'done', body = null where key = ${batch}`.execute(trx)
}

const NO_ANSWER: SendResult = { outcome: 'unknown', reason: 'The provider did not answer' }

function fence(row: MessageRow): [number, number] {
  return [row.key, row.attempt]
}

const SUBMIT = `
  update messages
  set state = 'submitted', submitted_at = ?, provider = ?, provider_id = ?, lease_until = null, error = null
  where key = ?
    and attempt = ?
    and state = 'claimed'`

const LATER = `
  update messages
  set lease_until = ?, error = ?
  where key = ?
    and attempt = ?
    and state = 'claimed'`
