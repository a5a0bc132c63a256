import { isBusy } from './busy.ts'
import type { Db } from './dialect.ts'

/**
 * Runs `work` in one writing transaction (BEGIN IMMEDIATE on SQLite). Use only the handle given to `work` inside: the
 * outer one would wait for itself for ever (DB-05). Never await the network in it.
 */
export function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work)
}

/**
 * Like `inTransaction` for work that reads for long before it writes: until then others may write, and what it reads is
 * one moment all the same. If somebody did write, all of it is done once more, alone. So `work` may run twice, and must
 * touch nothing but the database.
 */
export async function readingFirst<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  try {
    return await db.transaction().setIsolationLevel('snapshot').execute(work)
  } catch (error) {
    if (!isBusy(error)) throw error
    return inTransaction(db, work)
  }
}

/**
 * Runs `work` on one connection and drops the scratch tables it made by `scratchName` afterwards. For reading commands
 * that need temporary tables; they change nothing.
 */
export async function onOneConnection<T>(db: Db, work: (connection: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.connection().execute(work)
}

let scratchTables = 0

/** A name for a scratch table that no other query of this process uses. */
export function scratchName(purpose: string): string {
  scratchTables += 1
  return `scratch_${purpose.replaceAll(/[^a-z0-9]/g, '_')}_${scratchTables}`
}
