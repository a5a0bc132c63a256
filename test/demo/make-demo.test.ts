import { describe, expect, it } from 'vitest'
import { addDays, type Day, dayNumber, localDay } from '../../src/calendar/index.ts'
import { type DemoShop, demoZone, makeDemo, type Row } from '../../src/demo/index.ts'

const TODAY = '2026-11-22'
const demo = makeDemo({ seed: 'kava', today: TODAY, customers: 2000 })

describe('the demo shop', () => {
  it('is the same on every machine for one seed and day', () => {
    const again = makeDemo({ seed: 'kava', today: TODAY, customers: 2000 })
    expect(again.customers).toEqual(demo.customers)
    expect(again.orders).toEqual(demo.orders)
    expect(again.orderLines).toEqual(demo.orderLines)
    expect([...again.events]).toEqual([...demo.events])
  })

  it('changes with the seed, but keeps its named customers', () => {
    const other = makeDemo({ seed: 'another', today: TODAY, customers: 2000 })
    expect(other.customers[0]).toEqual(demo.customers[0])
    expect(other.customers[1500]).not.toEqual(demo.customers[1500])
  })

  it('has 2,000 customers and 24 months of orders, none in the future', () => {
    expect(demo.customers).toHaveLength(2000)
    expect(demo.orders.length).toBeGreaterThan(5000)
    const days = demo.orders.map((order) => localDay(Date.parse(cell(order, 'ordered_at')), demoZone)).sort()
    expect((days[0] as Day) >= addDays(TODAY, -730)).toBe(true)
    expect(days.at(-1)).toBe(TODAY)
  })

  it('gives each order at least one line, and no line without an order', () => {
    const orders = new Set(demo.orders.map((order) => order.order_id))
    const withLines = new Set(demo.orderLines.map((line) => line.order_id))
    expect(withLines).toEqual(orders)
  })

  it('never refunds or delivers before the order, nor refunds more than its total', () => {
    for (const order of demo.orders) {
      if (order.delivered_at)
        expect(Date.parse(order.delivered_at)).toBeGreaterThanOrEqual(Date.parse(cell(order, 'ordered_at')))
      if (order.refunded_at)
        expect(Date.parse(order.refunded_at)).toBeGreaterThanOrEqual(Date.parse(cell(order, 'ordered_at')))
      expect(Number(order.refunded_total)).toBeLessThanOrEqual(Number(order.total))
    }
  })

  it('writes only to addresses that cannot exist, each once', () => {
    const addresses = demo.customers.map((row) => cell(row, 'email')).filter((address) => address !== '')
    expect(new Set(addresses).size).toBe(addresses.length)
    for (const address of addresses) expect(address).toMatch(/^[a-z0-9._]+@(example\.(com|org|net)|[a-z]+\.example)$/)
  })
})

