import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** Records that one statement may change: the database keeps the old pages of a statement until it is done. */
const LOT = 25_000

/**
 * Runs a statement over a stage lot by lot, so that memory does not grow with the file. `run` gets the condition that
 * chooses the lot's rows of `record`.
 */
export async function inLots(
  db: Db,
  stage: RawBuilder<unknown>,
  run: (lot: RawBuilder<SqlBool>) => RawBuilder<unknown>,
): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(n) as last from ${stage}`.execute(db)
  const last = rows[0]?.last ?? 0
  let changed = 0
  for (let from = 0; from < last; from += LOT) {
    const lot = sql<SqlBool>`record.n > ${from} and record.n <= ${from + LOT}`
    const result = await run(lot).execute(db)
    changed += Number(result.numAffectedRows ?? 0n)
  }
  return changed
}
