import { beforeAll, describe, expect, it } from 'vitest'
import { openShop, type TestShop } from './support.ts'

const NOW = '2026-03-01T10:00'

describe('what a customer has ordered', () => {
  let shop: TestShop

  beforeAll(async () => {
    shop = await openShop()
    const [ana, bo, cid] = [await shop.customer('ana'), await shop.customer('bo'), await shop.customer('cid')]
    await shop.customer('dan')
    await shop.order(ana, { at: '2026-02-01T12:00', total: 5000 })
    await shop.order(ana, { at: '2026-02-20T12:00', total: 10_000, refunded: 2500, refundedAt: '2026-02-25T08:00' })
    await shop.order(bo, { at: '2025-08-01T12:00', total: 2000 })
    await shop.order(bo, { at: '2026-02-28T12:00', total: 9900, status: 'cancelled' })
    await shop.order(cid, { at: '2026-03-01T10:00', total: 3333 })
    await shop.order(cid, { at: '2026-03-01T10:01', total: 99_999 })
  })

  it('cancelled orders do not count, and an order of now does, one of the next minute does not', async () => {
    expect(await shop.values('orders: at least 1', NOW)).toEqual({ ana: 2, bo: 1, cid: 1, dan: 0 })
  })

  it('of nothing counts and sums are 0: a customer without orders spent less than 50 EUR', async () => {
    expect(await shop.who('orders: exactly 0', NOW)).toEqual(['dan'])
    expect(await shop.who('total_spent: less than 50 EUR', NOW)).toEqual(['bo', 'cid', 'dan'])
  })

  it('a threshold may be larger than what a column of small numbers holds', async () => {
    expect(await shop.who('orders: more than 3000000000', NOW)).toEqual([])
    expect(await shop.who('total_spent: less than 90000000000 EUR', NOW)).toEqual(['ana', 'bo', 'cid', 'dan'])
  })

  it('of nothing averages, extremes and dates are missing and meet no comparison', async () => {
    expect(await shop.values('average_order: set', NOW)).toMatchObject({ dan: null })
    expect(await shop.who('average_order: at least 0 EUR', NOW)).toEqual(['ana', 'bo', 'cid'])
    expect(await shop.who('largest_order: not set', NOW)).toEqual(['dan'])
    expect(await shop.who('last_order: never', NOW)).toEqual(['dan'])
    expect(await shop.who('last_order: ever', NOW)).toEqual(['ana', 'bo', 'cid'])
  })

  it('a refund lowers total_spent from its own instant on, and never an average or a largest order', async () => {
    expect((await shop.values('total_spent: at least 0 EUR', '2026-02-25T07:59')).ana).toBe(15_000)
    expect((await shop.values('total_spent: at least 0 EUR', '2026-02-25T08:00')).ana).toBe(12_500)
    expect((await shop.values('average_order: set', NOW)).ana).toBe(7500)
    expect((await shop.values('largest_order: set', NOW)).ana).toBe(10_000)
  })

  it('an average meets its threshold exactly', async () => {
    expect(await shop.who('average_order: exactly 75 EUR', NOW)).toEqual(['ana'])
    expect(await shop.who('average_order: more than 75 EUR', NOW)).toEqual([])
  })

  it('the windows of days tile: within 90, between 90 and 180, more than 180', async () => {
    const lines = ['within the last 9 days', 'between 9 and 28 days ago', 'more than 28 days ago']
    const found = await Promise.all(lines.map((phrase) => shop.who(`last_order: ${phrase}`, NOW)))
    expect(found).toEqual([['ana', 'cid'], [], ['bo']])
    expect(await shop.who('last_order: within the last 8 days', NOW)).toEqual(['cid'])
    expect(await shop.who('last_order: between 8 and 9 days ago', NOW)).toEqual(['ana'])
    expect(await shop.who('last_order: exactly 9 days ago', NOW)).toEqual(['ana'])
    expect(await shop.who('first_order: between 28 and 29 days ago', NOW)).toEqual([])
    expect(await shop.who('first_order: exactly 28 days ago', NOW)).toEqual(['ana'])
  })

  it('a shop may name the statuses that count', async () => {
    const other = await openShop({ countedStatuses: ['cancelled'] })
    const eva = await other.customer('eva')
    await other.order(eva, { at: '2026-02-28T12:00', status: 'cancelled' })
    await other.order(eva, { at: '2026-02-27T12:00' })
    expect(await other.values('orders: at least 1', NOW)).toEqual({ eva: 1 })
  })

  it('years as a customer rise on the day of the first order, else of the sign-up', async () => {
    const old = await openShop()
    const first = await old.customer('first')
    await old.order(first, { at: '2024-02-29T23:30' })
    await old.customer('signed', { signed_up_at: old.at('2023-03-01T08:00') })
    await old.customer('unknown')
    const line = 'years_as_customer: at least 0'
    expect(await old.values(line, '2026-02-27T23:59')).toEqual({ first: 1, signed: 2, unknown: null })
    expect(await old.values(line, '2026-02-28T00:00')).toEqual({ first: 2, signed: 2, unknown: null })
    expect(await old.values(line, '2026-03-01T00:00')).toEqual({ first: 2, signed: 3, unknown: null })
    expect(await old.values(line, '2024-02-29T23:30')).toEqual({ first: 0, signed: 0, unknown: null })
  })
})
