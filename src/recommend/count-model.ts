import { type RawBuilder, sql } from 'kysely'
import type { Shop } from '../config/index.ts'
import { type DbContext, scratchName } from '../db/index.ts'
import { bestsellersQuery } from './bestsellers.ts'
import type { ModelTables } from './model-tables.ts'
import { ownedQuery } from './owned.ts'
import { pairsQuery, similarQuery } from './similar.ts'

/**
 * Counts everything that recommendations are made from as of `ctx.now`, into scratch tables of the connection, lends
 * them to `work` and drops them. Reads all orders: for small shops and for looking back.
 */
export async function withCountedModel<T>(
  ctx: DbContext,
  shop: Shop,
  work: (tables: ModelTables) => Promise<T>,
): Promise<T> {
  const made: string[] = []
  const make = async (purpose: string, query: RawBuilder<unknown>, ...indexed: readonly string[]): Promise<string> => {
    const name = scratchName(purpose)
    await ctx.dialect.scratch(ctx.db, name, query)
    made.push(name)
    if (indexed.length > 0) {
      const columns = sql.join(indexed.map((column) => sql.ref(column)))
      await sql`create index ${sql.ref(`${name}_by`)} on ${sql.table(name)} (${columns})`.execute(ctx.db)
    }
    return name
  }
  try {
    const named = await make('owned_names', ownedQuery({ shop, until: ctx.now }))
    const products = await make('paired_products', countedProducts(named), 'id')
    const owned = await make('owned', withKeys(named, products), 'customer', 'product')
    const pairs = await make('product_pairs', pairsQuery(owned))
    const similar = await make('similar_products', similarQuery({ products, pairs }), 'product')
    const bestsellers = await make('bestsellers', bestsellersQuery({ shop, until: ctx.now }), 'country')
    return await work({ products, owned, pairs, similar, bestsellers })
  } finally {
    for (const name of made) await sql`drop table if exists ${sql.table(name)}`.execute(ctx.db)
  }
}

function countedProducts(named: string): RawBuilder<unknown> {
  return sql`
    select row_number() over (order by product) as number, product as id, count(*) as customers
    from ${sql.table(named)}
    group by product`
}

/** The rows of `ownedQuery` with the keys of their products. */
export function withKeys(named: string, products: string): RawBuilder<unknown> {
  return sql`
    select named.customer, paired.number as product
    from ${sql.table(named)} as named
    join ${sql.table(products)} as paired on paired.id = named.product`
}
