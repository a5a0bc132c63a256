import { Kysely } from 'kysely'
import type { Instant } from '../clock.ts'
import { DatabaseProblem } from './database-problem.ts'
import type { Db } from './dialect.ts'
import { migrate } from './migrate.ts'
import { listening, type OnQuery, type OpenDb } from './opened.ts'
import { postgresDialect } from './postgres.ts'
import { postgresKysely } from './postgres-driver.ts'
import { connectionProblem, postgresPool } from './postgres-pool.ts'
import type { Tables } from './schema.ts'

/** Opens the PostgreSQL of a URL and brings its tables up to date. Throws `DatabaseProblem` with a sentence for people. */
export async function openPostgres(url: string, now: Instant, onQuery?: OnQuery): Promise<OpenDb> {
  const open = connectPostgres(url, onQuery)
  try {
    // PgBouncer in statement mode takes none: said now, and not in the middle of a run.
    await open.db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async () => undefined)
    await migrate({ ...open, now })
  } catch (error) {
    await open.close()
    throw error instanceof DatabaseProblem ? error : connectionProblem(url, error)
  }
  return open
}

/** The PostgreSQL of a URL as it is; nothing is asked of it yet. */
export function connectPostgres(url: string, onQuery?: OnQuery): OpenDb {
  const db: Db = new Kysely<Tables>({ dialect: postgresKysely(postgresPool(url)), ...listening(onQuery) })
  return { db, dialect: postgresDialect(), place: 'server', file: undefined, close: () => db.destroy() }
}
