import { describe, expect, it } from 'vitest'
import { DAYS, type DayCounts, noCounts, openLateBuyers, outOfRange } from '../../src/insights/index.ts'

/** Half a year of about ten orders of about 20.00 and forty emails a day. */
const usual = (): DayCounts[] =>
  Array.from({ length: DAYS }, (_, i) => {
    const orders = 10 + ((i * 7) % 3) - 1
    return { ...noCounts(), orders, revenue: orders * (2000 + ((i * 13) % 40)), sent: 40, clicked: 4 + (i % 2) }
  })
const withLast = (days: number, change: (day: DayCounts) => Partial<DayCounts>) =>
  usual().map((day, i) => (i >= DAYS - days ? { ...day, ...change(day) } : day))

describe('numbers beyond their usual range', () => {
  it('a usual week says nothing', () => expect(outOfRange(usual())).toEqual([]))

  it('half the orders in a week are told, with the range and how long it has lasted', () => {
    const found = outOfRange(withLast(7, ({ orders }) => ({ orders: Math.floor(orders / 2) })))
    expect(found.map(({ number, side }) => [number, side])).toEqual([['orders', 'below']])
    expect(found[0]?.centre).toBeCloseTo(70, -1)
    expect(found[0]?.days).toBeGreaterThan(1)
  })

  it('a rise of orders is no alert, one of bounces is', () => {
    expect(outOfRange(withLast(7, ({ orders, revenue }) => ({ orders: orders * 3, revenue: revenue * 3 })))).toEqual([])
    const bounces = usual().map((day, i) => ({ ...day, bounced: i >= DAYS - 7 ? 12 : i % 2 }))
    expect(outOfRange(bounces).map(({ number }) => number)).toEqual(['bounce_rate'])
  })

  it('a young shop has no range yet', () => {
    expect(outOfRange(withLast(7, () => ({ orders: 0 })).slice(-80))).toEqual([])
  })
})

describe('good customers who became late', () => {
  const history = (customer: number, days: readonly number[], value: number) => ({
    ...{ customer, days, at: days, before: [] },
    values: days.map(() => value),
  })
  /** Twenty who buy every ten days, customer 20 for the most; the last order of all on day 120. */
  const on = (today: number) => {
    const late = openLateBuyers(today)
    for (let key = 1; key <= 20; key += 1) late.add(history(key, [100, 110, 120], key * 100))
    late.add(history(21, [100, 120], 9_999))
    return late.highValue()
  }

  it('are told on the day after twice their usual gap, and on no other', () => {
    expect(on(140)).toEqual([])
    expect(on(141)).toMatchObject([{ customer: 20, spent: 6000, usualGap: 10, away: 21, lastDay: 120 }])
    expect(on(142)).toEqual([])
  })

  it('need three days with orders for a rhythm', () => {
    expect(on(161).map(({ customer }) => customer)).not.toContain(21)
  })
})
