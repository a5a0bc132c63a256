import { type RawBuilder, sql } from 'kysely'
import { boughtLines, type LinesAsked, productOfLine, sentBack } from './lines.ts'

/**
 * All that customers ever bought, `(customer, product, name, category_folded, at, kept_at, times, returned)`: when last,
 * when last in an order that did not go back as a whole (null: never), how many such orders, and whether any order with
 * it was refunded, in full or in part (1): which of its lines came back nobody tells.
 */
export function historyQuery(asked: Omit<LinesAsked, 'after'>): RawBuilder<unknown> {
  const { until } = asked
  const kept = sql`${sentBack(until, 'all of it')} = 0`
  return sql`
    select bought.customer, bought.product, coalesce(p.name, bought.name) as name,
      coalesce(bought.category_folded, p.category_folded) as category_folded,
      bought.at, bought.kept_at, bought.times, bought.returned
    from (
      -- one row per customer and product
      select o.customer, ${productOfLine} as product, max(l.name) as name, max(l.category_folded) as category_folded,
        max(o.ordered_at) as at,
        max(case when ${kept} then o.ordered_at end) as kept_at,
        count(distinct case when ${kept} then o.key end) as times,
        max(${sentBack(until, 'something')}) as returned
      ${boughtLines(asked)}
      group by o.customer, ${productOfLine}
    ) as bought
    left join products as p on p.id = bought.product`
}
