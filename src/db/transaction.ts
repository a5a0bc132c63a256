import type { Db } from './dialect.ts'

/**
 * Runs `work` in one writing transaction (BEGIN IMMEDIATE on SQLite). Use only the handle given to `work` inside: the
 * outer one would wait for itself for ever (DB-05). Never await the network in it.
 */
export function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work)
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
