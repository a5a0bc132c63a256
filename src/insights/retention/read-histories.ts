import { type RawBuilder, sql } from 'kysely'
import type { Shop } from '../../config/shop.ts'
import type { DbContext } from '../../db/index.ts'
import { inPopulation, localDayOf } from '../../facts/index.ts'
import type { Period } from './period.ts'

/** A customer's counted orders up to the end of a period, oldest first: the columns stand side by side. */
export interface History {
  readonly customer: number
  /** Instants. */
  readonly at: readonly number[]
  /** Numbers of the shop's days. */
  readonly days: readonly number[]
  /** Minor units, refunds taken off that were made up to the end of the period … */
  readonly values: readonly number[]
  /** … and up to its start. */
  readonly before: readonly number[]
}

/** Keys of customers, the first in and the second out. */
export interface Keys {
  readonly since: number
  readonly until: number
}

interface Row {
  readonly customer: number
  readonly at: number
  readonly day: number
  readonly value: number
  readonly before: number
}

/** The histories of the customers with these keys, in the order of their keys: from the index alone. */
export async function readHistories(ctx: DbContext, shop: Shop, period: Period, keys: Keys): Promise<History[]> {
  const { rows } = await historiesQuery(ctx, shop, period, keys).execute(ctx.db)
  const histories: (Mutable & History)[] = []
  for (const row of rows) {
    const customer = Number(row.customer)
    let last = histories.at(-1)
    if (last?.customer !== customer) {
      last = { customer, at: [], days: [], values: [], before: [] }
      histories.push(last)
    }
    last.at.push(Number(row.at))
    last.days.push(Number(row.day))
    last.values.push(Number(row.value))
    last.before.push(Number(row.before))
  }
  return histories
}

interface Mutable {
  readonly at: number[]
  readonly days: number[]
  readonly values: number[]
  readonly before: number[]
}

/** The query of `readHistories`, for whoever wants to see how it is carried out. */
export function historiesQuery({ now }: Pick<DbContext, 'now'>, shop: Shop, period: Period, keys: Keys) {
  const { start, end } = period
  return sql<Row>`
    select customer, ordered_at as at, ${localDayOf({ shop, now }, sql`ordered_at`)} as day,
      ${net(end)} as value, ${net(start)} as before
    from orders
    where customer >= ${keys.since}
      and customer < ${keys.until}
      and ordered_at < ${end}
      and ${inPopulation('bought', shop, 'orders')}
    order by customer, ordered_at`
}

/** A refund counts from its own instant on; without one it is as old as the order. */
function net(before: number): RawBuilder<number> {
  return sql<number>`case when refunded_at >= ${before} then total else total - refunded_total end`
}
