import { sql } from 'kysely'
import type { Shop } from '../../config/shop.ts'
import type { DbContext } from '../../db/index.ts'
import { inPopulation, localDayOf } from '../../facts/index.ts'

/** What the models ask of a customer: days with counted orders; orders of one day count once. Days are numbers. */
export interface Purchases {
  readonly customer: number
  readonly first: number
  readonly last: number
  /** Days with orders, the first one included. */
  readonly days: number
  /** Minor units of all days but the first, refunds taken off. */
  readonly repeats: number
}

interface Asked {
  /** Orders before this instant. */
  readonly before: number
  /** Only this customer; everybody without it. */
  readonly customer?: number
}

/** Purchases of everybody who ordered before an instant, in one pass over the orders, by customer. */
export async function readPurchases(ctx: DbContext, shop: Shop, asked: Asked): Promise<Purchases[]> {
  const { rows } = await purchasesQuery(ctx, shop, asked).execute(ctx.db)
  return rows.map(({ customer, first, last, days, repeats }) => {
    return {
      customer: Number(customer),
      first: Number(first),
      last: Number(last),
      days: Number(days),
      repeats: Number(repeats),
    }
  })
}

function purchasesQuery({ now }: DbContext, shop: Shop, { before, customer }: Asked) {
  const only = customer === undefined ? sql`` : sql`and customer = ${customer}`
  return sql<Purchases>`
    with bought as (
      -- one row per customer and day with a counted order
      select customer, ${localDayOf({ shop, now }, sql`ordered_at`)} as day,
        sum(case when refunded_at >= ${before} then total else total - refunded_total end) as value
      from orders
      where ordered_at < ${before} and ${inPopulation('bought', shop, 'orders')} ${only}
      group by 1, 2
    ),
    placed as (
      select customer, day, value, min(day) over (partition by customer) as first
      from bought
    )
    select customer, first, max(day) as last, count(*) as days,
      sum(case when day > first then value else 0 end) as repeats
    from placed
    group by customer, first
    order by customer`
}
