import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import { type Simulation, simulate } from '../../src/simulate/index.ts'
import { sized } from '../support/fault-run.ts'
import { shared } from '../support/real-shops.ts'
import { asDays, chainedPlans } from '../support/chained-plans.ts'
import { openOracleShop } from '../support/oracle-shop.ts'

const absent = !existsSync(shared)
if (absent) console.warn('SKIPPED: ../shared is absent, no year of a real shop was simulated')

/** One day of the oracle: emails by rule, with one a week and customer. */
interface OracleDay {
  readonly cap7: Readonly<Record<string, number>>
}

describe.skipIf(absent)('a year of a real shop', () => {
  let shop: Awaited<ReturnType<typeof openOracleShop>>

  beforeAll(async () => {
    shop = await openOracleShop('limit: 1 marketing email per 7 days\n')
  }, 120_000)

  afterAll(() => shop.close())

  const length = sized(50, 365)
  it(`simulated is ${length} plans chained by hand`, async () => {
    const { days } = await simulated('2011-01-01', addDays('2011-01-01', length - 1))
    expect(days).toHaveLength(length)
    expect(days.map(({ campaigns }) => campaigns)).toEqual(asDays(await chainedPlans(shop, '2011-01-01', length)))
  }, 600_000)

  it('simulated from the oracle’s first day sends what the oracle says', async () => {
    const oracle = JSON.parse(readFileSync(resolve(shared, 'oracles/shop_daily.json'), 'utf8')) as {
      days: Record<string, OracleDay>
    }
    const [first = '', ...rest] = Object.keys(oracle.days)
    const { days } = await simulated(first, rest.at(-1) ?? first)
    const found = Object.fromEntries(
      days.map(({ date, campaigns }) => [
        date,
        Object.fromEntries(Object.entries(campaigns).map(([name, { send }]) => [name, send])),
      ]),
    )
    expect(found).toEqual(Object.fromEntries(Object.entries(oracle.days).map(([date, { cap7 }]) => [date, cap7])))
  }, 600_000)

  it('is the same to the byte when repeated', async () => {
    const [one, other] = [await simulated('2011-05-01', '2011-05-20'), await simulated('2011-05-01', '2011-05-20')]
    expect(JSON.stringify(one)).toBe(JSON.stringify(other))
  }, 300_000)

  async function simulated(from: string, to: string): Promise<Simulation> {
    const { shop: house, vocabulary, segments, campaigns } = shop
    const now = Date.UTC(2012, 0, 1)
    const request = { from, to, now, orders: 'none', seed: 1 } as const
    const outcome = await simulate({ shop: house, vocabulary, segments, campaigns }, shop, request)
    if (outcome.state !== 'done') throw new Error('interrupted')
    return outcome.simulation
  }
})
