import { type RawBuilder, sql } from 'kysely'
import type { Db, DbContext } from '../../db/index.ts'
import { refreshExistsFrom } from './exists-from.ts'
import { inLots } from './lots.ts'
import { resolveCustomers } from './resolve-customers.ts'
import { openStage, type Stage } from './stage.ts'

const COLUMNS = {
  n: 'integer',
  id: 'text',
  customer_id: 'text',
  email: 'text',
  email_folded: 'text',
  country: 'text',
  at: 'integer',
  currency: 'text',
  status: 'text',
  standing: 'integer',
  customer: 'integer',
} as const

/**
 * Makes the orders that lines speak of: at the instant of their earliest line, whose first line says whose. An order
 * that an orders file has given stays as that file says.
 */
export async function ordersOfLines(ctx: DbContext, lines: RawBuilder<unknown>): Promise<Stage> {
  const { db } = ctx
  const stage = await openStage(ctx, 'orders', COLUMNS, [
    ['customer_id', 'n'],
    ['email_folded', 'n'],
  ])
  await sql`
    insert into ${stage.table} (n, id, customer_id, email, email_folded, country, at, currency, status, standing)
    select first.n, first.order_id, first.customer_id, first.email, first.email_folded, first.country, found.at,
      first.currency, first.status, 1
    from (
      select line.order_id, min(line.n) as n, min(line.at) as at
      from ${lines} as line
      group by line.order_id
    ) as found
    join ${lines} as first on first.n = found.n
    where true`.execute(db)
  await stage.flush()
  await resolveCustomers(db, stage.table)
  await inLots(
    db,
    stage.table,
    (lot) => sql`
    insert into orders (id, customer, ordered_at, total, currency, status, made_from)
    select record.id, record.customer, record.at, 0, record.currency, record.status, 'lines'
    from ${stage.table} as record
    where ${lot}
    order by record.n
    on conflict (id) do update
    set ordered_at = excluded.ordered_at
    where orders.made_from = 'lines'
      and excluded.ordered_at < orders.ordered_at`,
  )
  await refreshExistsFrom(db, sql`select customer from ${stage.table}`)
  return stage
}

/**
 * The total of an order made from lines is the exact sum of its lines, rounded half up once. `column` is the stage's column
 * of order ids.
 */
export async function totalsOfLines(db: Db, stage: RawBuilder<unknown>, column: 'id' | 'order_id'): Promise<void> {
  // Division of integers cuts towards zero in both databases: a refund rounds like its order.
  const total = sql`(sums.milli + case when sums.milli < 0 then -500 else 500 end) / 1000`
  await inLots(
    db,
    stage,
    (lot) => sql`
    with sums as (
      -- one row per order of the lot that is made from its lines
      select orders.key as key, cast(sum(order_lines.total_milli) as bigint) as milli
      from orders
      join order_lines on order_lines."order" = orders.key
      where orders.made_from = 'lines'
        and orders.id in (select record.${sql.ref(column)} from ${stage} as record where ${lot})
      group by orders.key
    )
    update orders
    set
      total = ${total},
      refunded_total = case when orders.status = 'refunded' then ${total} else 0 end,
      refunded_at = case when orders.status = 'refunded' then orders.ordered_at else null end
    from sums
    where orders.key = sums.key`,
  )
}
