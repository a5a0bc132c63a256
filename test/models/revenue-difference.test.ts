import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  alwaysValidRevenue,
  alwaysValidRevenueVerdict,
  customersToGoByRevenue,
  differenceOf,
  type Revenue,
  revenueDifference,
  revenueOf,
} from '../../src/models/index.ts'
import { seededRandom } from '../../src/models/seeded-random.ts'
import { full, sized } from '../support/fault-run.ts'
import { cdnow, onlineRetail, type RealOrder, shared } from '../support/real-shops.ts'
import { drawReached } from '../support/simulated-groups.ts'

describe('the difference of mean revenue', () => {
  const file = resolve(shared, 'data/online-retail/online_retail.csv.gz')
  const there = existsSync(file)
  if (!there) console.warn(`skipped: ${file} is not there`)

  it('is that of shares where every order is of 1', () => {
    // The shares' interval has no correction of skewness, which is little in large equal groups.
    const [a, b] = [ones(5000, 300), ones(5000, 240)]
    const shares = differenceOf({ reached: 300, of: 5000 }, { reached: 240, of: 5000 })
    const found = revenueDifference(a, b)
    expect(found?.difference).toBeCloseTo(0.012, 10)
    expect(Math.abs((found?.low ?? 0) - shares.low)).toBeLessThan(0.0002)
    expect(Math.abs((found?.high ?? 0) - shares.high)).toBeLessThan(0.0002)
  })

  it('is in the unit of the sums, and turns round with the groups', () => {
    const [a, b] = [revenueOf(900, [10, 50, 20, 5, 200, 30, 80]), revenueOf(1000, [10, 40, 20, 5, 3])]
    const cents = (one: Revenue) => ({ ...one, sum: one.sum * 100, squares: one.squares * 1e4, cubes: one.cubes * 1e6 })
    const [found, turned, inCents] = [
      revenueDifference(a, b),
      revenueDifference(b, a),
      revenueDifference(cents(a), cents(b)),
    ]
    expect(found?.low).toBeLessThan(found?.difference ?? 0)
    expect(turned?.low).toBeCloseTo(-(found?.high ?? 0), 8)
    expect(inCents?.high).toBeCloseTo(100 * (found?.high ?? 0), 6)
    const daily = alwaysValidRevenue(a, b)
    expect(daily?.low).toBeLessThan(found?.low ?? 0)
    expect(daily?.high).toBeGreaterThan(found?.high ?? 0)
  })

  it('is unknown while there are hardly any buyers', () => {
    expect(revenueDifference(ones(500, 4), ones(500, 3))).toBeUndefined()
    expect(alwaysValidRevenue(ones(500, 0), ones(500, 0))).toBeUndefined()
    expect(alwaysValidRevenueVerdict(ones(500, 9), ones(500, 0))).toBe('not proven')
  })

  it.each([
    { rates: [0.05, 0.05], spread: 1, sizes: [2000, 2000] },
    { rates: [0.065, 0.05], spread: 1, sizes: [3600, 400] },
    { rates: [0.05, 0.05], spread: 1.5, sizes: [3600, 400] },
    { rates: [0.03, 0.05], spread: 1, sizes: [1000, 9000] },
  ] as const)('is held by its interval in 94 to 97 of 100: rates $rates, spread $spread, of $sizes', (truth) => {
    const { rates, spread, sizes } = truth
    const tests = sized(300, 10_000)
    let held = 0
    const random = seededRandom(5)
    for (let i = 0; i < tests; i++) {
      const found = revenueDifference(
        drawn(random, sizes[0], rates[0], spread),
        drawn(random, sizes[1], rates[1], spread),
      )
      if (found && found.low <= rates[0] - rates[1] && rates[0] - rates[1] <= found.high) held++
    }
    // Three standard errors of the simulation.
    const margin = 3 * Math.sqrt((0.95 * 0.05) / tests)
    expect(held / tests).toBeGreaterThan(0.94 - margin)
    expect(held / tests).toBeLessThan(0.97 + margin)
  })

  it.each([
    { rate: 0.05, spread: 1, share: 0.5, customersADay: 100 },
    { rate: 0.01, spread: 1.5, share: 0.95, customersADay: 1000 },
    { rate: 0.05, spread: 1.5, share: 0.9, customersADay: 100 },
  ])('looked at each day sounds a false alarm in at most 5 of 100: $rate, spread $spread, share $share', (truth) => {
    const tests = sized(60, 1000)
    let alarms = 0
    for (let seed = 1; seed <= tests; seed++) {
      const random = seededRandom(seed)
      const first = Math.round(truth.customersADay * truth.share)
      const day = () =>
        [
          drawn(random, first, truth.rate, truth.spread),
          drawn(random, truth.customersADay - first, truth.rate, truth.spread),
        ] as const
      if (isEverProven(120, day)) alarms++
    }
    expect(alarms).toBeLessThanOrEqual(0.05 * tests)
  })

  it('is proven where it is there, and says how many customers that takes', () => {
    const random = seededRandom(9)
    const [a, b] = [drawn(random, 20_000, 0.08, 1), drawn(random, 20_000, 0.05, 1)]
    expect(alwaysValidRevenueVerdict(a, b)).toBe('first is higher')
    expect(alwaysValidRevenueVerdict(b, a)).toBe('second is higher')
    expect(customersToGoByRevenue(a, b)).toBe(0)
    const [c, d] = [drawn(random, 1000, 0.08, 1), drawn(random, 1000, 0.05, 1)]
    expect(customersToGoByRevenue(c, d)).toBeGreaterThan(100)
  })

  it.skipIf(!existsSync(resolve(shared, 'data/cdnow')))(
    'of real orders of CDNOW is no surprise, split at random',
    () => {
      expectCalm(revenuesOf(cdnow(), 30), sized(60, 1000))
    },
  )

  it.skipIf(!there || !full)('of real orders of Online Retail is no surprise, split at random', async () => {
    expectCalm(revenuesOf(await onlineRetail(), 30), sized(60, 1000))
  })
})

