/**
 * The retention report of a generated shop, on SQLite. Promises: all of it takes at most three times as long as only
 * reading the orders once out of their index, and less than 300 MB more memory.
 *
 * `npm run bench report [CUSTOMERS]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readShop } from '../src/config/index.ts'
import { openDb } from '../src/db/index.ts'
import { historiesQuery, lastTwelveMonths, makeReport, type Period, periodOf } from '../src/insights/index.ts'
import { verdict } from './measure/verdict.ts'
import { generateShop } from './shop/generate-shop.ts'

const now = Date.parse('2026-11-22T08:30:00Z')
const customers = Number(process.argv[2] ?? 1_000_000)
const dir = mkdtempSync(join(tmpdir(), 'perennial-report-'))
const store = await openDb('sqlite:shop.db', dir, now)
const { value: shop } = readShop('perennial.yaml', 'shop: {name: Bench}\ntime_zone: Europe/Zagreb\ncurrency: EUR\n')
if (!shop) throw new Error('the shop file is wrong')
const ctx = { db: store.db, dialect: store.dialect, now }
try {
  await generateShop(store, { customers, orders: customers * 5, now })
  await sql`analyze`.execute(store.db)
  const period = periodOf(lastTwelveMonths(now, shop.timeZone), now, shop.timeZone)
  await readOnce(period)
  const read = await seconds(() => readOnce(period))
  const before = process.memoryUsage().rss
  let most = before
  const made = await seconds(() =>
    makeReport(ctx, shop, { period, lapse: { days: 180, factor: 3 }, cohortsBy: 'first order', by: 'cohort' }, () => {
      most = Math.max(most, process.memoryUsage().rss)
    }),
  )
  const megabytes = Math.round((most - before) / 1024 ** 2)
  console.log(
    `${customers} customers: read once ${read.toFixed(1)} s, report ${made.toFixed(1)} s, ${megabytes} MB more`,
  )
  verdict('at most three times the reading', made <= 3 * read)
  verdict('less than 300 MB more', megabytes < 300)
} finally {
  await store.close()
  rmSync(dir, { recursive: true, force: true })
}

/** The same orders in the same stretches, and nothing done with them. */
async function readOnce(period: Period): Promise<void> {
  if (!shop) return
  for (let since = 0; since <= customers; since += 10_000) {
    await historiesQuery(ctx, shop, period, { since, until: since + 10_000 }).execute(store.db)
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
