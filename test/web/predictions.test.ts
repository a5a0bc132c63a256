import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import type { App } from '../../src/app/index.ts'
import { numbersFrom } from '../support/numbers-from.ts'
import { now, openWeb } from './support/open-web.ts'

const DAY = 86_400_000
let web: Awaited<ReturnType<typeof openWeb>>
afterEach(() => web.close())

/** Customers who order every few weeks over a year and a half; one in three leaves. */
async function fill({ db, dialect }: App, customers: number): Promise<void> {
  const random = numbersFrom(7)
  const people = Array.from({ length: customers }, (_, i) => [i + 1, `c${i}`] as const)
  await dialect.runMany(db, 'insert into customers (key, id) values (?, ?)', people)
  const orders = people.flatMap(([key]) => {
    const [first, gap] = [now - random() * 700 * DAY, (15 + random() * 120) * DAY]
    const left = random() < 0.4 ? first + random() * 300 * DAY : now - DAY
    const all = [first]
    for (let at = first + gap * random() * 2; at < left; at += gap * random() * 2) all.push(at)
    return all.map((at, n) => [`o${key}-${n}`, key, Math.round(at), 3000 + Math.round(2000 * random())] as const)
  })
  const text = `insert into orders (id, customer, ordered_at, total, currency, status) values (?, ?, ?, ?, 'EUR', 'paid')`
  await dialect.runMany(db, text, orders)
  await sql`update customers set exists_from = 0`.execute(db)
}

async function read(path: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const page = await (await web.get(path)).text()
    if (!page.includes('class="working"')) return page
    await new Promise((later) => setTimeout(later, 50))
  }
  throw new Error('the answer never came')
}

describe('the tab of predictions', () => {
  it('shows what is ahead, what was expected beside what came, and the same as CSV', async () => {
    web = await openWeb((app) => fill(app, 200))
    const page = await read('/insights/predictions')
    expect(page).toMatch(/1[89]\d customers had ordered before|200 customers had ordered before/)
    expect(page).toMatch(/the model expected [\d,]+ orders since; [\d,]+ came/)
    expect(page).toContain('7 or more')
    expect(page).toContain('BG/NBD (Fader, Hardie and Lee 2005)')
    const csv = await read('/insights/predictions/calibration.csv')
    expect(csv).toMatch(/^\uFEFF?repeat_orders,or_more,customers,expected,actual\r?\n0,no,\d+,[\d.]+,\d+/)
  })

  it('says what is missing where the orders are too few', async () => {
    web = await openWeb((app) => fill(app, 12))
    const page = await read('/insights/predictions')
    expect(page).toContain('Too few orders for predictions')
    expect(page).toContain('It takes 100 customers with an order, 50 of whom ordered again, and 26 weeks')
  })
})
