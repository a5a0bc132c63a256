import { type Expression, type RawBuilder, sql } from 'kysely'
import { type DbContext, inTransaction } from '../db/index.ts'

/** The lengths that the preference page offers, in days. */
export const pauseLengths = [30, 60, 90] as const

/** From now on no marketing for some days; 0 ends a pause. Written down anew each time: the latest word counts. */
export async function pause(ctx: DbContext, customer: number, days: number, source: string): Promise<void> {
  await inTransaction(ctx.db, (trx) =>
    trx
      .insertInto('customer_pauses')
      .values({ customer, since: ctx.now, until: ctx.now + days * DAY, source })
      .execute(),
  )
}

/** Until when a customer asked for no marketing, as a number correlated on `customer` (its key); 0: never asked. */
export function pausedUntil(ctx: DbContext, customer: Expression<unknown>): RawBuilder<number> {
  return sql<number>`coalesce((
    select customer_pauses.until
    from customer_pauses
    where customer_pauses.customer = ${customer}
      and customer_pauses.since <= ${ctx.now}
    order by customer_pauses.since desc, customer_pauses.key desc
    limit 1
  ), 0)`
}

const DAY = 86_400_000
