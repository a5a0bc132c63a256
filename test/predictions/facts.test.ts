import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { addDays, type Day, dayNumber, dayOfNumber, localDay, startOfDay } from '../../src/calendar/index.ts'
import type { Shop } from '../../src/config/shop.ts'
import {
  bgNbdAlive,
  bgNbdExpectedOrders,
  expectedOrderValue,
  lifetimeValue,
  medianWeeksToNextOrder,
} from '../../src/models/index.ts'
import { historyOn, keepFit, openWorth, orderValueOf, readPurchases } from '../../src/predictions/index.ts'
import { openShop, type TestShop } from '../facts/support.ts'
import { seededRandom } from '../../src/models/seeded-random.ts'

let shop: TestShop
afterEach(() => shop?.open.close())

const MONDAY = '2026-03-30'
const facts = ['alive_probability', 'expected_orders', 'lifetime_value', 'next_order_expected'] as const

const ctx = (day: Day) => ({ db: shop.db, dialect: shop.open.dialect, now: startOfDay(day, 'Europe/Zagreb') })
const keep = (day: Day) => keepFit(ctx(day), shop.vocabulary.shop)
const value = (fact: (typeof facts)[number], day: Day) =>
  shop.values(`${fact}: ${fact === 'next_order_expected' ? 'never' : 'set'}`, `${day}T00:00`)

/** A shop of some years: customers come, order at a pace of their own and leave, all by lot. */
async function oldShop(overrides: Partial<Shop> = {}): Promise<void> {
  shop = await openShop({ predictions: { days: 90, nextOrder: 'model' }, ...overrides })
  const random = seededRandom(7)
  const exponential = (mean: number) => -mean * Math.log(1 - random())
  const [customers, orders]: [unknown[], unknown[]] = [[], []]
  for (let key = 1; key <= 260; key++) {
    customers.push([key, `c${key}`])
    const [pace, leaves] = [exponential(60) + 5, random() * 0.4]
    let day = dayNumber('2024-06-01') + Math.floor(random() * 500)
    while (day < dayNumber(MONDAY) + 10) {
      const at = startOfDay(dayOfNumber(day), 'Europe/Zagreb') + Math.floor(random() * 80_000_000)
      orders.push([orders.length + 1, key, at, Math.round(1000 + exponential(4000))])
      if (random() < leaves) break
      day += Math.max(0, Math.round(exponential(pace)))
    }
  }
  await fill('customers', { key: 'integer', id: 'text' }, customers)
  await fill('orders', { key: 'integer', customer: 'integer', ordered_at: 'integer', total: 'integer' }, orders)
}

async function fill(table: 'customers' | 'orders', columns: Record<string, 'integer' | 'text'>, rows: unknown[]) {
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)))
  const own = table === 'orders' ? sql`, id, currency, status, refunded_total` : sql``
  const more = table === 'orders' ? sql`, 'o' || key, 'EUR', 'paid', 0` : sql``
  const given = shop.open.dialect.rows(columns, rows as (string | number)[][])
  await sql`insert into ${sql.table(table)} (${names}${own}) select ${names}${more} from ${given} as given`.execute(
    shop.db,
  )
}

