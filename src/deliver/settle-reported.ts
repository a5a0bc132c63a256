import { sql } from 'kysely'
import { type DbContext, inTransaction } from '../db/index.ts'
import { closeBatches } from './close-batch.ts'

/**
 * What the mail service has reported an outcome of, it had accepted: `uncertain` is settled by itself (SEND-08 a).
 * Returns how many were.
 */
export function settleReported(ctx: Pick<DbContext, 'db' | 'now'>, provider: string): Promise<number> {
  return inTransaction(ctx.db, async (trx) => {
    const { rows } = await sql<{ key: number; batch: number | null }>`
      update messages
      set state = 'submitted', submitted_at = coalesce(first_attempt_at, send_at, ${ctx.now}),
        provider = coalesce(provider, ${provider}), error = null
      where state = 'uncertain'
        and outcome is not null
      returning key, batch`.execute(trx)
    await closeBatches(trx, rows)
    return rows.length
  })
}
