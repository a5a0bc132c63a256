import { sql } from 'kysely'
import { type Day, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'

/** The days of a zone on which a run was finished, from `since` on. */
export async function runDays({ db, now }: DbContext, zone: string, since: Instant): Promise<ReadonlySet<Day>> {
  const { rows } = await sql<{ slot: number }>`
    select slot
    from runs
    where slot between ${since} and ${now} and finished_at is not null`.execute(db)
  return new Set(rows.map(({ slot }) => localDay(Number(slot), zone)))
}

/** When the first order was made, undefined without orders. */
export async function firstOrderAt({ db }: Pick<DbContext, 'db'>): Promise<Instant | undefined> {
  const { rows } = await sql<{ at: number | null }>`select min(ordered_at) as at from orders`.execute(db)
  const at = rows[0]?.at
  return at === null || at === undefined ? undefined : Number(at)
}
