import { sql } from 'kysely'
import type { Shop } from '../../config/shop.ts'
import type { DbContext } from '../../db/index.ts'
import { localDayOf } from '../../facts/index.ts'
import type { Period } from './period.ts'
import type { Keys } from './read-histories.ts'

/** What parts go by that a customer's own row says. */
export interface Person {
  readonly country: string | null
  readonly language: string | null
  /** The number of the day of the sign-up, null where none is known up to the end of the period. */
  readonly signedUp: number | null
}

/** What is known of the customers with these keys, by key. */
export async function readPeople(
  ctx: DbContext,
  shop: Shop,
  { end }: Period,
  { since, until }: Keys,
): Promise<ReadonlyMap<number, Person>> {
  const signedUp = localDayOf({ shop, now: ctx.now }, sql`signed_up_at`)
  const { rows } = await sql<Person & { key: number }>`
    select key, country, language, case when signed_up_at < ${end} then ${signedUp} end as "signedUp"
    from customers
    where key >= ${since}
      and key < ${until}`.execute(ctx.db)
  return new Map(
    rows.map(({ key, country, language, signedUp: day }) => [
      Number(key),
      { country, language, signedUp: day === null ? null : Number(day) },
    ]),
  )
}

/** The largest key of a customer, 0 without customers. */
export async function lastCustomer({ db }: DbContext): Promise<number> {
  const { rows } = await sql<{ key: number | null }>`select max(key) as key from customers`.execute(db)
  return Number(rows[0]?.key ?? 0)
}
