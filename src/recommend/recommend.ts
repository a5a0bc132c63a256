import { sql } from 'kysely'
import { type Recommend, type Shop, USUALLY_RECOMMENDED } from '../config/index.ts'
import { type DbContext, onOneConnection, scratchName } from '../db/index.ts'
import { type Candidate, candidatesQuery, soldQuery } from './candidates.ts'
import { historyQuery } from './history.ts'
import type { ModelTables } from './model-tables.ts'
import { withModel } from './with-model.ts'

/** A product of the catalogue as it is recommended; what the shop does not say of it is null. */
export interface Product {
  readonly id: string
  readonly name: string
  readonly category: string | null
  readonly brand: string | null
  /** Minor units of the shop's currency. */
  readonly price: number | null
  readonly url: string | null
  readonly image: string | null
}

/** Why it is recommended: buyers of `of` (its name) buy it too, the customer bought it so many `times`, or it sells. */
export type Because =
  | { readonly is: 'bought together'; readonly of: string }
  | { readonly is: 'bought before'; readonly times: number }
  | { readonly is: 'next category'; readonly category: string }
  | { readonly is: 'bestseller'; readonly country: string | null }

/** A product and why this customer is told of it. */
export interface Recommended {
  readonly product: Product
  readonly because: Because
}

/** What is recommended to a customer, the best first, and the category that suits them best of those they never bought. */
export interface Recommendations {
  readonly products: readonly Recommended[]
  readonly nextCategory: string | undefined
}

/** To whom, and by which rules: `none` are those that hold for all of these customers. */
export interface RecommendAsked {
  readonly shop: Shop
  readonly customers: readonly number[]
  readonly rules: Recommend
  /** `any`: where no pairs are kept they are counted now, however many orders there are. */
  readonly patience: 'short' | 'any'
}

/**
 * What to recommend to customers (keys) as of `ctx.now`: a few queries however many. What was bought with what they
 * bought, weighed by the cosine of the two, and what they buy again and again; then bestsellers, those of the next best
 * category and of their country first. Never what they bought a short while ago, and never what they sent back.
 */
export function recommend(ctx: DbContext, asked: RecommendAsked): Promise<ReadonlyMap<number, Recommendations>> {
  if (asked.customers.length === 0) return Promise.resolve(new Map())
  return onOneConnection(ctx.db, (db) => {
    const inside = { ...ctx, db }
    return withModel(inside, asked.shop, asked.patience, (model) =>
      model ? recommendBy(inside, asked, model) : Promise.resolve(nothingYet(asked)),
    )
  })
}

async function recommendBy(
  ctx: DbContext,
  asked: RecommendAsked,
  model: ModelTables,
): Promise<ReadonlyMap<number, Recommendations>> {
  const { db, dialect } = ctx
  const { customers, rules } = asked
  const keys = customers.map((key) => [key])
  const given = sql`(select customer from ${dialect.rows({ customer: 'integer' }, keys)} as given)`
  const history = scratchName('history')
  await dialect.scratch(db, history, historyQuery({ shop: asked.shop, until: ctx.now, among: given }))
  try {
    await sql`create index ${sql.ref(`${history}_by`)} on ${sql.table(history)} (customer, product)`.execute(db)
    const from = { model, history, given, rules, now: ctx.now }
    const near = byCustomer((await candidatesQuery(from).execute(db)).rows)
    const sold = byCustomer((await soldQuery(from).execute(db)).rows)
    const most = rules.atMost ?? USUALLY_RECOMMENDED
    return new Map(customers.map((key) => [key, chosenOf(near.get(key) ?? [], sold.get(key) ?? [], most)]))
  } finally {
    await sql`drop table if exists ${sql.table(history)}`.execute(db)
  }
}

/** Nothing was counted yet, and to count now would take long: the next run does. */
function nothingYet({ customers }: RecommendAsked): ReadonlyMap<number, Recommendations> {
  return new Map(customers.map((key) => [key, { products: [], nextCategory: undefined }]))
}

function byCustomer(rows: readonly Candidate[]): ReadonlyMap<number, readonly Candidate[]> {
  const grouped = new Map<number, Candidate[]>()
  for (const row of rows) {
    const own = grouped.get(Number(row.customer)) ?? []
    own.push(row)
    grouped.set(Number(row.customer), own)
  }
  return grouped
}

function chosenOf(near: readonly Candidate[], sold: readonly Candidate[], most: number): Recommendations {
  const nextCategory = nextOf(near)
  const first = sold.filter(({ category }) => category !== null && category === nextCategory)
  const fallback = [
    ...first.map((row) => recommended(row, { is: 'next category', category: row.category ?? '' })),
    ...sold.map((row) => recommended(row, { is: 'bestseller', country: row.country || null })),
  ]
  const products = new Map<string, Recommended>()
  for (const one of [...near.map((row) => recommended(row, becauseOf(row))), ...fallback]) {
    if (products.size === most) break
    if (!products.has(one.product.id)) products.set(one.product.id, one)
  }
  return { products: [...products.values()], nextCategory }
}

/** Of the categories that the customer never bought from, the one whose products fit best together. */
function nextOf(near: readonly Candidate[]): string | undefined {
  const scores = new Map<string, number>()
  for (const { category, category_is: is, score } of near) {
    if (category !== null && is === 'new') scores.set(category, (scores.get(category) ?? 0) + Number(score))
  }
  return [...scores].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0]
}

function becauseOf({ anchor, times }: Candidate): Because {
  return anchor === null ? { is: 'bought before', times: Number(times) } : { is: 'bought together', of: anchor }
}

function recommended({ id, name, category, brand, price, url, image }: Candidate, because: Because): Recommended {
  return { product: { id, name, category, brand, price: price === null ? null : Number(price), url, image }, because }
}