describe('every hard case is in the demo', () => {
  const some = (rule: (row: Row) => boolean) => demo.customers.some(rule)
  it.each<[string, (row: Row) => boolean]>([
    ['no name', (row) => row.first_name === '' && row.last_name === ''],
    ['a long name', (row) => cell(row, 'first_name').length > 25 && cell(row, 'last_name').length > 25],
    ['signs of markup', (row) => /[<&"]/.test(cell(row, 'first_name'))],
    [
      '29 February with and without a year',
      (row) => row.birthday === '--02-29' && some((r) => r.birthday === '1992-02-29'),
    ],
    ['no consent', (row) => row.consent === 'never' && row.consent_at === ''],
    ['unsubscribed', (row) => row.consent === 'unsubscribed' && row.consent_at !== ''],
    ['bounced', (row) => row.bounced !== ''],
    ['no address', (row) => row.email === ''],
    ['no order', (row) => !demo.orders.some((order) => order.customer_id === row.customer_id)],
  ])('%s', (_, rule) => {
    expect(some(rule)).toBe(true)
  })

  it.each(['Greek', 'Cyrillic', 'Hebrew', 'Arabic', 'Thai', 'Han', 'Hangul'])('a name in %s script', (script) => {
    const letters = new RegExp(`\\p{Script=${script}}`, 'u')
    expect(some((row) => letters.test(cell(row, 'first_name')))).toBe(true)
  })

  it('three currencies and the five languages of the shop', () => {
    expect(new Set(demo.orders.map((order) => order.currency))).toEqual(new Set(['EUR', 'USD', 'CZK']))
    for (const language of ['en', 'hr', 'sl', 'cs', 'lv']) expect(some((row) => row.language === language)).toBe(true)
  })
})

describe('the shop lives', () => {
  it('has a believable share of new, at-risk and lapsed customers', () => {
    const shares = stages(demo, TODAY)
    expect(shares.newcomers).toBeGreaterThan(0.02)
    expect(shares.newcomers).toBeLessThan(0.12)
    expect(shares.atRisk).toBeGreaterThan(0.04)
    expect(shares.lapsed).toBeGreaterThan(0.15)
    expect(shares.lapsed).toBeLessThan(0.4)
  })

  const days = ['2026-01-01', '2026-02-28', '2024-02-29', '2026-03-29', '2026-06-15', '2026-10-25', '2026-12-31']
  it.each(days)(
    'on %s somebody has a birthday, an anniversary, a welcome, a word after an order, a delivery and a lapse',
    (today) => {
      const shop = makeDemo({ seed: 'kava', today, customers: 300 })
      const subscribed = shop.customers.filter((row) => row.consent === 'subscribed' && row.bounced === '' && row.email)
      const orderDays = daysOfOrders(shop)
      const due = (rule: (row: Row, orders: Day[]) => boolean) =>
        subscribed.filter((row) => rule(row, orderDays.get(cell(row, 'customer_id')) ?? [])).length
      const monthDay = today === '2024-02-29' ? '02-28' : today.slice(5)
      expect(due((row) => cell(row, 'birthday').endsWith(monthDay))).toBeGreaterThan(0)
      expect(due((_, orders) => orders[0]?.slice(5) === monthDay && orders[0] < today)).toBeGreaterThan(0)
      expect(due((_, orders) => orders[0] === addDays(today, -1))).toBeGreaterThan(1)
      expect(due((_, orders) => orders.length > 1 && orders.at(-1) === addDays(today, -5))).toBeGreaterThan(0)
      expect(due((_, orders) => orders.length > 1 && orders.at(-1) === addDays(today, -14))).toBeGreaterThan(0)
      expect(due((_, orders) => orders.at(-1) === addDays(today, -181))).toBeGreaterThan(2)
      expect(shop.orders.some((order) => order.delivered_at && dayIn(order.delivered_at) === today)).toBe(true)
    },
  )
})

function cell(row: Row, column: string): string {
  return row[column] ?? ''
}

function dayIn(instant: string): Day {
  return localDay(Date.parse(instant), demoZone)
}

function daysOfOrders(shop: DemoShop): Map<string, Day[]> {
  const days = new Map<string, Day[]>()
  for (const order of shop.orders) {
    if (order.status === 'cancelled') continue
    const known = days.get(cell(order, 'customer_id'))
    if (known) known.push(dayIn(cell(order, 'ordered_at')))
    else days.set(cell(order, 'customer_id'), [dayIn(cell(order, 'ordered_at'))])
  }
  return days
}

function stages(shop: DemoShop, today: Day): { newcomers: number; atRisk: number; lapsed: number } {
  const counts = { newcomers: 0, atRisk: 0, lapsed: 0 }
  for (const orders of daysOfOrders(shop).values()) {
    const age = dayNumber(today) - dayNumber(orders.at(-1) as Day)
    if (orders.length === 1 && age <= 30) counts.newcomers += 1
    if (orders.length >= 2 && age > 90 && age <= 180) counts.atRisk += 1
    if (age > 180) counts.lapsed += 1
  }
  const share = (count: number) => count / shop.customers.length
  return { newcomers: share(counts.newcomers), atRisk: share(counts.atRisk), lapsed: share(counts.lapsed) }
}
