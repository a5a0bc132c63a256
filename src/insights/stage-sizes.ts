import { type RawBuilder, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/** How many customers stand in each of `places` places: `rows` is a query of `(customer, place)`, see `placed`. */
export async function stageSizes({ db }: DbContext, rows: RawBuilder<unknown>, places: number): Promise<number[]> {
  const query = sql<{ place: number; customers: number }>`
    select place, count(*) as customers
    from (${rows}) as placed
    group by place`
  const counts = new Map((await query.execute(db)).rows.map((row) => [Number(row.place), Number(row.customers)]))
  return Array.from({ length: places }, (_, place) => counts.get(place) ?? 0)
}
