import { sql } from 'kysely'
import type { Db } from '../db/index.ts'

/** The highest number of a request that a database knows; 0: none. */
export async function lastBatch(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(key) as last from batches`.execute(db)
  return Number(rows[0]?.last ?? 0)
}
