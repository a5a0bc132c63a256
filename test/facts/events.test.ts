import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { isEventQuestion, occurrences } from '../../src/facts/index.ts'
import { openShop, read, type TestShop } from './support.ts'

const NOW = '2026-03-31T10:00'

describe('what a customer bought', () => {
  let shop: TestShop

  beforeAll(async () => {
    shop = await openShop()
    const [ana, bo, cid] = [await shop.customer('ana'), await shop.customer('bo'), await shop.customer('cid')]
    await shop.customer('dan')
    await shop.insert('products', {
      id: 'p9',
      name: 'Čajnik',
      name_folded: 'čajnik',
      category: 'Pots',
      category_folded: 'pots',
      brand: 'Kava',
      brand_folded: 'kava',
    })
    await shop.order(ana, {
      at: '2026-03-01T12:00',
      total: 6000,
      refunded: 3000,
      refundedAt: '2026-03-20T12:00',
      coupon: 'SPRING',
      lines: [
        { product: 't1', name: 'Green tea', category: 'tea', brand: 'Kava', quantity: 2, milli: 4_000_000 },
        { product: 'c1', name: 'Cup', category: 'cups', brand: 'Lončar', quantity: 1, milli: 2_000_000 },
      ],
    })
    await shop.order(ana, {
      at: '2026-03-10T12:00',
      total: 1000,
      channel: 'Web',
      lines: [{ product: 't2', category: 'tea', brand: 'Other', milli: 1_000_000 }],
    })
    await shop.order(bo, { at: '2025-03-10T12:00', total: 2500, lines: [{ sku: 'p9', quantity: 3, milli: 2_500_000 }] })
    await shop.order(cid, { at: '2026-03-30T12:00', total: 900 })
    await shop.order(cid, {
      at: '2026-03-29T12:00',
      total: 700,
      status: 'cancelled',
      lines: [{ product: 't1', category: 'tea' }],
    })
  })

  it.each([
    ['bought: {category: tea}', ['ana']],
    ['bought: {category: tea, times: at least 2}', ['ana']],
    ['bought: {category: tea, times: exactly 0}', ['bo', 'cid', 'dan']],
    ['bought: {category: tea, times: at least 2, within: 30 days}', ['ana']],
    ['bought: {category: tea, times: at least 2, within: 29 days}', []],
    ['bought: {category: Pots}', ['bo']],
    ['bought: {product: p9}', ['bo']],
    ['bought: {product: P9}', []],
    ['bought: {product: ČAJNIK}', ['bo']],
    ['bought: {product: contains tea}', ['ana']],
    ['bought: {category: tea, brand: other}', ['ana']],
    ['bought: {category: cups, brand: kava}', []],
    ['bought: {category: not set}', []],
    ['bought: {coupon: spring}', ['ana']],
    ['bought: {channel: web, times: exactly 1}', ['ana']],
    ['bought: {order_total: at least 25 EUR}', ['ana', 'bo']],
    ['bought: {order_total: more than 25 EUR, since: 2026-01-01}', ['ana']],
    ['bought: {before: 2026-01-01}', ['bo']],
    ['bought: {between: 2026-03-10 and 2026-03-30}', ['ana', 'cid']],
    ['bought: {items: at least 5, since: 2026-01-01}', []],
    ['bought: {items: at least 3}', ['ana', 'bo']],
    ['bought: {distinct_products: at least 3}', ['ana']],
    ['bought: {distinct_products: exactly 1, category: cups}', ['ana']],
    ['bought: {distinct_products: exactly 0}', ['cid', 'dan']],
    ['bought: {category: tea, spent: exactly 30 EUR}', ['ana']],
    ['bought: {category: tea, average: exactly 25 EUR}', ['ana']],
    ['bought: {category: tea, largest: exactly 40 EUR}', ['ana']],
    ['bought: {within: 1 month, spent: at least 40 EUR}', ['ana']],
    ['bought: {within: 1 month, average: exactly 35 EUR}', ['ana']],
    ['bought: {within: 1 month, largest: at least 60 EUR}', ['ana']],
    ['returned: anything', ['ana']],
    ['returned: {category: tea, spent: exactly 20 EUR}', ['ana']],
    ['returned: {within: 10 days}', []],
    ['cancelled: {times: at least 1}', ['cid']],
    ['cancelled: {category: tea, spent: exactly 10 EUR}', ['cid']],
    ['delivered: anything', []],
  ])('%s holds %j', async (line, ids) => {
    expect(await shop.who(line, NOW)).toEqual(ids)
  })

  it('a refund counts from its own instant on, chosen lines bear their share', async () => {
    const line = 'bought: {category: tea, spent: at least 0 EUR}'
    expect((await shop.values(line, '2026-03-20T11:59')).ana).toBe(5000)
    expect((await shop.values(line, '2026-03-20T12:00')).ana).toBe(3000)
  })

  it('many questions at once answer as each alone, from one query', async () => {
    const lines = [
      'orders: at least 1',
      'bought: {category: tea}',
      'bought: {items: at least 3}',
      'bought: {distinct_products: at least 2}',
      'returned: anything',
    ]
    expect(await shop.who(lines, NOW)).toEqual(['ana'])
    expect(await shop.who([...lines, 'cancelled: {times: exactly 0}'], NOW)).toEqual(['ana'])
  })

  it('counts within hours of each row’s own instant, and only what came after its start', async () => {
    const [ana] = [1]
    const rows = [
      { customer: ana, at: '2026-03-10T12:00' },
      { customer: ana, at: '2026-03-10T11:59' },
      { customer: ana, at: '2026-03-10T12:30', since: '2026-03-10T12:00' },
      { customer: ana, at: '2026-03-10T12:30', since: '2026-03-10T11:59' },
      { customer: 4, at: '2026-03-10T12:30' },
    ]
    expect(await shop.rowValues('bought: {within: 1 hour}', rows, NOW)).toEqual([1, 0, 0, 1, 0])
    expect(await shop.rowValues('bought: {category: tea}', rows, NOW)).toEqual([2, 1, 0, 1, 0])
    expect(await shop.rowValues('orders: at least 1', rows, NOW)).toEqual([2, 1, 2, 2, 0])
    expect(await shop.rowValues('consent: subscribed', rows, NOW)).toEqual(Array(5).fill('never asked'))
  })

  it('occurrences are the orders themselves, for triggers', async () => {
    const happened = async (line: string) => {
      const question = read(line, shop.vocabulary, 'since the start')[0]?.question
      if (!question || !isEventQuestion(question)) throw new Error('no event')
      const ctx = { db: shop.db, dialect: shop.open.dialect, now: shop.at(NOW), vocabulary: shop.vocabulary }
      const query = sql<{
        customer: number
        order: number
      }>`select * from (${occurrences(ctx, question)}) as h order by at`
      return (await query.execute(shop.db)).rows.map((row) => [row.customer, row.order])
    }
    expect(await happened('bought: anything')).toEqual([
      [2, 3],
      [1, 1],
      [1, 2],
      [3, 4],
    ])
    expect(await happened('bought: {category: tea}')).toEqual([
      [1, 1],
      [1, 2],
    ])
    expect(await happened('returned: anything')).toEqual([[1, 1]])
    expect(await happened('viewed: anything')).toEqual([])
  })
})

