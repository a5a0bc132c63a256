import { oneMoment } from '../one-moment.ts'
import { inTransaction } from '../transaction.ts'
import { readColumns } from './columns.ts'
import { lotsOf, type Readable } from './lots.ts'
import { copiedTables } from './tables.ts'
import { writeRows } from './write-rows.ts'

/** Copies all rows of one moment into a new database, in one go; see `copyShop` for a copy that is kept. */
export function copyRows(source: Readable, target: Readable): Promise<void> {
  return oneMoment(source.db, async (db) => {
    const columns = { source: await readColumns({ ...source, db }), target: await readColumns(target) }
    for (const table of copiedTables) {
      for await (const { rows } of lotsOf({ ...source, db }, table, columns.source(table))) {
        await inTransaction(target.db, (trx) => writeRows({ ...target, db: trx }, table, columns.target(table), rows))
      }
    }
  })
}
