import { sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/** How many messages nobody knows the outcome of. */
export async function uncertainCount({ db }: DbContext): Promise<number> {
  // The state stands in the text: with a parameter SQLite cannot tell that its index of open messages fits.
  const { rows } = await sql<{ number: number }>`
    select count(*) as number
    from messages
    where state = 'uncertain'`.execute(db)
  return Number(rows[0]?.number ?? 0)
}
