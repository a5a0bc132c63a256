import type Database from 'better-sqlite3'
import { Kysely } from 'kysely'
import type { Instant } from '../clock.ts'
import type { Db } from './dialect.ts'
import { type KeptTables, keptTables } from './kept-tables.ts'
import { migrate } from './migrate.ts'
import type { OpenDb } from './opened.ts'
import type { Tables } from './schema.ts'
import { openSqlite, sqliteDialect } from './sqlite.ts'
import { sqliteKysely } from './sqlite-driver.ts'

/**
 * Lends a database in memory with all tables and nothing in them: one that was lent before and emptied, where one is at
 * hand. Its statements are prepared already, which is most of the time of a small question. `close` gives it back.
 */
export async function lendEmptyDb(now: Instant): Promise<OpenDb> {
  const lent = atHand.pop() ?? (await openEmptyDb(now))
  return { db: lent.db, dialect: lent.dialect, place: 'memory', file: undefined, close: () => takeBack(lent) }
}

interface Lent extends Pick<OpenDb, 'db' | 'dialect'> {
  empty(): void
  times: number
}

const atHand: Lent[] = []
/** Two questions at once are rare. */
const MOST_AT_HAND = 2
/** Then a fresh one takes its place: what was prepared for other questions takes memory. */
const MOST_TIMES = 1000

async function takeBack(lent: Lent): Promise<void> {
  lent.times += 1
  try {
    lent.empty()
  } catch {
    // After a failure something may still be open in it.
    return lent.db.destroy()
  }
  if (atHand.length < MOST_AT_HAND && lent.times < MOST_TIMES) atHand.push(lent)
  else await lent.db.destroy()
}

async function openEmptyDb(now: Instant): Promise<Lent> {
  const handle = openSqlite(':memory:')
  const kept = keptTables()
  const db: Db = new Kysely<Tables>({ dialect: sqliteKysely(handle, kept) })
  const plain = sqliteDialect(handle)
  const dialect: typeof plain = {
    ...plain,
    runMany: (on, statement, rows) => plain.runMany(on, kept.inPlaceOf(statement) ?? statement, rows),
    numbers: (on, { table, as }, columns) => plain.numbers(on, { table: kept.nameOf(table), as }, columns),
  }
  await migrate({ db, dialect: plain, now })
  // Copies of rows are sound already; and so they can be deleted in any order.
  handle.pragma('foreign_keys = OFF')
  return { db, dialect, times: 0, empty: emptier(handle, kept) }
}

function emptier(handle: Database.Database, kept: KeptTables): () => void {
  const names = handle
    .prepare<[], string>(`
      select name from sqlite_schema
      where type = 'table' and name not like 'sqlite_%' and name <> 'migrations'
      order by name = 'changed_customers'`)
    .pluck()
    .all()
  // What the deletions note goes last.
  const deletions = names.map((name) => handle.prepare(`delete from "${name}"`))
  return () => {
    if (handle.inTransaction) throw new Error('a transaction is open')
    for (const table of kept.letGo()) handle.prepare(`delete from ${table}`).run()
    for (const deletion of deletions) deletion.run()
  }
}
