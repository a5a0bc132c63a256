import { sql } from 'kysely'
import { inTransaction } from '../transaction.ts'
import type { Readable } from './lots.ts'
import { copiedTables } from './tables.ts'
import { unfinishedIn } from './unfinished.ts'
import { goOnNumbering } from './write-rows.ts'

/** Empties an unfinished copy, so that it can be begun anew; leaves any other database alone. */
export async function dropUnfinished({ db, dialect }: Readable): Promise<void> {
  await inTransaction(db, async (trx) => {
    if (!(await unfinishedIn(trx))) return
    for (const { name } of copiedTables.toReversed()) await sql`delete from ${sql.table(name)}`.execute(trx)
    // What the deletions marked.
    await sql`delete from changed_customers`.execute(trx)
    await goOnNumbering({ db: trx, dialect }, copiedTables)
  })
}
