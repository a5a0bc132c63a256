/**
 * What recommendations are made from, on SQLite: two lines an order out of 2,000 products, and one wholesaler with
 * 100,000 lines. Promises: counting everybody anew takes at most eight times as long as only reading the lines of two
 * years, the day after at most a third of that; both take less than 500 MB more memory, and ten products for a customer
 * of a batch are found in 10 ms on a quiet machine.
 *
 * `npm run bench recommend [CUSTOMERS]`: five orders a customer
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { noRecommend, readShop } from '../src/config/index.ts'
import { inTransaction, openDb } from '../src/db/index.ts'
import { advanceModel, keepMarks, recommend } from '../src/recommend/index.ts'
import { numbersFrom } from '../test/support/numbers-from.ts'
import { verdict } from './measure/verdict.ts'
import { generateShop } from './shop/generate-shop.ts'

const now = Date.parse('2026-11-22T08:30:00Z')
const DAY = 86_400_000
const customers = Number(process.argv[2] ?? 1_000_000)
const orders = customers * 5
const dir = mkdtempSync(join(tmpdir(), 'perennial-recommend-'))
const store = await openDb('sqlite:shop.db', dir, now)
const { value: shop } = readShop('perennial.yaml', 'shop: {name: Bench}\ntime_zone: Europe/Zagreb\ncurrency: EUR\n')
if (!shop) throw new Error('the shop file is wrong')
const ctx = { db: store.db, dialect: store.dialect, now }
/** The most that the process ever held. */
const held = () => process.resourceUsage().maxRSS / 1024
try {
  await generateShop(store, { customers, orders, now })
  await generateLines()
  await aRun()
  const before = held()
  const read = await seconds(readOnce)
  const anew = await seconds(() => advanceModel(ctx, shop))
  await aRun()
  await aDay()
  await aRun()
  const after = await seconds(() => advanceModel({ ...ctx, now: now + DAY }, shop))
  const batch = Array.from({ length: 500 }, (_, i) => 1 + Math.floor((i * customers) / 500))
  const rules = { ...noRecommend, atMost: 10 }
  const asked = { shop, rules, customers: batch, patience: 'short' } as const
  const each = ((await seconds(() => recommend({ ...ctx, now: now + DAY }, asked))) * 1000) / batch.length
  const { rows } = await sql<{ pairs: number; owned: number }>`
    select (select count(*) from product_pairs) as pairs, (select count(*) from customer_products) as owned`.execute(
    store.db,
  )
  const megabytes = Math.round(held() - before)
  console.log(
    `${orders} orders: read once ${read.toFixed(1)} s, counted anew ${anew.toFixed(1)} s, the day after ${after.toFixed(1)} s, ` +
      `${each.toFixed(1)} ms a customer, ${megabytes} MB more; ${rows[0]?.owned} products of customers, ${rows[0]?.pairs} pairs`,
  )
  verdict('counted anew in at most eight times the reading', anew <= 8 * read)
  verdict('the day after at most a third', after <= anew / 3)
  verdict('less than 500 MB more', megabytes < 500)
  verdict('at most 10 ms a customer', each <= 10)
} finally {
  await store.close()
  rmSync(dir, { recursive: true, force: true })
}

/** Few products are bought by many. */
async function generateLines(): Promise<void> {
  const next = numbersFrom(7)
  const product = () => `p${Math.floor(2000 * next() ** 2)}`
  const lines = function* (): Generator<readonly (string | number)[]> {
    for (let order = 1; order <= orders; order++) {
      const most = order === orders ? 100_000 : 2
      for (let n = 0; n < most; n++) yield [order, product(), `${n}`]
    }
  }
  await inTransaction(store.db, async (trx) => {
    await store.dialect.runMany(
      trx,
      'insert into products (id, name, name_folded) values (?, ?, ?)',
      Array.from({ length: 2000 }, (_, i) => [`p${i}`, `p${i}`, `p${i}`]),
    )
    await store.dialect.runMany(
      trx,
      'insert into order_lines ("order", product_id, hash, copy, quantity, total_milli) values (?, ?, ?, 0, 1, 1000)',
      lines(),
    )
  })
  await sql`analyze`.execute(store.db)
}

/** One customer in a hundred orders. */
function aDay(): Promise<void> {
  const next = numbersFrom(8)
  const ours = Array.from({ length: customers / 100 }, (_, i) => [
    orders + 1 + i,
    `n${i}`,
    1 + Math.floor(next() * customers),
  ])
  return inTransaction(store.db, async (trx) => {
    await store.dialect.runMany(
      trx,
      `insert into orders (key, id, customer, ordered_at, total, currency, status) values (?, ?, ?, ${now}, 1000, 'EUR', 'paid')`,
      ours as (string | number)[][],
    )
    await store.dialect.runMany(
      trx,
      'insert into order_lines ("order", product_id, hash, copy, quantity, total_milli) values (?, ?, ?, 0, 1, 1000)',
      ours.map(([key = 0], i) => [key, `p${i % 2000}`, 'x']),
    )
  })
}

/** What the daily run does to the marks. */
function aRun(): Promise<void> {
  return inTransaction(store.db, async (trx) => {
    await keepMarks({ db: trx })
    await trx.deleteFrom('changed_customers').execute()
  })
}

async function readOnce(): Promise<void> {
  await sql`
    select count(l.product_id), max(o.customer)
    from orders as o
    join order_lines as l on l."order" = o.key
    where o.ordered_at > ${now - 730 * DAY}`.execute(store.db)
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
