import { describe, expect, it } from 'vitest'
import { openShop } from './support.ts'

const NOW = '2026-03-31T10:00'

describe("a customer's own rhythm", () => {
  it('is the median of the days between days with orders, of three or more', async () => {
    const shop = await openShop()
    const orders: Record<string, string[]> = {
      none: [],
      one: ['2026-03-01'],
      two: ['2026-03-01', '2026-03-11'],
      twoDays: ['2026-03-01T08:00', '2026-03-01T20:00', '2026-03-11', '2026-03-11T23:59'],
      three: ['2026-01-01', '2026-01-11', '2026-02-10'],
      four: ['2026-01-01', '2026-01-11', '2026-02-10', '2026-02-12'],
      half: ['2026-01-01', '2026-01-11', '2026-01-22'],
      later: ['2026-01-01', '2026-01-11', '2026-04-22'],
    }
    for (const [id, days] of Object.entries(orders)) {
      const customer = await shop.customer(id)
      for (const at of days) await shop.order(customer, { at })
    }
    const cancelled = await shop.customer('cancelled')
    for (const [at, status] of [
      ...[['2026-01-01', 'paid'] as const, ['2026-01-11', 'paid'] as const],
      ['2026-01-12', 'cancelled'] as const,
    ])
      await shop.order(cancelled, { at, status })
    const gaps = await shop.values('usual_gap: at least 1 day', NOW)
    const none = { none: null, one: null, two: null, twoDays: null, later: null, cancelled: null }
    expect(gaps).toEqual({ ...none, three: 20, four: 10, half: 10.5 })
    expect((await shop.values('usual_gap: set', '2026-04-22')).later).toBe(55.5)
    expect(await shop.who('usual_gap: between 10 and 11 days', NOW)).toEqual(['four', 'half'])
    expect(await shop.who('usual_gap: not set', NOW)).toEqual(Object.keys(none).sort())
  })

  it('days are those of the shop, whatever the clock does', async () => {
    const shop = await openShop()
    const ana = await shop.customer('ana')
    // A day of 23 hours lies between the second and the third.
    for (const at of ['2026-03-01T00:00', '2026-03-28T23:59', '2026-03-30T00:00']) await shop.order(ana, { at })
    expect(await shop.values('usual_gap: set', NOW)).toEqual({ ana: (27 + 2) / 2 })
  })

  it('who is away longer than usual is overdue', async () => {
    const shop = await openShop()
    const [ana, bo] = [await shop.customer('ana'), await shop.customer('bo')]
    for (const at of ['2026-01-01', '2026-01-11', '2026-01-21']) await shop.order(ana, { at })
    for (const at of ['2026-01-01', '2026-02-10', '2026-03-25T23:00']) await shop.order(bo, { at })
    const ratios = await shop.values('overdue_ratio: at least 1', '2026-02-10T23:59')
    expect(ratios).toEqual({ ana: 2, bo: null })
    expect(await shop.who('overdue_ratio: at least 2', '2026-02-09T23:59')).toEqual([])
    expect(await shop.who('overdue_ratio: at least 2', '2026-02-10T00:00')).toEqual(['ana'])
    expect(await shop.who('overdue_ratio: less than 1', NOW)).toEqual(['bo'])
    const rows = [
      { customer: ana, at: '2026-02-10T08:00' },
      { customer: ana, at: '2026-02-10T00:00' },
      { customer: bo, at: '2026-02-10T00:00' },
    ]
    expect(await shop.rowValues('overdue_ratio: at least 2', rows, NOW)).toEqual([2, 2, null])
  })

  it('the next order is expected a usual gap after the last, half a day rounded up', async () => {
    const shop = await openShop()
    const [ana, bo] = [await shop.customer('ana'), await shop.customer('bo')]
    for (const at of ['2026-01-01', '2026-01-11', '2026-01-22T23:59']) await shop.order(ana, { at })
    for (const at of ['2026-01-01', '2026-02-10', '2026-03-22T00:00']) await shop.order(bo, { at })
    await shop.customer('cid')
    // 22 January and 10.5 days: 2 February. 22 March and 40 days, a clock change between: 1 May.
    const on = (day: string) => shop.who(`next_order_expected: on ${day}`, '2026-03-25')
    expect([await on('2026-02-01'), await on('2026-02-02'), await on('2026-02-03')]).toEqual([[], ['ana'], []])
    expect([await on('2026-04-30'), await on('2026-05-01'), await on('2026-05-02')]).toEqual([[], ['bo'], []])
    expect(await shop.who('next_order_expected: overdue', NOW)).toEqual(['ana'])
    expect(await shop.who('next_order_expected: in 31 days', NOW)).toEqual(['bo'])
    expect(await shop.who('next_order_expected: never', NOW)).toEqual(['cid'])
    expect(await shop.who(['usual_gap: set', 'overdue_ratio: set', 'orders: exactly 3'], NOW)).toEqual(['ana', 'bo'])
  })

  it('is read together with orders, lines and cancelled orders', async () => {
    const shop = await openShop()
    const ana = await shop.customer('ana')
    for (const at of ['2026-01-01', '2026-01-11', '2026-01-21'])
      await shop.order(ana, { at, lines: [{ category: 'tea' }] })
    await shop.order(ana, { at: '2026-01-25', status: 'cancelled' })
    const lines = ['usual_gap: exactly 10 days', 'bought: {category: tea, times: exactly 3}', 'cancelled: anything']
    expect(await shop.who([...lines, 'orders: exactly 3', 'overdue_ratio: at least 6.9'], NOW)).toEqual(['ana'])
  })
})