describe('predictions as facts', () => {
  it('are what the models say of each customer', async () => {
    await oldShop({ lifetime: { margin: 0.3, acquisitionCost: undefined, years: 3, discount: 0.1 } })
    expect(await keep(MONDAY)).toBe('fitted')
    const [fit] = await shop.db.selectFrom('model_fits').selectAll().execute()
    const { r = 0, alpha = 0, a = 0, b = 0, p = 0, q = 0, gamma = 0 } = fit as Record<string, number>
    const day = addDays(MONDAY, 4)
    const found = await Promise.all(facts.map((fact) => value(fact, day)))
    let [compared, once] = [0, 0]
    const before = startOfDay(day, 'Europe/Zagreb') + 1
    for (const one of await readPurchases(ctx(day), shop.vocabulary.shop, { before })) {
      const [alive, orders, worth, next] = found.map((values) => values[`c${one.customer}`] ?? null)
      const history = historyOn(one, dayNumber(day))
      const expected = (weeks: number) => bgNbdExpectedOrders({ r, alpha, a, b }, history, weeks)
      const chance = bgNbdAlive({ r, alpha, a, b }, history)
      if (history.x === 0) once += 1
      expect(alive).toEqual(history.x === 0 ? null : expect.closeTo(100 * chance, 3))
      expect(orders).toBeCloseTo(expected(90 / 7), 3)
      const orderValue = orderValueOf({ p, q, gamma }, one) ?? 0
      const horizon = { weeks: 90 / 7, yearlyDiscount: 0.1, margin: 0.3 }
      expect(Math.abs(Number(worth) - lifetimeValue(expected, orderValue, horizon))).toBeLessThan(1)
      const wait = 7 * medianWeeksToNextOrder({ r, alpha }, { ...history, T: history.tx })
      const on = one.last + Math.max(1, Math.floor(wait + 0.5))
      expect(next === null ? null : dayNumber(new Date(Number(next)).toISOString().slice(0, 10) as Day)).toBe(
        wait > 3653 ? null : on,
      )
      compared += 1
    }
    expect([compared, once > 10]).toEqual([260, true])
    expect(expectedOrderValue({ p, q, gamma }, { x: 0, mean: 0 })).toBeGreaterThan(30)
  })

  it('go by the models that were fitted by the day, whatever comes later', async () => {
    await oldShop()
    const first = addDays(MONDAY, -28)
    await keep(first)
    const then = await value('expected_orders', addDays(first, 5))
    const kept = await value('next_order_expected', addDays(first, 5))
    expect(await keep(MONDAY)).toBe('fitted')
    expect(await keep(addDays(MONDAY, 3))).toBe('was there')
    expect(await value('expected_orders', addDays(first, 5))).toEqual(then)
    expect(await value('next_order_expected', addDays(first, 5))).toEqual(kept)
    expect(await value('expected_orders', MONDAY)).not.toEqual(await value('expected_orders', addDays(MONDAY, -1)))
  })

  it('say the day of the next order when the last one comes, and keep to it', async () => {
    await oldShop()
    const first = addDays(MONDAY, -28)
    await keep(first)
    const then = await value('next_order_expected', addDays(MONDAY, -1))
    await keep(MONDAY)
    const later = await value('next_order_expected', MONDAY)
    const ordered = await shop.who(`last_order: on ${addDays(MONDAY, -1)}`, `${MONDAY}T00:00`)
    for (const [id, day] of Object.entries(then)) if (!ordered.includes(id)) expect([id, later[id]]).toEqual([id, day])
    expect(ordered.length).toBeLessThan(50)
  })

  it('keep to the model of before where a week has none', async () => {
    await oldShop()
    await keep(MONDAY)
    const before = await value('expected_orders', addDays(MONDAY, 8))
    const none = { made_at: 0, customers: 9, days: 90, discount: 0.1, most: 5 }
    await shop.db
      .insertInto('model_fits')
      .values({ day: dayNumber(MONDAY) + 7, ...none })
      .execute()
    expect(await value('expected_orders', addDays(MONDAY, 8))).toEqual(before)
    expect(await keep(addDays(MONDAY, 7))).toBe('fitted')
  })

  it('look ahead as the shop file says, from the next run on', async () => {
    await oldShop()
    await keep(MONDAY)
    const before = await value('expected_orders', MONDAY)
    const { shop: file } = shop.vocabulary
    const longer = { ...file, predictions: { ...file.predictions, days: 365 } }
    expect(await keepFit(ctx(MONDAY), longer)).toBe('looks ahead as the shop file says now')
    const after = await value('expected_orders', MONDAY)
    const more = Object.keys(before).filter((id) => Number(after[id]) > Number(before[id]) + 1e-4)
    expect(more.length).toBeGreaterThan(100)
  })

  it('count for rows of their own instant what was there then', async () => {
    await oldShop()
    await keep(addDays(MONDAY, -28))
    const all = await value('expected_orders', MONDAY)
    const rows = [1, 2, 3, 4, 5].map((customer) => ({ customer, at: `${MONDAY}T00:00` }))
    const found = await shop.rowValues('expected_orders: set', rows, '2026-06-01')
    expect(found).toEqual(rows.map(({ customer }) => all[`c${customer}`]))
  })

  it('are reckoned of orders in memory as of those in the database', async () => {
    await oldShop({ lifetime: { margin: 0.4, acquisitionCost: undefined, years: 3, discount: 0.2 } })
    expect(await openWorth(ctx(MONDAY), shop.vocabulary.shop, dayNumber(MONDAY))).toBeUndefined()
    await keep(MONDAY)
    const worth = await openWorth(ctx(MONDAY), shop.vocabulary.shop, dayNumber(MONDAY))
    const asked = await value('lifetime_value', MONDAY)
    const bought = shop.db.selectFrom('orders').select(['customer', 'ordered_at', 'total']).orderBy('ordered_at')
    const orders = new Map<string, { days: number[]; values: number[] }>()
    for (const { customer, ordered_at: at, total } of await bought.execute()) {
      if (at > startOfDay(MONDAY, 'Europe/Zagreb')) continue
      const own = orders.get(`c${customer}`) ?? { days: [], values: [] }
      own.days.push(dayNumber(localDay(at, 'Europe/Zagreb')))
      own.values.push(total)
      orders.set(`c${customer}`, own)
    }
    for (const [id, own] of orders) expect(Math.abs((worth?.(own) ?? 0) - Number(asked[id]))).toBeLessThan(1)
    expect(orders.size).toBeGreaterThan(200)
  })

  it('can be asked like other numbers', async () => {
    await oldShop()
    await keep(MONDAY)
    const found = await shop.who(['alive_probability: less than 30 percent', 'lifetime_value: at most 500 EUR'], MONDAY)
    const alive = await value('alive_probability', MONDAY)
    expect(found).toEqual(
      Object.keys(alive)
        .filter((id) => alive[id] !== null && Number(alive[id]) < 30)
        .sort(),
    )
    expect(found.length).toBeGreaterThan(5)
  })
})

