import { afterEach, expect, describe, it } from 'vitest'
import type { RetentionReport } from '../../src/app/index.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
afterEach(() => shop.remove())

/** Three customers of two countries in the year before. */
async function filled(): Promise<void> {
  shop = shopFolder('2026-11-22T12:00:00Z')
  await shop.importLines('customers', 'customer_id,country', ...['ana,HR', 'bea,HR', 'cid,SI'])
  await shop.importLines(
    'orders',
    'order_id,customer_id,ordered_at,total,currency',
    ...['1,ana,2025-10-01T10:00:00Z,20.00,EUR', '2,ana,2026-06-01T10:00:00Z,30.00,EUR'],
    ...['3,bea,2025-09-01T10:00:00Z,10.00,EUR', '4,cid,2026-10-01T10:00:00Z,50.00,EUR'],
  )
}

describe('perennial report', () => {
  it('tells the last twelve months, each number with what it is', async () => {
    await filled()
    const { code, out } = await shop.run('report', '--by', 'country')

    expect(code).toBe(0)
    expect(out).toContain('2025-11-22 to 2026-11-21: 3 customers had ordered by its end, 2 ordered in it.')
    expect(out).toMatch(/ordered in the 180 days before +2 +2 +1 +1 +1 +0 +50\.00 % +50\.00 % +50\.00 %/)
    expect(out).toContain('media and professional services about 84 %')
    expect(out).toContain('compare with care')
    expect(out).toMatch(/order value +40\.00 EUR +revenue \/ orders/)
    expect(out).toMatch(/with margin +- +perennial\.yaml does not say: lifetime: \{margin: 30 percent\}/)
    expect(out).toMatch(/\n {2}HR +2 +1 +1 +30\.00 EUR/)
  })

  it('is kept for the day, and counted anew when an older order comes in', async () => {
    await filled()
    const revenue = async () => (await shop.run('report', '--json')).json<RetentionReport>().whole.revenue
    expect([await revenue(), await revenue()]).toEqual([8000, 8000])
    const { benchmarks } = (await shop.run('report', '--json')).json<{ benchmarks: { retention: number }[] }>()
    expect(benchmarks.map(({ retention }) => retention)).toEqual([0.84, 0.55, 0.3])
    await shop.importLines(
      'orders',
      'order_id,customer_id,ordered_at,total,currency',
      '5,cid,2026-10-02T10:00:00Z,5.00,EUR',
    )
    expect(await revenue()).toBe(8500)
  })

  it('by segment says where customers stood when the period began', async () => {
    await filled()
    const { parts } = (await shop.run('report', '--by', 'stage', '--json')).json<RetentionReport>()
    expect(parts?.map(({ name, numbers }) => [name, numbers.customers])).toEqual([
      ['high-value', 1],
      [null, 2],
    ])
    const stages = (await shop.run('report', '--json')).json<RetentionReport>().stages
    expect(stages?.map(({ name, numbers }) => [name, numbers.customers])).toEqual([
      ['high-value', 1],
      ['at-risk', 1],
      ['lapsed', 1],
    ])
  })

  it.each([
    [['--from', '2026-01-01'], 'A period has two ends'],
    [['--from', '2026-02-30', '--to', '2026-03-01'], '"2026-02-30" is no day'],
    [['--from', '2026-03-02', '--to', '2026-03-01'], '2026-03-02 comes after 2026-03-01'],
    [['--lapse', 'soon'], '--lapse is "soon"'],
  ])('%j is told in a sentence', async (flags, sentence) => {
    shop = shopFolder('2026-11-22T12:00:00Z')
    const { code, talk } = await shop.run('report', ...flags)
    expect(code).not.toBe(0)
    expect(talk).toContain(sentence)
  })
})