/** Splits customers at random again and again: at most 6 of 100 look different at one look, 5 looked at each day. */
function expectCalm(revenues: readonly number[], tests: number): void {
  for (const share of [0.5, 0.9]) {
    let [surprises, alarms] = [0, 0]
    for (let seed = 1; seed <= tests; seed++) {
      const random = seededRandom(seed)
      const draw = (of: number) => {
        const values = Array.from({ length: of }, () => revenues[Math.floor(random() * revenues.length)] ?? 0)
        return revenueOf(of, values)
      }
      const whole = [draw(Math.round(5000 * share)), draw(Math.round(5000 * (1 - share)))] as const
      const found = revenueDifference(...whole)
      if (found && (found.low > 0 || found.high < 0)) surprises++
      const day = () => [draw(Math.round(100 * share)), draw(Math.round(100 * (1 - share)))] as const
      if (isEverProven(60, day)) alarms++
    }
    expect(surprises / tests).toBeLessThan(0.06 + 3 * Math.sqrt(0.05 / tests))
    expect(alarms).toBeLessThanOrEqual(0.05 * tests)
  }
}

function isEverProven(days: number, day: () => readonly [Revenue, Revenue]): boolean {
  let [a, b] = [ones(0, 0), ones(0, 0)]
  for (let i = 0; i < days; i++) {
    const [more, others] = day()
    ;[a, b] = [both(a, more), both(b, others)]
    if (alwaysValidRevenueVerdict(a, b) !== 'not proven') return true
  }
  return false
}

function both(one: Revenue, other: Revenue): Revenue {
  return {
    customers: one.customers + other.customers,
    buyers: one.buyers + other.buyers,
    sum: one.sum + other.sum,
    squares: one.squares + other.squares,
    cubes: one.cubes + other.cubes,
  }
}

function ones(customers: number, buyers: number): Revenue {
  return { customers, buyers, sum: buyers, squares: buyers, cubes: buyers }
}

/** Most bring nothing, the others a log-normal amount of 1 on average with this spread of its logarithm. */
function drawn(random: () => number, customers: number, rate: number, spread: number): Revenue {
  const amounts = Array.from({ length: drawReached(random, customers, rate) }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    return Math.exp(spread * normal - spread ** 2 / 2)
  })
  return revenueOf(customers, amounts)
}

/** What each customer brought in each stretch of so many days after the first order, nothing included. */
function revenuesOf(orders: readonly RealOrder[], days: number): number[] {
  const end = orders.reduce((latest, { at }) => Math.max(latest, at), 0)
  const own = new Map<string, RealOrder[]>()
  for (const order of orders) own.set(order.customer, [...(own.get(order.customer) ?? []), order])
  const stretch = days * 86_400_000
  return [...own.values()].flatMap((all) => {
    const first = Math.min(...all.map(({ at }) => at))
    const sums = Array.from({ length: Math.floor((end - first) / stretch) }, () => 0)
    for (const { at, milli } of all) {
      const place = Math.floor((at - first) / stretch)
      // The first order is what brought the customer: it is no answer to anything.
      if (at > first && place < sums.length) sums[place] = (sums[place] ?? 0) + milli / 10
    }
    return sums
  })
}
