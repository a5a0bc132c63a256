import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import type { Shop } from '../../config/shop.ts'
import type { DbContext } from '../../db/index.ts'
import { inPopulation } from '../../facts/index.ts'
import type { Revenue } from '../../models/index.ts'

/** What came of one variant of an email; of customers whose days for the goal are over, but for `begun`. */
export interface VariantCounts extends Revenue {
  readonly campaign: string
  readonly step: string
  readonly variant: string
  /** Customers who got it, also those whose days are not over. */
  readonly begun: number
  /** Of them in the last 28 days. */
  readonly lately: number
  /** Customers who reached the goal. */
  readonly reached: number
  /** When the first one left. */
  readonly since: Instant
}

/**
 * Counts the variants. `rows`: from a table `asked` as `begunWith` makes it, beside the answers; `reached`: 1 where a row
 * of it reached its goal. The revenue is that of all counted orders in the days, refunds up to now taken off.
 */
export async function countVariants(
  ctx: DbContext,
  shop: Shop,
  rows: RawBuilder<unknown>,
  reached: RawBuilder<unknown>,
): Promise<readonly VariantCounts[]> {
  const { rows: counts } = await sql<VariantCounts>`
    with
      compared as materialized (
        select asked.subject, asked.campaign, asked.step, asked.variant, asked.customer, asked.since, asked.at,
          asked.over, ${reached} as reached
        from ${rows}
      ),
      bought as (
        -- one row per customer who bought in the days after the email
        select compared.subject,
          cast(sum(orders.total - ${refunded(ctx)}) as double precision) as amount
        from compared
        join orders
          on orders.customer = compared.customer
            and orders.ordered_at > compared.since
            and orders.ordered_at <= compared.at
        where compared.over = 1
          and ${inPopulation('bought', shop, 'orders')}
        group by compared.subject
      )
    select campaign, step, variant, count(*) as begun, sum(over) as customers,
      sum(case when since > ${ctx.now - LATELY * 86_400_000} then 1 else 0 end) as lately,
      sum(over * reached) as reached, min(since) as since,
      sum(case when amount > 0 then 1 else 0 end) as buyers,
      sum(coalesce(amount, 0)) as sum,
      sum(coalesce(amount * amount, 0)) as squares,
      sum(coalesce(amount * amount * amount, 0)) as cubes
    from compared
    left join bought on bought.subject = compared.subject
    group by campaign, step, variant
    order by campaign, step, variant`.execute(ctx.db)
  return counts.map(({ campaign, step, variant, ...numbers }) => ({
    ...{ campaign, step, variant },
    ...{ begun: Number(numbers.begun), lately: Number(numbers.lately), since: Number(numbers.since) },
    ...{ customers: Number(numbers.customers), reached: Number(numbers.reached), buyers: Number(numbers.buyers) },
    ...{ sum: Number(numbers.sum), squares: Number(numbers.squares), cubes: Number(numbers.cubes) },
  }))
}

/** Days of which the pace is taken. */
export const LATELY = 28

function refunded({ now }: DbContext): RawBuilder<unknown> {
  return sql`case when orders.refunded_at > ${now} then 0 else orders.refunded_total end`
}
