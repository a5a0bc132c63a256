import { type RawBuilder, sql } from 'kysely'
import { limits, SCALE } from './limits.ts'
import type { ModelTables } from './model-tables.ts'

/** How many customers have two products in common: `(one, other, customers)` of the rows of a table of owned products. */
export function pairsQuery(owned: string): RawBuilder<unknown> {
  return sql`
    select mine.product as one, also.product as other, count(*) as customers
    from ${sql.table(owned)} as mine
    join ${sql.table(owned)} as also on also.customer = mine.customer and also.product > mine.product
    group by mine.product, also.product`
}

/**
 * The nearest neighbours of each product, `(product, place, other, score)`: the cosine of two products as sets of
 * customers (Sarwar, Karypis, Konstan & Riedl 2001, "Item-based collaborative filtering recommendation algorithms",
 * WWW10), damped so that pairs of rare products come last (Bell & Koren 2007).
 */
export function similarQuery({ products, pairs }: Pick<ModelTables, 'products' | 'pairs'>): RawBuilder<unknown> {
  const score = sql`
    cast(floor(${sql.lit(SCALE)} * pair.customers
      / (sqrt(cast(mine.customers as double precision) * also.customers) + ${sql.lit(limits.damping)})) as bigint)`
  return sql`
    select product, place, other, score
    from (
      select product, other, score, row_number() over (partition by product order by score desc, id) as place
      from (
        -- one row per product and other product, either way round
        select pair.product, pair.other, also.id, ${score} as score
        from (
          select one as product, other, customers from ${sql.table(pairs)}
          where customers >= ${sql.lit(limits.leastTogether)}
          union all
          select other as product, one as other, customers from ${sql.table(pairs)}
          where customers >= ${sql.lit(limits.leastTogether)}
        ) as pair
        join ${sql.table(products)} as mine on mine.number = pair.product
        join ${sql.table(products)} as also on also.number = pair.other
      ) as scored
    ) as ranked
    where place <= ${sql.lit(limits.similar)}`
}
