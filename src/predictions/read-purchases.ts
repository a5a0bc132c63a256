import { sql } from 'kysely'
import type { Shop } from '../config/shop.ts'
import { type DbContext, type Numbers, onOneConnection, scratchName } from '../db/index.ts'
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

/** Keys of customers that are read at once: neither sorts nor rows of more are ever held. */
const PORTION = 50_000

/** Purchases of everybody who ordered before an instant, in portions of customers. */
export function readPurchases(ctx: DbContext, shop: Shop, asked: Asked): Promise<ManyPurchases> {
  return onOneConnection(ctx.db, (db) =>
    ctx.dialect.frugally(db, async () => {
      const here = { ...ctx, db }
      const { first, last } = await keysOf(here, asked)
      const columns = COLUMNS.map(() => new Float64Array(last - first + 1))
      let customers = 0
      for (let from = first; from <= last; from += PORTION) {
        const found = await readPortion(here, shop, asked, { from, until: Math.min(from + PORTION, last + 1) })
        for (const [i, column] of found.entries()) columns[i]?.set(column as readonly number[], customers)
        customers += found[0]?.length ?? 0
      }
      return { customers, [Symbol.iterator]: () => eachOf(columns, customers) }
    }),
  )
}

const COLUMNS = ['customer', 'first', 'last', 'days', 'repeats'] as const

async function readPortion(ctx: DbContext, shop: Shop, asked: Asked, keys: Keys): Promise<readonly Numbers[]> {
  const table = scratchName('purchases')
  await ctx.dialect.scratch(ctx.db, table, purchasesQuery(ctx, shop, asked, keys))
  const columns = COLUMNS.map((column) => sql.ref(`purchases.${column}`))
  const found = await ctx.dialect.numbers(ctx.db, { table, as: 'purchases' }, columns)
  await sql`drop table ${sql.table(table)}`.execute(ctx.db)
  return found
}

async function keysOf({ db }: DbContext, { customer }: Asked): Promise<{ first: number; last: number }> {
  if (customer !== undefined) return { first: customer, last: customer }
  const found = await sql<{ first: number | null; last: number | null }>`
    select min(key) as first, max(key) as last from customers`.execute(db)
  const { first = null, last = null } = found.rows[0] ?? {}
  return { first: Number(first ?? 0), last: Number(last ?? -1) }
}

function* eachOf(columns: readonly Float64Array[], customers: number): Generator<Purchases> {
  const at = (column: number, i: number) => columns[column]?.[i] ?? 0
  for (let i = 0; i < customers; i++) {
    yield { customer: at(0, i), first: at(1, i), last: at(2, i), days: at(3, i), repeats: at(4, i) }
  }
}

interface Keys {
  readonly from: number
  readonly until: number
}

function purchasesQuery({ now }: DbContext, shop: Shop, { before }: Asked, { from, until }: Keys) {
  return sql`
    with bought as (
      -- one row per customer and day with a counted order
      select customer, ${localDayOf({ shop, now }, sql`ordered_at`)} as day,
        cast(sum(case when refunded_at >= ${before} then total else total - refunded_total end) as bigint) as value
      from orders
      where customer >= ${from} and customer < ${until} and ordered_at < ${before}
        and ${inPopulation('bought', shop, 'orders')}
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