describe('sequences', () => {
  it('holds A, then B at a strictly later instant, at most N calendar days after', async () => {
    const shop = await openShop()
    const tea = [{ category: 'tea' }]
    const cups = [{ category: 'cups' }]
    const days: Record<string, [string, string | undefined]> = {
      same: ['2026-03-01T12:00', '2026-03-01T12:00'],
      later: ['2026-03-01T12:00', '2026-03-01T12:01'],
      edge: ['2026-03-01T00:00', '2026-03-03T23:59'],
      beyond: ['2026-03-01T23:59', '2026-03-04T00:00'],
      before: ['2026-03-02T12:00', '2026-03-01T12:00'],
      alone: ['2026-03-01T12:00', undefined],
      recent: ['2026-03-29T12:00', undefined],
    }
    for (const [id, [first, second]] of Object.entries(days)) {
      const key = await shop.customer(id)
      await shop.order(key, { at: first, lines: tea })
      if (second) await shop.order(key, { at: second, lines: cups })
    }
    const then = '{bought: {category: cups}, within: 2 days}'
    expect(await shop.who(`bought: {category: tea, followed_by: ${then}}`, NOW)).toEqual(['edge', 'later'])
    const not = ['alone', 'before', 'beyond', 'same']
    expect(await shop.who(`bought: {category: tea, not_followed_by: ${then}}`, NOW)).toEqual(not)
    // The days of a sequence are over when the day after the last has begun.
    expect(await shop.who(`bought: {category: tea, not_followed_by: ${then}}`, '2026-03-31T23:59')).toEqual(not)
    expect(await shop.who(`bought: {category: tea, not_followed_by: ${then}}`, '2026-04-01T00:00')).toEqual(
      [...not, 'recent'].sort(),
    )
  })

  it('counts its days across a clock change, and measures the first step', async () => {
    const shop = await openShop()
    const ana = await shop.customer('ana')
    await shop.order(ana, { at: '2026-03-28T23:30', total: 5000 })
    await shop.order(ana, { at: '2026-03-30T23:30', total: 1000 })
    const line = (days: number, measure: string) =>
      `bought: {${measure}, followed_by: {bought: anything, within: ${days} days}}`
    expect(await shop.who(line(1, 'times: exactly 1'), '2026-03-31')).toEqual([])
    expect(await shop.who(line(2, 'times: exactly 1'), '2026-03-31')).toEqual(['ana'])
    expect(await shop.who(line(2, 'spent: exactly 50 EUR'), '2026-03-31')).toEqual(['ana'])
  })

  it('joins events of the shop and orders: viewed, then not bought', async () => {
    const shop = await openShop()
    const [ana, bo] = [await shop.customer('ana'), await shop.customer('bo')]
    let hash = 0
    const view = (customer: number, at: string, matched: Record<string, unknown>) =>
      shop.insert('events', {
        customer,
        name: 'viewed',
        at: shop.at(at),
        properties: '{}',
        matched: JSON.stringify(matched),
        hash: `h${++hash}`,
      })
    await view(ana, '2026-03-01T12:00', { category: 'tea', price: 990, seconds: 12.5 })
    await view(ana, '2026-03-02T12:00', { category: 'tea', price: 1990, seconds: 12.5 })
    await view(bo, '2026-03-01T12:00', { category: 'cups', price: 500 })
    await shop.order(bo, { at: '2026-03-02T12:00' })
    const lines: [string, string[]][] = [
      ['viewed: {category: tea, not_followed_by: {bought: anything, within: 3 days}}', ['ana']],
      ['viewed: {followed_by: {bought: anything, within: 3 days}}', ['bo']],
      ['bought: {followed_by: {viewed: anything, within: 3 days}}', []],
      ['viewed: {category: TEA, times: at least 2}', ['ana']],
      ['viewed: {price: more than 9.90 EUR}', ['ana']],
      ['viewed: {sum of price: exactly 29.80 EUR}', ['ana']],
      ['viewed: {average of price: exactly 14.90 EUR}', ['ana']],
      ['viewed: {smallest of price: at most 9.90 EUR}', ['ana', 'bo']],
      ['viewed: {largest of seconds: exactly 12.5}', ['ana']],
      ['viewed: {distinct of seconds: exactly 1}', ['ana']],
      ['viewed: {sum of seconds: exactly 0}', ['bo']],
      ['viewed: {within: 30 days, times: exactly 1}', ['bo']],
      ['viewed: {within: 29 days}', ['ana']],
    ]
    for (const [line, ids] of lines) expect([line, await shop.who(line, NOW)]).toEqual([line, ids])
  })

  it('adds decimals exactly, so that thresholds are met', async () => {
    const shop = await openShop()
    const seconds = { ana: [0.1, 0.2], bo: [0.1, 0.1, 0.1], cid: [12_345_678_901.5, 1] }
    let hash = 0
    for (const [id, values] of Object.entries(seconds)) {
      const customer = await shop.customer(id)
      for (const value of values) {
        const matched = JSON.stringify({ seconds: value })
        const at = shop.at('2026-03-01T12:00')
        await shop.insert('events', { customer, name: 'viewed', at, properties: '{}', matched, hash: `h${++hash}` })
      }
    }
    const lines: [string, string[]][] = [
      ['viewed: {sum of seconds: exactly 0.3}', ['ana', 'bo']],
      ['viewed: {average of seconds: exactly 0.15}', ['ana']],
      ['viewed: {average of seconds: at most 0.1}', ['bo']],
      ['viewed: {sum of seconds: exactly 12345678902.5}', ['cid']],
    ]
    for (const [line, ids] of lines) expect([line, await shop.who(line, NOW)]).toEqual([line, ids])
  })
})
