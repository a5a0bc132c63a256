import { type RawBuilder, sql } from 'kysely'
import { consentRows, suppressionRows } from '../../consent/index.ts'
import type { DbContext } from '../../db/index.ts'

/** How many members marketing can reach, or what stands in the way: the first reason that applies. */
export interface Reach {
  readonly outcome: 'reachable' | 'no_consent' | 'no_address' | 'bounced' | 'complained' | 'manual' | 'erased'
  readonly customers: number
}

/** Counts a query of `customer` by whether marketing reaches them, most first. */
export async function reachOf(ctx: DbContext, members: RawBuilder<unknown>): Promise<Reach[]> {
  const { rows } = await sql<Reach>`
    -- one row per outcome
    select outcome, count(*) as customers
    from (
      select case
          when suppressed.reason is not null then suppressed.reason
          when coalesce(consented.state, 'never asked') <> 'subscribed' then 'no_consent'
          when customers.email is null then 'no_address'
          else 'reachable'
        end as outcome
      from (${members}) as members
      join customers on customers.key = members.customer
      left join (${suppressionRows(ctx)}) as suppressed on suppressed.customer = members.customer
      left join (${consentRows(ctx)}) as consented on consented.customer = members.customer
    ) as outcomes
    group by outcome
    order by customers desc, outcome`.execute(ctx.db)
  return rows.map(({ outcome, customers }) => ({ outcome, customers: Number(customers) }))
}
