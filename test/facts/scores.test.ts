import { beforeAll, describe, expect, it } from 'vitest'
import { rfmGroups } from '../../src/facts/index.ts'
import { openShop, type TestShop } from './support.ts'

const NOW = '2026-03-31T10:00'

describe('scores among the base', () => {
  let shop: TestShop

  beforeAll(async () => {
    shop = await openShop()
    // Eleven customers: c1 ordered once, 1 EUR, longest ago; c11 eleven times, 121 EUR, last.
    for (let i = 1; i <= 11; i++) {
      const customer = await shop.customer(`c${i}`)
      for (let n = 0; n < i; n++) await shop.order(customer, { at: `2026-03-${10 + i}T0${n % 9}:00`, total: i * 100 })
    }
    await shop.customer('none')
  })

  it('are fifths by rank: their borders are the ranks ceil(n·k/5)', async () => {
    // Of 11: the best 3, 5, 7 and 9.
    const expected = { c1: 1, c2: 1, c3: 2, c4: 2, c5: 3, c6: 3, c7: 4, c8: 4, c9: 5, c10: 5, c11: 5, none: null }
    expect(await shop.values('recency_score: set', NOW)).toEqual(expected)
    expect(await shop.values('frequency_score: set', NOW)).toEqual(expected)
    expect(await shop.values('monetary_score: set', NOW)).toEqual(expected)
    expect(await shop.who('frequency_score: at least 4', NOW)).toEqual(['c10', 'c11', 'c7', 'c8', 'c9'])
    expect(await shop.who('monetary_score: not set', NOW)).toEqual(['none'])
  })

  it('are those of the day asked about', async () => {
    // On 15 March four have ordered: the best 1, 2, 3 and 4.
    const then = await shop.values('recency_score: set', '2026-03-14T20:00')
    expect(then).toMatchObject({ c1: 2, c2: 3, c3: 4, c4: 5, c5: null })
  })

  it('meet in a group', async () => {
    expect(await shop.who('rfm_group: champions', NOW)).toEqual(['c10', 'c11', 'c9'])
    expect(await shop.who('rfm_group: [loyal, need attention]', NOW)).toEqual(['c5', 'c6', 'c7', 'c8'])
    expect(await shop.who(['rfm_group: lost', 'orders: exactly 1', 'recency_score: exactly 1'], NOW)).toEqual(['c1'])
    expect(await shop.who('rfm_group: not set', NOW)).toEqual(['none'])
  })

  it('are taken from the base of the day for each row, whose own orders are those of its instant', async () => {
    const rows = [
      { customer: 11, at: '2026-03-31T09:00' },
      { customer: 1, at: '2026-03-31T09:00' },
      { customer: 12, at: '2026-03-31T09:00' },
    ]
    expect(await shop.rowValues('monetary_score: set', rows, NOW)).toEqual([5, 1, null])
    expect(await shop.rowValues('rfm_group: set', rows, NOW)).toEqual(['champions', 'lost', null])
  })
})

it('who ties with the last of a fifth belongs to it, and orders of one day tie', async () => {
  const shop = await openShop()
  for (let i = 1; i <= 10; i++) {
    const customer = await shop.customer(`c${i}`)
    const day = i <= 4 ? '2026-03-20' : '2026-03-10'
    await shop.order(customer, { at: `${day}T1${i % 10}:00`, total: 1000 })
  }
  const recency = Object.values(await shop.values('recency_score: set', NOW))
  expect(recency).toEqual([5, 5, 5, 5, 3, 3, 3, 3, 3, 3])
  expect(new Set(Object.values(await shop.values('frequency_score: set', NOW)))).toEqual(new Set([5]))
})

it('a refund lowers the monetary score from its own instant on', async () => {
  const shop = await openShop()
  for (const [id, total] of Object.entries({ a: 100, b: 200, c: 300, d: 400, e: 500 })) {
    const customer = await shop.customer(id)
    const refund = id === 'e' ? { refunded: 500, refundedAt: '2026-03-20' } : {}
    await shop.order(customer, { at: '2026-03-10', total, ...refund })
  }
  expect(await shop.values('monetary_score: set', '2026-03-19')).toEqual({ a: 1, b: 2, c: 3, d: 4, e: 5 })
  expect(await shop.values('monetary_score: set', '2026-03-20')).toEqual({ a: 2, b: 3, c: 4, d: 5, e: 1 })
})

it('each pair of recency and value belongs to exactly one group', () => {
  for (const recency of [1, 2, 3, 4, 5]) {
    for (const value of [1, 2, 3, 4, 5]) {
      const here = rfmGroups.filter((one) => within(recency, one.recency) && within(value, one.value))
      expect([recency, value, here.length]).toEqual([recency, value, 1])
    }
  }
})

function within(score: number, [from, to]: readonly [number, number]): boolean {
  return score >= from && score <= to
}
