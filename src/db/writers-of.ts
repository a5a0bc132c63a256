import { PostgresAdapter } from 'kysely'
import type { Db } from './dialect.ts'

/** How many may write to a database at the same time: `one` after the other, or `many`, each the rows it has locked. */
export function writersOf(db: Db): 'one' | 'many' {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'many' : 'one'
}
