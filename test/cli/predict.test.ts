import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { numbersFrom } from '../support/numbers-from.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
beforeEach(() => {
  shop = shopFolder('2026-11-22T09:30:00Z')
})
afterEach(() => shop.remove())

const DAY = 86_400_000
const ORDERS = 'order_id,customer_id,ordered_at,total,currency,status'
const PEOPLE = 'customer_id,email'
const END = Date.parse('2026-11-20T10:00:00Z')

/** Customers who order at rates of their own over two years, some of whom leave. */
async function aShop(customers: number): Promise<void> {
  const random = numbersFrom(7)
  const orders = Array.from({ length: customers }, (_, i) => {
    const [first, gap] = [END - random() * 700 * DAY, 15 + random() * 120]
    const left = random() < 0.4 ? first + random() * 300 * DAY : END
    const days = [first]
    for (let at = first + gap * DAY * random() * 2; at < left; at += gap * DAY * random() * 2) days.push(at)
    return days.map(
      (at, n) => `o${i}-${n},c${i},${new Date(at).toISOString()},${(20 + 30 * random()).toFixed(2)},EUR,paid`,
    )
  }).flat()
  const people = Array.from({ length: customers }, (_, i) => `c${i},c${i}@shop.example`)
  await shop.importLines('customers', PEOPLE, ...people)
  await shop.importLines('orders', ORDERS, ...orders)
}

describe('perennial predict', () => {
  it('says what is ahead, how good that would have been, and by which model', async () => {
    await aShop(200)
    const { code, out } = await shop.run('predict', '--days', '90')
    expect(code).toBe(0)
    expect(out).toContain('198 customers had ordered before 2026-11-16.')
    expect(out).toContain('The 90 days ahead')
    expect(out).toMatch(/it expected \d+ orders since; \d+ came/)
    expect(out).toMatch(/BG\/NBD, fitted to all of them: r [\d.]+/)
    const { orders, whole, calibration } = (await shop.run('predict', '--json', '--model', 'pareto-nbd')).json<{
      orders: { model: string }
      whole: { alive: number; expectedOrders: number }
      calibration: { rows: { expected: number; actual: number }[] }
    }>()
    expect(orders.model).toBe('pareto-nbd')
    expect(whole.alive).toBeGreaterThan(50)
    expect(whole.alive).toBeLessThan(200)
    const sum = (of: 'expected' | 'actual') => calibration.rows.reduce((all, row) => all + row[of], 0)
    expect(sum('expected') / sum('actual')).toBeGreaterThan(0.7)
    expect(sum('expected') / sum('actual')).toBeLessThan(1.4)
  })

  it('says it of one customer, and that nothing can be said of who never ordered', async () => {
    await aShop(200)
    await shop.importLines('customers', PEOPLE, 'zoe,zoe@shop.example')
    const { out } = await shop.run('predict', 'c1')
    expect(out).toMatch(/still a customer +\d+ %/)
    expect(out).toMatch(/next order +20\d\d-\d\d-\d\d/)
    expect((await shop.run('predict', 'zoe')).out).toContain('there is nothing to predict from')
    const { prediction } = (await shop.run('predict', 'zoe', '--json')).json<{ prediction: unknown }>()
    expect(prediction).toBeNull()
  })

  it('is what rules ask for, from the first import on', async () => {
    await aShop(200)
    const rule = 'segment: gone\nwho:\n  all:\n    - alive_probability: less than 30 percent\n'
    writeFileSync(join(shop.dir, 'segments/gone.yaml'), rule)
    const { customers, members } = (await shop.run('members', 'gone', '--why', '--json')).json<{
      customers: string[]
      members: { clauses: { text: string; value: string }[] }[]
    }>()
    expect(customers.length).toBeGreaterThan(10)
    expect(members[0]?.clauses[0]?.value).toMatch(/^[\d.]+ percent$/)
    const { prediction } = (await shop.run('predict', customers[0] ?? '', '--json')).json<{
      prediction: { alive: number }
    }>()
    expect(Number.parseFloat(members[0]?.clauses[0]?.value ?? '')).toBeCloseTo(100 * prediction.alive, 1)
    // An order this morning, and they are back.
    await shop.importLines('orders', ORDERS, `back,${customers[0]},2026-11-22T06:00:00Z,50.00,EUR,paid`)
    const { customers: left } = (await shop.run('members', 'gone', '--json')).json<{ customers: string[] }>()
    expect(left).toEqual(customers.slice(1))
  })

  it('counts nothing that came later', async () => {
    await aShop(200)
    const then = await shop.run('predict', '--as-of', '2026-06-01', '--json')
    await shop.importLines('orders', ORDERS, 'new,c1,2026-07-01,50.00,EUR,paid')
    expect((await shop.run('predict', '--as-of', '2026-06-01', '--json')).out).toBe(then.out)
  })

  it('says when the data are too few, and what goes on', async () => {
    await aShop(20)
    const { code, out } = await shop.run('predict')
    expect(code).toBe(0)
    expect(out).toContain('Too few data for predictions: 20 customers with an order; it takes 100.')
    expect(out).toContain('each customer’s own rhythm')
    expect((await shop.run('predict', 'c1')).out).toContain('Too few data')
  })

  it('refuses days that are none', async () => {
    const { code, talk } = await shop.run('predict', '--days', 'soon')
    expect({ code, talk }).toMatchObject({ code: 2, talk: expect.stringContaining('"soon" is no number of days') })
  })
})
