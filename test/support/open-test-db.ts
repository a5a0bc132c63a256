import { type OpenDb, openDb } from '../../src/db/index.ts'
import { freshDatabase } from './fresh-database.ts'

/** A fresh database with all tables, in memory or on PostgreSQL, as real as a shop's. */
export async function openTestDb(now = Date.UTC(2026, 0, 1)): Promise<OpenDb> {
  const { url, drop } = await freshDatabase()
  const open = await openDb(url, '.', now)
  return { ...open, close: () => open.close().then(drop) }
}