describe('with too few data for a model, predictions', () => {
  it('go by the rhythm of who has one', async () => {
    shop = await openShop()
    const [ana, bea] = [await shop.customer('ana'), await shop.customer('bea')]
    for (const at of ['2026-01-01', '2026-01-21', '2026-02-10']) await shop.order(ana, { at, total: 3000 })
    await shop.order(bea, { at: '2026-01-01' })
    expect(await keep(MONDAY)).toBe('too few data')
    // 40 days away at a gap of 20: 2^2 against the three orders that were no farewell.
    const chance = 1 / (1 + 4 / 3)
    expect(await value('alive_probability', '2026-03-22')).toEqual({ ana: expect.closeTo(100 * chance, 3), bea: null })
    expect(await value('expected_orders', '2026-03-22')).toEqual({
      ana: expect.closeTo((chance * 365) / 20, 3),
      bea: null,
    })
    const years = 365 / 365.25
    const discounted = (1 - 1.1 ** -years) / (years * Math.log(1.1))
    const worth = Math.round(((chance * 365) / 20) * discounted * 3000)
    expect((await value('lifetime_value', '2026-03-22')).ana).toBeCloseTo(worth, -1)
    expect(await shop.who('next_order_expected: on 2026-03-02', '2026-03-22')).toEqual(['ana'])
  })

  it('are nothing but small for who has been away for ages', async () => {
    shop = await openShop()
    const ana = await shop.customer('ana')
    for (const at of ['2001-01-01', '2001-01-02', '2001-01-03']) await shop.order(ana, { at })
    expect(await value('alive_probability', '2026-03-22')).toEqual({ ana: 0 })
    expect(await value('lifetime_value', '2026-03-22')).toEqual({ ana: 0 })
  })
})
