import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Alerts } from '../../src/insights/index.ts'
import { type ShopFolder, shopFolder } from '../cli/run-in-shop.ts'

const NOW = Date.parse('2026-11-22T08:00:00Z')
const DAY = 86_400_000
const dayBefore = (days: number) => new Date(NOW - days * DAY).toISOString().slice(0, 10)
let shop: ShopFolder

/** Five orders a day for 240 days until a week ago, then one; c0 spends most, each 10 days, and stopped 21 days ago. */
const orders: string[] = []
for (let day = 240; day >= 1; day -= 1) {
  for (let i = 0; i < (day > 7 ? 5 : 1); i += 1) {
    orders.push(`o${day}-${i},c${1 + ((day * 5 + i) % 40)},${dayBefore(day)}T10:00:00Z,20.00,EUR,paid`)
  }
}
for (const day of [51, 41, 31, 21]) orders.push(`p${day},c0,${dayBefore(day)}T12:00:00Z,9000.00,EUR,paid`)

describe('perennial alerts', () => {
  beforeAll(async () => {
    shop = shopFolder(new Date(NOW).toISOString())
    const customers = Array.from({ length: 41 }, (_, i) => `c${i},c${i}@example.com`)
    await shop.importLines('customers', 'customer_id,email', ...customers)
    await shop.importLines('orders', 'order_id,customer_id,ordered_at,total,currency,status', ...orders)
  })
  afterAll(() => shop.remove())

  it('tells the drop of orders with its range, and the good customer who became late today', async () => {
    const { week, numbers, customers, more } = (await shop.run('alerts', '--json')).json<Alerts>()

    expect(week).toEqual({ from: '2026-11-15', to: '2026-11-21' })
    expect(numbers.map(({ number, value, centre }) => [number, value, centre])).toContainEqual(['orders', 7, 35])
    expect(customers).toEqual([{ id: 'c0', spent: 3_600_000, usualGap: 10, away: 21, lastOrder: dayBefore(21) }])
    expect(more).toBe(0)
  })

  it('in words says what each number is and its base', async () => {
    const { out } = await shop.run('alerts')
    expect(out).toContain('orders (counted orders): 7 in the last seven days, usually 35')
    expect(out).toContain('c0 spent 36000.00 EUR so far')
  })

  it('by email tells what is new, once a day, to the person that the shop file names', async () => {
    const file = join(shop.dir, 'perennial.yaml')
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nstaff: {alerts: care@kava.example, at_most: 5 a day}\n`)
    const told = () =>
      readdirSync(join(shop.dir, 'outbox'), { recursive: true, encoding: 'utf8' }).filter((name) =>
        /alerts-\d/.test(name),
      )
    await shop.run('send', '--yes')
    const [first = ''] = told()
    const before = readFileSync(join(shop.dir, 'outbox', first), 'utf8')
    await shop.run('send', '--yes')

    expect(told()).toHaveLength(1)
    expect(before).toContain('care@kava.example')
    expect(before).toContain('1 thing to look at')
    // It has lasted for days: somebody heard of it when it began.
    expect(before).not.toContain('counted orders')
    expect(before).not.toContain('List-Unsubscribe')
  })

  it('as of an earlier day knows nothing of later ones', async () => {
    const { out } = await shop.run('alerts', '--as-of', '2026-11-14')
    expect(out).toContain('Nothing left its usual range')
  })
})
