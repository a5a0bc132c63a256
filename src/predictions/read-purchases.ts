import { type RawBuilder, sql } from 'kysely'
import type { Shop } from '../config/shop.ts'
import { type DbContext, onOneConnection, scratchName } from '../db/index.ts'
import { inPopulation, localDayOf } from '../facts/index.ts'

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

/** Purchases by customer, one after the other: a million of them are five columns of numbers, no million of objects. */
export interface ManyPurchases extends Iterable<Purchases> {
  /** How many customers there are. */
  readonly customers: number
}

interface Asked {
  /** Orders before this instant. */
  readonly before: number
  /** Only this customer; everybody without it. */
  readonly customer?: number
}

/** Purchases of everybody who ordered before an instant, in one pass over the orders. */
export function readPurchases(ctx: DbContext, shop: Shop, asked: Asked): Promise<ManyPurchases> {
  return onOneConnection(ctx.db, (db) => readOnOne({ ...ctx, db }, shop, asked))
}

async function readOnOne(ctx: DbContext, shop: Shop, asked: Asked): Promise<ManyPurchases> {
  const table = scratchName('purchases')
  await ctx.dialect.scratch(ctx.db, table, purchasesQuery(ctx, shop, asked))
  try {
    const columns = COLUMNS.map((column) => sql.ref(`purchases.${column}`))
    const [customer = [], ...others] = await ctx.dialect.numbers(ctx.db, { table, as: 'purchases' }, columns)
    return { customers: customer.length, [Symbol.iterator]: () => eachOf([customer, ...others]) }
  } finally {
    await sql`drop table ${sql.table(table)}`.execute(ctx.db)
  }
}

const COLUMNS = ['customer', 'first', 'last', 'days', 'repeats'] as const

function* eachOf([customer = [], first = [], last = [], days = [], repeats = []]: readonly (readonly (
  | number
  | null
)[])[]) {
  for (let i = 0; i < customer.length; i++) {
    yield {
      customer: Number(customer[i]),
      first: Number(first[i]),
      last: Number(last[i]),
      days: Number(days[i]),
      repeats: Number(repeats[i]),
    }
  }
}

function purchasesQuery({ now }: DbContext, shop: Shop, { before, customer }: Asked): RawBuilder<unknown> {
  const only = customer === undefined ? sql`` : sql`and customer = ${customer}`
  return sql`
    with bought as (
      -- one row per customer and day with a counted order
      select customer, ${localDayOf({ shop, now }, sql`ordered_at`)} as day,
        cast(sum(case when refunded_at >= ${before} then total else total - refunded_total end) as bigint) as value
      from orders
      where ordered_at < ${before} and ${inPopulation('bought', shop, 'orders')} ${only}
      group by 1, 2
    ),
    placed as (
      select customer, day, value, min(day) over (partition by customer) as first
      from bought
    )
    select customer, first, max(day) as last, count(*) as days,
      cast(sum(case when day > first then value else 0 end) as bigint) as repeats
    from placed
    group by customer, first
    order by customer`
}
