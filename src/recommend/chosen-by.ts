import { type RawBuilder, sql } from 'kysely'
import type { ProductChoice } from '../config/index.ts'

/** Conditions on a product `p` of the catalogue: it is one of `from`, and none of `none`. */
export function chosenBy(from: ProductChoice | undefined, none: readonly ProductChoice[]): RawBuilder<unknown> {
  const conditions = [...(from ? [fits(from)] : []), ...none.map((one) => sql`not ${fits(one)}`)]
  return conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `)
}

/** Of several lists each must fit; what a product does not say of itself fits nothing. */
function fits({ product, category, brand }: ProductChoice): RawBuilder<unknown> {
  const parts = [
    ...(product
      ? [
          sql`(${oneOf(sql`lower(p.id)`, product)} or ${oneOf(sql`lower(p.sku)`, product)} or ${oneOf(sql`p.name_folded`, product)})`,
        ]
      : []),
    ...(category ? [oneOf(sql`p.category_folded`, category)] : []),
    ...(brand ? [oneOf(sql`p.brand_folded`, brand)] : []),
  ]
  return sql`(${sql.join(parts, sql` and `)})`
}

function oneOf(column: RawBuilder<unknown>, names: readonly string[]): RawBuilder<unknown> {
  return sql`coalesce(${column}, '') in (${sql.join([...names])})`
}
