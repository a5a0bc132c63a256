import { type RawBuilder, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/** How many customers went from one place to another, or stayed. */
export interface StageMove {
  /** A number of `placed`; null: had not ordered yet, or has no order that counts any more. */
  readonly from: number | null
  readonly to: number | null
  readonly customers: number
}

/** Where customers went between two instants: both are queries of `(customer, place)`, see `placed`. */
export async function stageMoves(
  { db }: DbContext,
  before: RawBuilder<unknown>,
  after: RawBuilder<unknown>,
): Promise<StageMove[]> {
  const { rows } = await sql<StageMove>`
    with
      standing as (
        select customer, place as was, null as is_now from (${before}) as earlier
        union all
        select customer, null, place from (${after}) as later
      ),
      moved as (
        select max(was) as was, max(is_now) as is_now
        from standing
        group by customer
      )
    select was as "from", is_now as "to", count(*) as customers
    from moved
    group by was, is_now
    order by coalesce(was, -1), coalesce(is_now, -1)`.execute(db)
  return rows.map(({ from, to, customers }) => ({
    from: numberOr(from),
    to: numberOr(to),
    customers: Number(customers),
  }))
}

function numberOr(value: number | null): number | null {
  return value === null ? null : Number(value)
}
