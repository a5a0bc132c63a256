import { type RawBuilder, sql } from 'kysely'
import type { Shop } from '../config/shop.ts'
import type { Instant } from '../clock.ts'
import { inPopulation } from '../facts/index.ts'

/**
 * One row per customer with a stage or an order as of an instant: `customer` and `place`, the number of the first of
 * `stages` (queries of `customer`; undefined holds nobody) that holds, or how many stages there are for who ordered and is in none.
 */
export function placed(
  shop: Shop,
  stages: readonly (RawBuilder<unknown> | undefined)[],
  at: Instant,
): RawBuilder<unknown> {
  const lists = stages.flatMap((members, place) =>
    members ? [sql`select customer, ${sql.lit(place)} as place from (${members}) as members`] : [],
  )
  const bought = sql`
    select customer, ${sql.lit(stages.length)} as place
    from orders
    where ordered_at <= ${at} and ${inPopulation('bought', shop, 'orders')}
    group by customer`
  return sql`
    select customer, min(place) as place
    from (${sql.join([...lists, bought], sql` union all `)}) as places
    group by customer`
}
