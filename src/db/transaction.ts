import { sql } from 'kysely'
import { isBusy, isUndone } from './busy.ts'
import type { Db } from './dialect.ts'
import { writersOf } from './writers-of.ts'

/**
 * Runs `work` in one writing transaction (BEGIN IMMEDIATE on SQLite, the writers' lock on PostgreSQL): nobody else
 * writes until it ends. Use only the handle given to `work` inside: the
 * outer one would wait for itself for ever (DB-05). Never await the network in it.
 */
export function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work)
}

/**
 * Like `inTransaction` for short work that may go on beside other writers where the database can: all that it reads and
 * then relies on must be locked by its statements, see `SqlDialect.locked`. Where two wait for each other the database
 * undoes one of them, which is then run again: `work` must touch nothing but the database.
 */
export async function besideOthers<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  for (let left = MOST_AGAIN; ; left--) {
    try {
      return await db.transaction().setIsolationLevel('read committed').execute(work)
    } catch (error) {
      if (left === 0 || !isUndone(error)) throw error
    }
  }
}

/** A net: rows are taken in one order (`SqlDialect.hold`), and `test/deliver/lock-order.test.ts` says that nobody is undone. */
const MOST_AGAIN = 20

/**
 * Like `inTransaction` for work that reads for long before it writes: until then others may write, and what it reads is
 * one moment all the same. If somebody did write, all of it is done once more, alone: on PostgreSQL nobody's data
 * changes meanwhile, also not by a single statement. So `work` may run twice, and must touch nothing but the database.
 */
export async function readingFirst<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  try {
    return await db.transaction().setIsolationLevel('snapshot').execute(work)
  } catch (error) {
    if (!isBusy(error)) throw error
    return inTransaction(db, async (trx) => {
      if (writersOf(trx) === 'many') await sql`lock table changed_customers in share row exclusive mode`.execute(trx)
      return work(trx)
    })
  }
}

/**
 * Runs `work` on one connection, for reading commands that need scratch tables; they change nothing. On PostgreSQL in a
 * transaction that sees one moment: without one, PgBouncer may give each statement another connection.
 */
export async function onOneConnection<T>(db: Db, work: (connection: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  if (writersOf(db) === 'many') {
    return db.transaction().setIsolationLevel('snapshot').execute(work)
  }
  return db.connection().execute(work)
}

let scratchTables = 0

/** A name for a scratch table that no other query of this process uses. */
export function scratchName(purpose: string): string {
  scratchTables += 1
  return `scratch_${purpose.replaceAll(/[^a-z0-9]/g, '_')}_${scratchTables}`
}
