import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { GoalState } from '../../src/app/index.ts'
import { type ShopFolder, shopFolder } from '../cli/run-in-shop.ts'

let shop: ShopFolder

/** An order a customer, each in its own month of 2026, and again for the even ones in October. */
const orders = Array.from({ length: 8 }, (_, i) => [
  `o${i},c${i},2026-0${i + 1}-10T10:00:00Z,20.00,EUR,paid`,
  ...(i % 2 === 0 ? [`p${i},c${i},2026-10-10T10:00:00Z,40.00,EUR,paid`] : []),
]).flat()

describe('perennial goals', () => {
  beforeEach(async () => {
    shop = shopFolder('2026-11-22T08:00:00Z')
    await shop.importLines(
      'customers',
      'customer_id,email',
      ...Array.from({ length: 8 }, (_, i) => `c${i},c${i}@example.com`),
    )
    await shop.importLines('orders', 'order_id,customer_id,ordered_at,total,currency,status', ...orders)
  })
  afterEach(() => shop.remove())
  const write = (...lines: string[]) => writeFileSync(join(shop.dir, 'goals.yaml'), `${lines.join('\n')}\n`)

  it('without a goal teaches the line to write', async () => {
    expect((await shop.run('goals')).talk).toContain('- churn: 10 percent lower by 2027-03-31')
  })

  it('counts what the report of the same days counts', async () => {
    write(
      '- churn: 10 percent lower by 2027-03-31',
      '  since: 2026-09-01',
      '  over: 90 days',
      '- revenue: 50 percent higher by 2027-03-31',
      '  since: 2026-09-01',
      '  over: 90 days',
    )
    const { goals } = (await shop.run('goals', '--json')).json<{ goals: GoalState[] }>()
    const report = async (from: string, to: string) =>
      (await shop.run('report', '--from', from, '--to', to, '--json')).json<{
        whole: { revenue: number; retention: { churn?: number }[] }
      }>()
    const [then, now] = [await report('2026-06-03', '2026-08-31'), await report('2026-08-24', '2026-11-21')]

    expect(goals[0]?.baselineDays).toEqual({ from: '2026-06-03', to: '2026-08-31' })
    expect(goals[0]?.currentDays).toEqual({ from: '2026-08-24', to: '2026-11-21' })
    expect([goals[0]?.baselineValue, goals[0]?.current]).toEqual(
      [then, now].map(({ whole }) => whole.retention[0]?.churn),
    )
    expect([goals[1]?.baselineValue, goals[1]?.current]).toEqual([then, now].map(({ whole }) => whole.revenue))
    expect(goals[1]).toMatchObject({ baselineValue: 6000, current: 16000, wanted: 9000, verdict: 'reached' })
  })

  it('says the verdict with the values it comes from, and the size of a segment at two days', async () => {
    write(
      '- size: at least 500 by 2027-03-31',
      '  segment: new',
      '  since: 2026-03-01',
      '- order_value: at least 45 EUR by 2026-12-31',
    )
    const { out, code } = await shop.run('goals')

    expect(code).toBe(0)
    expect(out).toMatch(/size of new: at least 500 by 2027-03-31 {3}behind/)
    expect(out).toContain('wanted 45.00 EUR')
    expect(out).toContain('Revenue / orders.')
  })

  it('is checked and formatted with the other files', async () => {
    write('- churn:   10 percent   lower by 2027-03-31')
    expect((await shop.run('fmt')).code).toBe(0)
    write('- churn: less')
    const { code, out } = await shop.run('check')
    expect([code, out.includes('goals.yaml:1:10')]).toEqual([1, true])
  })
})
