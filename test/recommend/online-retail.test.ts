import { createReadStream, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noRecommend, type Recommend } from '../../src/config/index.ts'
import { type DbContext, inTransaction, type OpenDb } from '../../src/db/index.ts'
import { advanceModel, recommend } from '../../src/recommend/index.ts'
import { aShop } from '../support/naive/a-shop.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { shared } from '../support/real-shops.ts'

/*
 * Online Retail, trained on all orders before 1 November 2011, tested on all later baskets of customers who had ordered
 * before (2,953 baskets of 1,544 customers). Ten products are recommended to each customer as of 1 November; a basket is
 * hit where it holds one of them. The bestsellers are those of the 90 days before (they hit more than those of the whole
 * year), without what the same rules forbid to recommend.
 */
const file = resolve(shared, 'data/online-retail/online_retail.csv.gz')
const absent = !existsSync(file)
if (absent) console.warn('SKIPPED: ../shared is absent, recommendations were not held against Online Retail')
/** Every tenth customer, unless everything runs. */
const some = process.env.FAULTS === 'full' ? 1 : 10

describe.skipIf(absent)('recommendations on Online Retail', () => {
  const now = Date.UTC(2011, 10, 1)
  const shop = aShop({ timeZone: 'UTC', currency: 'GBP' })
  let db: OpenDb
  let ctx: DbContext
  let history: readonly Basket[]
  let baskets: readonly Basket[]
  beforeAll(async () => {
    const all = await readBaskets()
    db = await openTestDb(now)
    history = all.filter(({ at }) => at < now)
    await fill(db, history)
    ctx = { db: db.db, dialect: db.dialect, now }
    await advanceModel(ctx, shop)
    const known = [...new Set(history.map(({ customer }) => customer))].sort()
    const chosen = new Set(known.filter((_, i) => i % some === 0))
    baskets = all.filter(({ at, customer }) => at >= now && chosen.has(customer))
  }, 120_000)
  afterAll(() => db.close())

  // In full 48.4 % against 30.3 %, 1.60 times; and 67.6 % against 45.1 %, 1.50 times (1.498), where all may come again.
  const views = [
    [1.5, 'after 60 days, as usual', {}],
    [1.45, 'at any time', { again: 0 }],
  ] as const
  it.each(some === 1 ? views : views.slice(0, 1))(
    'hit %d times the baskets that bestsellers hit, where what was bought may come again %s',
    async (times, _, rules) => {
      const ours = hitRate(await ourLists({ ...noRecommend, ...rules }))
      const bestsellers = hitRate(bestsellerLists({ ...noRecommend, ...rules }))
      console.info(
        `hit rate at 10: ${percent(ours)}, bestsellers ${percent(bestsellers)}, of ${baskets.length} baskets`,
      )
      expect(ours / bestsellers).toBeGreaterThanOrEqual(times)
    },
  )

  async function ourLists(rules: Recommend): Promise<Lists> {
    const rows = await db.db.selectFrom('customers').select(['id', 'key']).execute()
    const wanted = new Set(baskets.map(({ customer }) => customer))
    const asked = rows.filter(({ id }) => wanted.has(id))
    const all = {
      shop,
      rules: { ...rules, atMost: 10 },
      customers: asked.map(({ key }) => key),
      patience: 'short',
    } as const
    const told = await recommend(ctx, all)
    return new Map(asked.map(({ id, key }) => [id, told.get(key)?.products.map(({ product }) => product.id) ?? []]))
  }

  function bestsellerLists({ again = 60 }: Recommend): Lists {
    const since = (days: number) => history.filter(({ at }) => at > now - days * 86_400_000)
    const buyers = new Map<string, Set<string>>()
    for (const { customer, products } of since(90)) {
      for (const product of products) buyers.set(product, (buyers.get(product) ?? new Set()).add(customer))
    }
    const best = [...buyers].sort(([, a], [, b]) => b.size - a.size).map(([product]) => product)
    const recent = new Map<string, Set<string>>()
    for (const { customer, products } of since(Number(again))) {
      recent.set(customer, new Set([...(recent.get(customer) ?? []), ...products]))
    }
    const customers = [...new Set(baskets.map(({ customer }) => customer))]
    return new Map(customers.map((id) => [id, best.filter((one) => !recent.get(id)?.has(one)).slice(0, 10)]))
  }

  function hitRate(lists: Lists): number {
    const hits = baskets.filter(({ customer, products }) => lists.get(customer)?.some((one) => products.has(one)))
    return hits.length / baskets.length
  }
})

type Lists = ReadonlyMap<string, readonly string[]>

interface Basket {
  readonly id: string
  readonly customer: string
  readonly country: string
  readonly at: number
  readonly products: Set<string>
}

/** Orders of known customers without cancellations, positive quantity and price; codes that differ by case are one. */
async function readBaskets(): Promise<Basket[]> {
  const lines = createReadStream(file)
    .pipe(createGunzip())
    .pipe(parse({ from_line: 2 }))
  const baskets = new Map<string, Basket>()
  for await (const line of lines as AsyncIterable<string[]>) {
    const [id = '', code = '', , quantity, date = '', price, customer = '', country = ''] = line
    if (customer === '' || id.startsWith('C') || Number(quantity) <= 0 || Number(price) <= 0) continue
    const at = Date.parse(`${date.replace(' ', 'T')}Z`)
    const basket = baskets.get(id) ?? { id, customer, country, at, products: new Set() }
    basket.products.add(code.toUpperCase())
    baskets.set(id, basket)
  }
  return [...baskets.values()]
}

function fill({ db, dialect }: OpenDb, baskets: readonly Basket[]): Promise<void> {
  return inTransaction(db, async (trx) => {
    const keys = new Map<string, number>()
    for (const { customer } of baskets) if (!keys.has(customer)) keys.set(customer, keys.size + 1)
    const products = [...new Set(baskets.flatMap((basket) => [...basket.products]))]
    const many = (statement: string, rows: Iterable<readonly (string | number)[]>) =>
      dialect.runMany(trx, statement, rows)
    const country = new Map(baskets.map((basket) => [basket.customer, basket.country]))
    await many(
      'insert into customers (key, id, country) values (?, ?, ?)',
      [...keys].map(([id, key]) => [key, id, country.get(id) ?? '']),
    )
    await many(
      'insert into products (id, name, name_folded) values (?, ?, ?)',
      products.map((id) => [id, id, id]),
    )
    await many(
      "insert into orders (key, id, customer, ordered_at, total, currency, status) values (?, ?, ?, ?, 1, 'GBP', 'paid')",
      baskets.map(({ id, customer, at }, i) => [i + 1, id, keys.get(customer) ?? 0, at]),
    )
    const lines = baskets.flatMap((basket, i) => [...basket.products].map((product) => [i + 1, product, product]))
    await many(
      'insert into order_lines ("order", product_id, hash, copy, quantity, total_milli) values (?, ?, ?, 0, 1, 1)',
      lines,
    )
  })
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
