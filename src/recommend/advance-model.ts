import { type RawBuilder, sql } from 'kysely'
import type { Shop } from '../config/index.ts'
import { type Db, type DbContext, readingFirst, scratchName } from '../db/index.ts'
import { bestsellersQuery } from './bestsellers.ts'
import { withCountedModel, withKeys } from './count-model.ts'
import { keptModel, meaningOf, noteModel } from './kept-model.ts'
import { keptTables, modelColumns } from './model-tables.ts'
import { movedByTime, ownedQuery } from './owned.ts'
import { pairsQuery, similarQuery } from './similar.ts'

/** How the stored tables came to stand for an instant. */
export type Advance = 'was there' | 'advanced' | 'counted anew'

/** Where more than this share of the customers changed, counting everybody anew is quicker. */
const MOST_CHANGED = 0.2

/**
 * Brings the stored tables up to `ctx.now`, in one transaction: only the customers whose rows changed since, as the
 * database itself noted, or came into sight as time passed, are read again; what they had in common with others is taken
 * off and what they have now is added. The same as counting everybody anew.
 */
export function advanceModel(ctx: DbContext, shop: Shop): Promise<Advance> {
  const work = async (trx: Db): Promise<Advance> => {
    const inside = { ...ctx, db: trx }
    const kept = await keptModel(inside)
    const meaning = meaningOf(shop)
    if (kept?.meaning === meaning && kept.asOf > ctx.now) return 'was there'
    const touched = kept?.meaning === meaning ? await touchedSince(inside, kept.asOf) : undefined
    if (touched) await countAgain(inside, shop, touched)
    else await countAll(inside, shop)
    await sql`delete from unpaired_customers`.execute(trx)
    await noteModel(inside, { asOf: ctx.now, meaning })
    return touched ? 'advanced' : 'counted anew'
  }
  return ctx.dialect.frugally(ctx.db, () => readingFirst(ctx.db, work))
}

/**
 * Keeps the marks of changed customers, which the run is about to take away, for the next `advanceModel`. Nothing where
 * no tables are kept: they will be counted anew.
 */
export async function keepMarks(ctx: Pick<DbContext, 'db'>): Promise<void> {
  if (!(await keptModel(ctx))) return
  await sql`
    insert into unpaired_customers (customer)
    select distinct customer from changed_customers where customer > 0
    on conflict (customer) do nothing`.execute(ctx.db)
}

/** A scratch table of the customers to be read again; undefined where they are many. */
async function touchedSince(ctx: DbContext, from: number): Promise<string | undefined> {
  const table = scratchName('touched')
  await ctx.dialect.scratch(
    ctx.db,
    table,
    sql`
    select customer from unpaired_customers
    union
    select customer from changed_customers where customer > 0
    union
    ${movedByTime(from, ctx.now)}`,
  )
  const { rows } = await sql<{ touched: number; last: number | null }>`
    select (select count(*) from ${sql.table(table)}) as touched, (select max(key) from customers) as last`.execute(
    ctx.db,
  )
  if (Number(rows[0]?.touched ?? 0) <= MOST_CHANGED * Number(rows[0]?.last ?? 0)) return table
  await sql`drop table ${sql.table(table)}`.execute(ctx.db)
  return undefined
}

/** Counts into scratch tables first: meanwhile others may write. */
function countAll(ctx: DbContext, shop: Shop): Promise<void> {
  return withCountedModel(ctx, shop, async (counted) => {
    for (const name of modelColumns.keys()) {
      const [from, to] = [sql.table(counted[name]), sql.table(keptTables[name])]
      const columns = sql.join((modelColumns.get(name) ?? []).map((column) => sql.ref(column)))
      await sql`delete from ${to}`.execute(ctx.db)
      await sql`insert into ${to} (${columns}) select ${columns} from ${from} order by 1, 2`.execute(ctx.db)
    }
  })
}

async function countAgain(ctx: DbContext, shop: Shop, touched: string): Promise<void> {
  const { db, dialect } = ctx
  const made = [touched]
  const make = async (purpose: string, query: RawBuilder<unknown>): Promise<string> => {
    const name = scratchName(purpose)
    await dialect.scratch(db, name, query)
    made.push(name)
    return name
  }
  const among = sql`select customer from ${sql.table(touched)}`
  const named = await make('owned_names', ownedQuery({ shop, until: ctx.now, among }))
  await sql`
    insert into paired_products (number, id, customers)
    select (select coalesce(max(number), 0) from paired_products) + row_number() over (order by product), product, 0
    from (
      select distinct product
      from ${sql.table(named)}
      where product not in (select id from paired_products)
    ) as fresh`.execute(db)
  const before = await make('owned', sql`select customer, product from customer_products where customer in (${among})`)
  const after = await make('owned', withKeys(named, keptTables.products))
  for (const table of [before, after]) {
    await sql`create index ${sql.ref(`${table}_by`)} on ${sql.table(table)} (customer, product)`.execute(db)
  }
  await applyToPairs(ctx, before, after)
  await applyToProducts(ctx, before, after)
  await sql`delete from customer_products where customer in (${among})`.execute(db)
  await sql`insert into customer_products (customer, product) select customer, product from ${sql.table(after)}`.execute(
    db,
  )
  for (const name of made) await sql`drop table ${sql.table(name)}`.execute(db)
  await sql`delete from similar_products`.execute(db)
  await sql`insert into similar_products (product, place, other, score) ${similarQuery(keptTables)}`.execute(db)
  const bestsellers = bestsellersQuery({ shop, until: ctx.now })
  await sql`delete from bestsellers`.execute(db)
  await sql`insert into bestsellers (country, place, product, customers) ${bestsellers}`.execute(db)
}

async function applyToPairs({ db }: DbContext, before: string, after: string): Promise<void> {
  await sql`
    insert into product_pairs (one, other, customers)
    select one, other, sum(customers)
    from (
      select one, other, customers from (${pairsQuery(after)}) as gained
      union all
      select one, other, -customers from (${pairsQuery(before)}) as lost
    ) as changes
    group by one, other
    having sum(customers) <> 0
    on conflict (one, other) do update set customers = product_pairs.customers + excluded.customers`.execute(db)
  await sql`delete from product_pairs where customers = 0`.execute(db)
}

async function applyToProducts({ db }: DbContext, before: string, after: string): Promise<void> {
  await sql`
    update paired_products
    set customers = paired_products.customers + changes.customers
    from (
      select product, sum(customers) as customers
      from (
        select product, 1 as customers from ${sql.table(after)}
        union all
        select product, -1 as customers from ${sql.table(before)}
      ) as each_change
      group by product
    ) as changes
    where changes.product = paired_products.number`.execute(db)
}
