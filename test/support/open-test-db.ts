import { type OpenDb, openDb } from '../../src/db/index.ts'

/** A fresh database in memory with all tables, as real as the one in a file. */
export function openTestDb(now = Date.UTC(2026, 0, 1)): Promise<OpenDb> {
  return openDb('sqlite::memory:', '.', now)
}
