import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type DbContext, inTransaction, type SqlDialect } from '../db/index.ts'

/** A mail service repeats its answer for a day, and whoever looks into a delivery looks at the last ones. */
const KEPT = 7 * 86_400_000
/** Rows in a transaction: nobody waits for long. */
const LOT = 2_000

/**
 * Removes the rows of requests that came to their end a week ago: where a mail service takes one email a request there
 * are as many as emails. The newest stays, whatever its age, so that no number comes twice (SEND-06). Returns how many.
 */
export async function forgetRequests({ db, dialect, now }: DbContext): Promise<number> {
  for (let removed = 0; ; ) {
    const { numAffectedRows = 0n } = await inTransaction(db, (trx) => removeLot(dialect, now - KEPT).execute(trx))
    removed += Number(numAffectedRows)
    if (numAffectedRows < LOT) return removed
  }
}

function removeLot(dialect: SqlDialect, before: Instant) {
  return sql`
    delete from batches
    where key in (
      select key
      from batches
      where state = 'done'
        and created_at < ${before}
        and key < (select max(key) from batches)
      order by key
      limit ${LOT}
      ${dialect.locked('skip', 'batches')}
    )`
}
