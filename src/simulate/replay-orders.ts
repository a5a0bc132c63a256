import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'

const MS_PER_DAY = 86_400_000
/** 52 weeks, so that an order of a Tuesday comes on a Tuesday again. */
const A_YEAR = 364 * MS_PER_DAY
const A_WEEK = 7 * MS_PER_DAY

/**
 * Lets the orders of the 364 days before `ctx.now` come again, year after year up to `until`, by the same customers,
 * each in its week or, by chance of the seed, one week earlier or later. The same seed gives the same orders.
 */
export async function replayOrders(ctx: DbContext, until: Instant, seed: number): Promise<void> {
  for (let year = 1; ctx.now + (year - 1) * A_YEAR - A_WEEK < until; year++) await replayYear(ctx, until, seed, year)
}

async function replayYear(ctx: DbContext, until: Instant, seed: number, year: number): Promise<void> {
  const again = sql`'again ' || ${String(year)} || ' of ' || last.id`
  const shift = shiftOf(ctx, seed, year)
  const lastYear = sql`last.ordered_at > ${ctx.now - A_YEAR} and last.ordered_at <= ${ctx.now}`
  await sql`
    insert into orders (id, customer, ordered_at, total, currency, status, delivered_at, refunded_total, refunded_at,
      coupon, coupon_folded, channel, channel_folded, store, store_folded, made_from)
    -- one row per order of the last year that comes again within the range
    select ${again}, last.customer, last.ordered_at + ${shift}, last.total, last.currency, last.status,
      last.delivered_at + ${shift}, last.refunded_total, last.refunded_at + ${shift}, last.coupon, last.coupon_folded,
      last.channel, last.channel_folded, last.store, last.store_folded, last.made_from
    from orders as last
    where ${lastYear}
      and last.ordered_at + ${shift} < ${until}`.execute(ctx.db)
  await sql`
    insert into order_lines ("order", hash, copy, product_id, sku, name, name_folded, category, category_folded, brand,
      brand_folded, quantity, total_milli)
    select repeated.key, line.hash, line.copy, line.product_id, line.sku, line.name, line.name_folded, line.category,
      line.category_folded, line.brand, line.brand_folded, line.quantity, line.total_milli
    from orders as last
    join orders as repeated on repeated.id = ${again}
    join order_lines as line on line."order" = last.key
    where ${lastYear}`.execute(ctx.db)
}

/** Milliseconds from an order to its return: 52 weeks each year, for a third each a week less or more. Never into the past. */
function shiftOf(ctx: DbContext, seed: number, year: number): RawBuilder<number> {
  const chance = ctx.dialect.bucket(`replay ${seed} ${year}`, sql`last.id`)
  const years = year * A_YEAR
  return sql<number>`case
        when ${chance} < '5555555555555555' and last.ordered_at + ${years - A_WEEK} > ${ctx.now} then ${sql.lit(years - A_WEEK)}
        when ${chance} >= 'aaaaaaaaaaaaaaaa' then ${sql.lit(years + A_WEEK)}
        else ${sql.lit(years)}
      end`
}
