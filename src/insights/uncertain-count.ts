import { sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/** How many messages nobody knows the outcome of. */
export async function uncertainCount({ db }: DbContext): Promise<number> {
  // The index of open messages is taken only where its own condition stands in the query, word for word.
  const { rows } = await sql<{ number: number }>`
    select count(*) as number
    from messages
    where state in ('waiting', 'queued', 'claimed', 'uncertain')
      and state = 'uncertain'`.execute(db)
  return Number(rows[0]?.number ?? 0)
}
