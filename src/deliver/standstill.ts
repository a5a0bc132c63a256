import { sql } from 'kysely'
import type { DbContext, HaltsTable } from '../db/index.ts'

/** Why nothing is handed over for now, and until when; null: until the operator says so. */
export type Standstill = HaltsTable

/** Covers every provider: a restored or copied database. */
export const DATABASE = 'database'

/** Why a database stands still whose shop moved to another one. */
export const MOVED = 'moved'

/** What lies further in the future was written by a clock that ran ahead. */
const CLOCK_TOLERANCE = 60_000

/** What stops a provider as of `ctx.now`; of several the one that lasts longest. */
export async function standstillOf(
  ctx: Pick<DbContext, 'db' | 'now'>,
  provider: string,
): Promise<Standstill | undefined> {
  const all = await standstills(ctx)
  const ours = all.filter(({ name }) => name === provider || name === DATABASE)
  return ours.sort((a, b) => (b.until ?? Infinity) - (a.until ?? Infinity))[0]
}

/** Everything that stands still as of `ctx.now`. A timed one that was written by a clock that ran ahead is over. */
export async function standstills(ctx: Pick<DbContext, 'db' | 'now'>): Promise<Standstill[]> {
  const { rows } = await sql<Standstill>`
    select *
    from halts
    where until is null
      or (until > ${ctx.now} and since <= ${ctx.now + CLOCK_TOLERANCE})
    order by name`.execute(ctx.db)
  return rows
}
