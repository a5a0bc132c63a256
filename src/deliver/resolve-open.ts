import { sql } from 'kysely'
import { type DbContext, inTransaction } from '../db/index.ts'

/**
 * Takes queued messages (keys) out of the queue for good: the operator does not want them. Who is being written to at
 * this moment is left alone. Returns how many were taken out.
 */
export function cancelQueued(ctx: Pick<DbContext, 'db' | 'dialect'>, keys: readonly number[]): Promise<number> {
  return changed(ctx, keys, 'queued', sql`state = 'cancelled', day = null, error = 'Cancelled by the operator'`)
}

/**
 * Puts failed messages (keys) back into the queue: they surely did not arrive. Consent is asked again before they go.
 * Returns how many go once more.
 */
export function retryFailed(ctx: DbContext, keys: readonly number[]): Promise<number> {
  const anew = sql`state = 'queued', send_at = ${ctx.now}, batch = null, error = null, first_attempt_at = null`
  return changed(ctx, keys, 'failed', anew)
}

/** Fenced by the state: what somebody else decided meanwhile stays decided. */
async function changed(
  { db, dialect }: Pick<DbContext, 'db' | 'dialect'>,
  keys: readonly number[],
  from: 'queued' | 'failed',
  change: ReturnType<typeof sql>,
): Promise<number> {
  if (keys.length === 0) return 0
  return inTransaction(db, async (trx) => {
    await dialect.hold(trx, 'messages', keys)
    const { numAffectedRows = 0n } = await sql`
      update messages
      set ${change}
      where state = ${from}
        and key in (${sql.join(keys)})`.execute(trx)
    return Number(numAffectedRows)
  })
}
