import { type Expression, type RawBuilder, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/** Why nothing at all may be sent to a customer; `no`: nothing stands in the way. */
export type Suppressed = 'no' | 'bounced' | 'complained' | 'manual' | 'erased'

/** Why one customer is suppressed as of `at` (default `ctx.now`), as a text expression correlated on `customer` (its key). */
export function suppressedBy(
  ctx: DbContext,
  customer: Expression<unknown>,
  at: Expression<unknown> = sql`${ctx.now}`,
): RawBuilder<Suppressed> {
  return sql<Suppressed>`coalesce((
    select ${gravest}
    from suppressions
    where suppressions.customer = ${customer}
      and ${visible(at)}
  ), 'no')`
}

/** A query of `(customer, reason)`: one row per suppressed customer, the table read once. */
export function suppressionRows(ctx: DbContext): RawBuilder<{ customer: number; reason: Exclude<Suppressed, 'no'> }> {
  return sql`
    select suppressions.customer as customer, ${gravest} as reason
    from suppressions
    where ${visible(sql`${ctx.now}`)}
    group by suppressions.customer`
}

function visible(at: Expression<unknown>): RawBuilder<boolean> {
  return sql`(suppressions.since is null or suppressions.since <= ${at})`
}

/** Of several reasons the one that is hardest to take back. */
const gravest = sql<Suppressed>`case min(case suppressions.reason
      when 'erased' then 1
      when 'complained' then 2
      when 'bounced' then 3
      else 4
    end)
      when 1 then 'erased'
      when 2 then 'complained'
      when 3 then 'bounced'
      when 4 then 'manual'
    end`
