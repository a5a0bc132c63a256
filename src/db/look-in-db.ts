import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { migrations } from '../../migrations/index.ts'
import type { Db } from './dialect.ts'
import type { OpenDb } from './opened.ts'
import type { Tables } from './schema.ts'
import { readSqlite, sqliteDialect } from './sqlite.ts'
import { sqliteKysely } from './sqlite-driver.ts'

/**
 * Opens a database that is there, for reading only: it makes no file and changes no table. Undefined where there is
 * none, or where its tables are not those of this program.
 */
export async function lookInDb(url: string, dir: string): Promise<OpenDb | undefined> {
  const open = /^postgres(ql)?:/.test(url) ? await lookInPostgres(url) : lookInSqlite(url, dir)
  if (!open || (await isOurs(open.db))) return open
  await open.close()
  return undefined
}

function lookInSqlite(url: string, dir: string): OpenDb | undefined {
  if (!url.startsWith('sqlite:')) return undefined
  const path = url.slice('sqlite:'.length)
  const file = isAbsolute(path) ? path : join(dir, path)
  if (path === ':memory:' || !existsSync(file)) return undefined
  const handle = readSqlite(file)
  if (!handle) return undefined
  const db: Db = new Kysely<Tables>({ dialect: sqliteKysely(handle) })
  return { db, dialect: sqliteDialect(handle), place: 'file', file, close: () => db.destroy() }
}

/** Loaded here: a shop on SQLite does not wait for the driver of PostgreSQL. */
async function lookInPostgres(url: string): Promise<OpenDb> {
  return (await import('./open-postgres.ts')).connectPostgres(url)
}

async function isOurs(db: Db): Promise<boolean> {
  try {
    const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(db)
    return rows.map(({ name }) => name).join() === migrations.map(({ name }) => name).join()
  } catch {
    return false
  }
}
