import { sql } from 'kysely'
import { closedBatch, type Db, type DbContext, inTransaction } from '../db/index.ts'
import { closeBatches } from './close-batch.ts'
import { isOpen } from './lease.ts'

/**
 * What the mail service has reported an outcome of, it had accepted: `uncertain` is settled by itself (SEND-08 a).
 * Returns how many were.
 */
export function settleReported(ctx: Pick<DbContext, 'db' | 'now'>, provider: string): Promise<number> {
  return inTransaction(ctx.db, async (trx) => {
    const { rows } = await sql<{ key: number; batch: number | null }>`
      update messages
      set state = 'submitted', submitted_at = coalesce(first_attempt_at, send_at, ${ctx.now}),
        provider = coalesce(provider, ${provider}), first_attempt_at = null, error = null
      where ${isOpen}
        and state = 'uncertain'
        and outcome is not null
      returning key, batch`.execute(trx)
    await closeBatches(trx, rows)
    await closeSettled(trx)
    return rows.length
  })
}

/** Lets go of the bytes of requests whose last message was settled elsewhere: by a webhook, or with an erased person. */
async function closeSettled(trx: Db): Promise<void> {
  await sql`
    update batches
    set ${closedBatch}
    where state = 'frozen'
      and key not in (
        select batch
        from messages
        where ${isOpen}
          and state in ('claimed', 'uncertain')
          and batch is not null
      )`.execute(trx)
}
