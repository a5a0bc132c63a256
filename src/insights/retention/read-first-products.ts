import { sql } from 'kysely'
import type { Shop } from '../../config/shop.ts'
import type { DbContext } from '../../db/index.ts'
import { inPopulation } from '../../facts/index.ts'
import type { Period } from './period.ts'
import type { Keys } from './read-histories.ts'

/** The product in the first line of the first order of the customers with these keys; its name, or its number. */
export async function readFirstProducts(
  { db }: DbContext,
  shop: Shop,
  { end }: Period,
  { since, until }: Keys,
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ customer: number; product: string | null }>`
    with
      numbered as (
        select customer, key, row_number() over (partition by customer order by ordered_at, key) as place
        from orders
        where customer >= ${since}
          and customer < ${until}
          and ordered_at < ${end}
          and ${inPopulation('bought', shop, 'orders')}
      ),
      first_lines as (
        select numbered.customer, min(line.key) as line
        from numbered
        join order_lines as line on line."order" = numbered.key
        where numbered.place = 1
        group by numbered.customer
      )
    select first_lines.customer, coalesce(line.name, line.sku, line.product_id) as product
    from first_lines
    join order_lines as line on line.key = first_lines.line`.execute(db)
  return new Map(rows.flatMap(({ customer, product }) => (product === null ? [] : [[Number(customer), product]])))
}
