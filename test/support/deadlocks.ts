import pg from 'pg'
import { later } from './later.ts'

/**
 * How often PostgreSQL has undone a transaction of the database at a URL because several waited for each other. Ask when
 * its other connections are closed: each tells of what it saw at its end. 0 for a file, where one writes at a time.
 */
export async function deadlocksIn(url: string): Promise<number> {
  if (!url.startsWith('postgres')) return 0
  const client = new pg.Client(url)
  await client.connect()
  try {
    for (const end = Date.now() + 5_000; (await others(client)) > 0 && Date.now() < end; await later(20));
    const { rows } = await client.query('select deadlocks from pg_stat_database where datname = current_database()')
    return Number(rows[0]?.deadlocks)
  } finally {
    await client.end()
  }
}

async function others(client: pg.Client): Promise<number> {
  const { rows } = await client.query(
    'select count(*) as open from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  return Number(rows[0]?.open)
}
