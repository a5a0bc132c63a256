import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayNumber, startOfDay } from '../../src/calendar/index.ts'
import { readShop } from '../../src/config/index.ts'
import type { Shop } from '../../src/config/shop.ts'
import type { OpenDb } from '../../src/db/index.ts'
import {
  calibrate,
  fitOrders,
  fitValues,
  historyOn,
  type ManyPurchases,
  type Purchases,
  readPurchases,
} from '../../src/predictions/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { openTestShop } from '../support/open-test-shop.ts'
import { fillOrders, shared } from '../support/real-shops.ts'

const file = resolve(shared, 'data/cdnow/CDNOW_sample.txt')
const isThere = existsSync(file)
if (!isThere) console.warn('skipped: the orders of CDNOW are not beside this checkout')

describe.skipIf(!isThere)('CDNOW, from its orders in a database', () => {
  let open: OpenDb
  let shop: Shop
  const until = (day: string) =>
    readPurchases({ db: open.db, dialect: open.dialect, now: Date.UTC(1998, 6, 1) }, shop, {
      before: startOfDay(day, 'UTC'),
    })
  let before: ManyPurchases
  const day = dayNumber('1997-09-30')
  beforeAll(async () => {
    open = await openTestDb()
    const rows = readFileSync(file, 'utf8').trim().split('\n')
    const orders = rows.map((row, i) => {
      const [, customer = '', date = '', , dollars = ''] = row.trim().split(/\s+/)
      const at = Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T12:00:00Z`)
      return { id: String(i), customer, at, milli: Math.round(Number(dollars) * 1000) }
    })
    await fillOrders(open, orders, 'USD')
    const text = 'shop: {name: Shop, address: Street 1}\ntime_zone: UTC\ncurrency: USD\n'
    shop = readShop('perennial.yaml', text).value as Shop
    before = await until('1997-10-01')
  }, 60_000)
  afterAll(() => open?.close())

  it('gives the published models of orders and values', () => {
    const orders = fitOrders('bg-nbd', before, day)
    if (orders.outcome !== 'converged') throw new Error(orders.outcome)
    expect(orders).toMatchObject({ customers: 2357, of: 'everybody' })
    expect(orders.logLikelihood).toBeCloseTo(-9582.43, 1)
    expect(orders.parameters.alpha).toBeCloseTo(4.414, 2)
    const pareto = fitOrders('pareto-nbd', before, day)
    expect(pareto.outcome === 'converged' && pareto.logLikelihood).toBeCloseTo(-9594.98, 1)
    const values = fitValues(before)
    if (values.outcome !== 'converged') throw new Error(values.outcome)
    expect(values.customers).toBe(946)
    expect(values.logLikelihood).toBeCloseTo(-4055.9, 0)
    expect(values.parameters.q).toBeCloseTo(3.74, 1)
  })

  it('expects of weeks 40 to 78 what Fader, Hardie and Lee do, beside what came', async () => {
    const after = await until('1998-07-01')
    const found = calibrate('bg-nbd', before, after, { day, days: 273 })
    if (found.outcome !== 'measured') throw new Error(found.outcome)
    const sum = (of: 'customers' | 'expected' | 'actual') => found.rows.reduce((all, row) => all + row[of], 0)
    expect(sum('customers')).toBe(2357)
    expect(sum('expected')).toBeCloseTo(1654, -1)
    expect(sum('actual')).toBe(1882)
    expect(found.rows.at(-1)).toMatchObject({ repeats: 7, orMore: true })
  })
})

describe('purchases', () => {
  let shop: Awaited<ReturnType<typeof openTestShop>>
  beforeEach(async () => {
    shop = await openTestShop({})
    await shop.customer('ana')
    await shop.customer('bea')
  })
  afterEach(() => shop.close())

  const read = (day: string, customer?: number) =>
    readPurchases({ db: shop.db, dialect: shop.dialect, now: shop.at('2026-06-01') }, shop.shop, {
      before: shop.at(day),
      ...(customer === undefined ? {} : { customer }),
    })

  it('are the days with counted orders: those of one day count once, and the first one’s money is no repeat', async () => {
    await shop.order('o1', 'ana', '2026-01-01 08:00', 1000)
    await shop.order('o2', 'ana', '2026-01-01 20:00', 500)
    await shop.order('o3', 'ana', '2026-01-15 09:00', 3000)
    await shop.order('o4', 'bea', '2026-02-01 09:00', 700)
    const [ana, bea] = [...(await read('2026-03-01'))]
    expect(ana).toMatchObject({ first: dayNumber('2026-01-01'), last: dayNumber('2026-01-15'), days: 2, repeats: 3000 })
    expect(bea).toMatchObject({ days: 1, repeats: 0 })
    expect(historyOn(ana as Purchases, dayNumber('2026-01-29'))).toEqual({ x: 1, tx: 2, T: 4 })
    expect([...(await read('2026-03-01', 2))]).toEqual([bea])
  })

  it('know nothing of later ones', async () => {
    await shop.order('o5', 'ana', '2026-01-01 08:00', 1000)
    const then = [...(await read('2026-01-10'))]
    await shop.order('o6', 'ana', '2026-01-15 09:00', 3000)
    expect([...(await read('2026-01-10'))]).toEqual(then)
  })
})
