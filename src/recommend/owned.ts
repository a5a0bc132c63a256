import { type RawBuilder, sql } from 'kysely'
import { boughtLines, type LinesAsked, productOfLine, sentBack } from './lines.ts'
import { DAY, limits } from './limits.ts'

/**
 * What counts of each customer as of an instant: `(customer, product)`, the products bought last, of those of one order the ones bought
 * most often, as ids. An order that
 * went back as a whole does not count.
 */
export function ownedQuery(asked: Omit<LinesAsked, 'after'>): RawBuilder<unknown> {
  const { until } = asked
  return sql`
    select customer, product
    from (
      select customer, product, row_number() over (partition by customer order by at desc, times desc, product) as place
      from (
        -- one row per customer and product
        select o.customer, ${productOfLine} as product, max(o.ordered_at) as at, count(*) as times
        ${boughtLines({ ...asked, after: until - limits.pairedDays * DAY })}
          and ${sentBack(until, 'all of it')} = 0
        group by o.customer, ${productOfLine}
      ) as bought
    ) as ranked
    where place <= ${sql.lit(limits.ofCustomer)}`
}

/**
 * Whose `ownedQuery` may have changed between two instants though none of their rows did: a row came into sight, or
 * passed out of it. A select of `customer`.
 */
export function movedByTime(from: number, until: number): RawBuilder<unknown> {
  const back = limits.pairedDays * DAY
  return sql`
    select customer from orders where ordered_at > ${from} and ordered_at <= ${until}
    union
    select customer from orders where ordered_at > ${from - back} and ordered_at <= ${until - back}
    union
    select customer from orders where refunded_at > ${from} and refunded_at <= ${until}`
}
