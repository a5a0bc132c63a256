import { type RawBuilder, sql } from 'kysely'
import { addMonths, type Day, localDay, startOfDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { Shop } from '../config/shop.ts'
import type { DbContext } from '../db/index.ts'
import { inPopulation } from '../facts/index.ts'

/** Customers by the month of their first order, and how many of them ordered in that month and each one after. */
export interface Cohort {
  /** The first day of the month. */
  readonly month: Day
  /** `buyers[0]` are all of them; `buyers[k]` those with an order `k` months later. The last month may be under way. */
  readonly buyers: readonly number[]
}

/** The cohorts of the last `months` calendar months of the shop, this one included, as of `ctx.now`. */
export async function cohorts(ctx: DbContext, shop: Shop, months: number): Promise<Cohort[]> {
  const { timeZone } = shop
  const thisMonth = `${localDay(ctx.now, timeZone).slice(0, 7)}-01`
  const starts = Array.from({ length: months }, (_, i) => addMonths(thisMonth, i - months + 1))
  const borders = starts.map((day, number) => ({ number, since: startOfDay(day, timeZone) }))
  const counts = orders(shop, ctx.now)
  const { rows } = await sql<{ cohort: number; month: number; customers: number }>`
    with
      beginnings as (
        select customer, min(ordered_at) as first_at
        from orders
        where ${counts}
        group by customer
      ),
      cohorts as (
        select customer, ${monthOf(borders, sql`first_at`)} as cohort
        from beginnings
        where first_at >= ${borders[0]?.since ?? 0}
      ),
      bought as (
        select distinct cohorts.customer, cohorts.cohort, ${monthOf(borders, sql`orders.ordered_at`)} as month
        from cohorts
        join orders on orders.customer = cohorts.customer
        where ${counts}
      )
    select cohort, month, count(*) as customers
    from bought
    group by cohort, month`.execute(ctx.db)
  const known = new Map(rows.map((row) => [`${row.cohort} ${row.month}`, Number(row.customers)]))
  return starts.map((month, cohort) => {
    const buyers = starts.slice(cohort).map((_, after) => known.get(`${cohort} ${cohort + after}`) ?? 0)
    return { month, buyers }
  })
}

function orders(shop: Shop, now: Instant): RawBuilder<unknown> {
  return sql`orders.ordered_at <= ${now} and ${inPopulation('bought', shop, 'orders')}`
}

interface Border {
  readonly number: number
  readonly since: Instant
}

/** The number of the month that an instant lies in: a balanced tree of comparisons. */
function monthOf(borders: readonly Border[], instant: RawBuilder<unknown>): RawBuilder<number> {
  const middle = Math.ceil(borders.length / 2)
  const [first, later] = [borders[0], borders[middle]]
  if (!later) return sql<number>`${sql.lit(first?.number ?? 0)}`
  const [before, after] = [monthOf(borders.slice(0, middle), instant), monthOf(borders.slice(middle), instant)]
  return sql<number>`case when ${instant} < ${sql.lit(later.since)} then ${before} else ${after} end`
}
