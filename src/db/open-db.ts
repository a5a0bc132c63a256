import { existsSync, mkdirSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { Kysely, type LogEvent } from 'kysely'
import type { Instant } from '../clock.ts'
import { isBusy } from './busy.ts'
import { DatabaseProblem } from './database-problem.ts'
import type { Db, SqlDialect } from './dialect.ts'
import { fileSystemOf } from './file-system.ts'
import { makePrivateFile } from './make-private-file.ts'
import { migrate } from './migrate.ts'
import type { Tables } from './schema.ts'
import { openSqlite, sqliteDialect } from './sqlite.ts'
import { sqliteKysely } from './sqlite-driver.ts'

/** An open database; `close` it when done. */
export interface OpenDb {
  readonly db: Db
  readonly dialect: SqlDialect
  /** The SQLite file, undefined in memory. */
  readonly file: string | undefined
  close(): Promise<void>
}

/** Hears of each query: its text without the values (PRIV-02), how long it took in ms, and its error if it failed. */
export type OnQuery = (sql: string, ms: number, error: unknown) => void

/**
 * Opens `sqlite:PATH` (relative to `dir`, folders are made) or `sqlite::memory:` and brings its tables up to date,
 * after a copy beside the file when there was something to change. Throws `DatabaseProblem` with a sentence for people.
 */
export async function openDb(url: string, dir: string, now: Instant, onQuery?: OnQuery): Promise<OpenDb> {
  if (/^postgres(ql)?:/.test(url)) {
    throw new DatabaseProblem('PostgreSQL arrives with a later version: use sqlite:data/perennial.db')
  }
  if (!url.startsWith('sqlite:')) throw new DatabaseProblem(`"${url}" is no database: write sqlite:data/perennial.db`)
  const path = url.slice('sqlite:'.length)
  const file = path === ':memory:' ? undefined : isAbsolute(path) ? path : join(dir, path)
  const handle = open(file ?? emptyImage ?? ':memory:')
  const db: Db = new Kysely<Tables>({ dialect: sqliteKysely(handle), ...listening(onQuery) })
  const dialect = sqliteDialect(handle)
  try {
    await migrate({ db, dialect, now }, file)
    if (!file) emptyImage ??= handle.serialize()
  } catch (error) {
    await db.destroy()
    throw error
  }
  return { db, dialect, file, close: () => db.destroy() }
}

/** A database in memory as it is when its tables are made: making them takes longer than what is asked of most. */
let emptyImage: Buffer | undefined

function listening(onQuery: OnQuery | undefined) {
  if (!onQuery) return {}
  const log = (event: LogEvent) => {
    // Who finds the lock taken asks again: no failure yet.
    const failed = event.level === 'error' && !isBusy(event.error)
    onQuery(event.query.sql, event.queryDurationMillis, failed ? event.error : undefined)
  }
  return { log }
}

function open(path: string | Buffer) {
  try {
    if (typeof path === 'string' && path !== ':memory:') prepare(path)
    return openSqlite(path)
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new DatabaseProblem(`The database ${path} cannot be opened: ${reason}`)
  }
}

/** Its folder, on a disk of this computer, and a file that only its owner may read. */
function prepare(file: string): void {
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { kind, name } = fileSystemOf(folder)
  if (kind === 'network') {
    throw new DatabaseProblem(
      `${folder} lies on ${name}, and SQLite loses data over a network: put the database on a disk of this computer, --database sqlite:/var/lib/perennial/perennial.db`,
    )
  }
  if (!existsSync(file)) makePrivateFile(file, 'keep')
}
