import { existsSync, mkdirSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { Kysely } from 'kysely'
import type { Instant } from '../clock.ts'
import { unfinishedIn } from './copy/unfinished.ts'
import { DatabaseProblem } from './database-problem.ts'
import type { Db } from './dialect.ts'
import { fileSystemOf } from './file-system.ts'
import { makePrivateFile } from './make-private-file.ts'
import { migrate } from './migrate.ts'
import { listening, type OnQuery, type OpenDb } from './opened.ts'
import type { Tables } from './schema.ts'
import { openSqlite, sqliteDialect } from './sqlite.ts'
import { sqliteKysely } from './sqlite-driver.ts'

/**
 * Opens `sqlite:PATH` (relative to `dir`, folders are made), `sqlite::memory:` or `postgres://USER@HOST/NAME` and brings
 * its tables up to date, after a copy beside the file when there was something to change. Throws `DatabaseProblem` with a sentence for people.
 */
export async function openDb(url: string, dir: string, now: Instant, onQuery?: OnQuery): Promise<OpenDb> {
  const open = await openTarget(url, dir, now, onQuery)
  const unfinished = open.place === 'memory' ? undefined : await unfinishedIn(open.db)
  if (!unfinished) return open
  await open.close()
  throw new DatabaseProblem(
    `This database is an unfinished copy: perennial migrate --copy-from ${unfinished.from} goes on with it`,
  )
}

/** Like `openDb`, but also where a copy is not whole yet: for who copies. */
export async function openTarget(url: string, dir: string, now: Instant, onQuery?: OnQuery): Promise<OpenDb> {
  // Loaded here: a shop on SQLite does not wait for the driver of PostgreSQL.
  if (/^postgres(ql)?:/.test(url)) return (await import('./open-postgres.ts')).openPostgres(url, now, onQuery)
  if (!url.startsWith('sqlite:')) {
    throw new DatabaseProblem(`"${url}" is no database: write sqlite:data/perennial.db or postgres://USER@HOST/NAME`)
  }
  const path = url.slice('sqlite:'.length)
  const file = path === ':memory:' ? undefined : isAbsolute(path) ? path : join(dir, path)
  const handle = handleOn(file ?? emptyImage ?? ':memory:')
  const db: Db = new Kysely<Tables>({ dialect: sqliteKysely(handle), ...listening(onQuery) })
  const dialect = sqliteDialect(handle)
  try {
    await migrate({ db, dialect, now }, file)
    if (!file) emptyImage ??= handle.serialize()
  } catch (error) {
    await db.destroy()
    throw error
  }
  return { db, dialect, place: file ? 'file' : 'memory', file, close: () => db.destroy() }
}

/** A database in memory as it is when its tables are made: making them takes longer than what is asked of most. */
let emptyImage: Buffer | undefined

function handleOn(path: string | Buffer) {
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
