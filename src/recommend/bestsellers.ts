import { type RawBuilder, sql } from 'kysely'
import { DAY, limits } from './limits.ts'
import { boughtLines, type LinesAsked, productOfLine, sentBack } from './lines.ts'

/**
 * What the most customers bought in the last weeks: `(country, place, product, customers)`, for each country and, under
 * an empty name, for all of them. Only what is in the catalogue.
 */
export function bestsellersQuery({ shop, until }: Pick<LinesAsked, 'shop' | 'until'>): RawBuilder<unknown> {
  return sql`
    with buyers as (
      -- one row per customer and product of the catalogue
      select distinct o.customer, ${productOfLine} as product
      ${boughtLines({ shop, until, after: until - limits.bestsellerDays * DAY })}
        and ${sentBack(until, 'all of it')} = 0
        and ${productOfLine} in (select id from products)
    ), counted as (
      select '' as country, product, count(*) as customers
      from buyers
      group by product
      union all
      select customers.country, product, count(*) as customers
      from buyers
      join customers on customers.key = buyers.customer
      where customers.country is not null
      group by customers.country, product
      having count(*) >= ${sql.lit(limits.leastOfCountry)}
    )
    select country, place, product, customers
    from (
      select country, product, customers,
        row_number() over (partition by country order by customers desc, product) as place
      from counted
    ) as ranked
    where place <= ${sql.lit(limits.bestsellers)}`
}
