import type { Pool } from 'pg'

/** Connections to PostgreSQL for the engine of jobs; `end` them when done. The driver is loaded by the first who asks. */
export async function openEnginePool(url: string, most: number): Promise<Pool> {
  return (await import('./postgres-pool.ts')).enginePool(url, most)
}
