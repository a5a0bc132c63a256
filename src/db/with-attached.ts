import { sql } from 'kysely'
import type { Db } from './dialect.ts'

/** Runs `work` with a second SQLite file readable under the schema name `other`; it is never written. */
export function withAttached<T>(db: Db, file: string, work: (db: Db) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`attach ${file} as other`.execute(connection)
    try {
      return await work(connection)
    } finally {
      await sql`detach other`.execute(connection)
    }
  })
}
