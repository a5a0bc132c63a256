import { join } from 'node:path'
import { inject } from 'vitest'
import { type FreshDatabase, freshDatabase } from './fresh-database.ts'

/** A database that several processes may open by its URL: a file of a folder, or one on the PostgreSQL of this run. */
export async function sharedDatabase(dir: string, path = 'shop.db'): Promise<FreshDatabase> {
  if (inject('postgres') !== undefined) return freshDatabase()
  return { url: `sqlite:${join(dir, path)}`, drop: async () => {} }
}
