import { sql } from 'kysely'
import { closedBatch, type Db, type DbContext, inTransaction } from '../db/index.ts'
import { closeBatches, holdBatches } from './close-batch.ts'
import { inOrder } from './in-order.ts'
import { isOpen } from './lease.ts'

/**
 * What the mail service has reported an outcome of, it had accepted: `uncertain` is settled by itself (SEND-08 a).
 * Returns how many were.
 */
export function settleReported(ctx: DbContext, provider: string): Promise<number> {
  return inTransaction(ctx.db, async (trx) => {
    const { rows } = await sql<{ batch: number | null }>`
      select batch
      from messages
      where ${isReported}`.execute(trx)
    if (rows.length > 0) {
      await holdBatches({ ...ctx, db: trx }, rows)
      await sql`
        update messages
        set state = 'submitted', submitted_at = coalesce(first_attempt_at, send_at, ${ctx.now}),
          provider = coalesce(provider, ${provider}), first_attempt_at = null, error = null
        where ${inOrder(ctx.dialect, isReported)}`.execute(trx)
      await closeBatches(trx, rows)
    }
    await closeSettled(ctx, trx)
    return rows.length
  })
}

const isReported = sql`${isOpen}
        and state = 'uncertain'
        and outcome is not null`

/**
 * Lets go of the bytes of requests whose last message was settled elsewhere: by a webhook, or with an erased person. One
 * that somebody holds is left for the next time.
 */
async function closeSettled({ dialect }: Pick<DbContext, 'dialect'>, trx: Db): Promise<void> {
  await sql`
    update batches
    set ${closedBatch}
    where key in (
      select key
      from batches
      where state = 'frozen'
        and key not in (
          select batch
          from messages
          where ${isOpen}
            and state in ('claimed', 'uncertain')
            and batch is not null
        )
      order by key
      ${dialect.locked('skip', 'batches')}
    )`.execute(trx)
}
