import { describe, expect, it } from 'vitest'
import { alwaysValidDifference, alwaysValidVerdict, type DailyVerdict, differenceOf } from '../../src/models/index.ts'
import { seededRandom } from '../../src/models/seeded-random.ts'
import { sized } from '../support/fault-run.ts'
import { drawReached } from '../support/simulated-groups.ts'

interface Experiment {
  readonly rates: readonly [number, number]
  /** The part of the customers in the first group. */
  readonly share: number
  readonly customersADay: number
  readonly days: number
  readonly seed: number
}

const EQUAL = { rates: [0.05, 0.05], share: 0.5, customersADay: 100, days: 120 } as const

describe('a test that may be looked at each day', () => {
  it.each([
    { rates: [0.05, 0.05], share: 0.5, customersADay: 100, days: 120 },
    { rates: [0.01, 0.01], share: 0.9, customersADay: 400, days: 90 },
    { rates: [0.3, 0.3], share: 0.5, customersADay: 20, days: 365 },
    { rates: [0.005, 0.005], share: 0.95, customersADay: 1000, days: 120 },
  ] as const)('sounds a false alarm in at most 5 of 100 A/A tests: $rates, share $share', (experiment) => {
    const tests = sized(100, 1000)
    let alarms = 0
    for (let seed = 1; seed <= tests; seed++) if (daysOf({ ...experiment, seed }) !== undefined) alarms++
    expect(alarms).toBeLessThanOrEqual(0.05 * tests)
  })

  it.each([0.5, 0.9])('sounds no more where customers count before their days are over, share %d', (share) => {
    const tests = sized(60, 1000)
    let alarms = 0
    for (let seed = 1; seed <= tests; seed++) if (isProvenWhileWaiting(share, seed)) alarms++
    expect(alarms).toBeLessThanOrEqual(0.05 * tests)
  })

  it('sounds no more in two years of customers who were all in from the first day', () => {
    const tests = sized(40, 1000)
    let alarms = 0
    for (let seed = 1; seed <= tests; seed++) if (isProvenOfAll(4000, 0.1, seed)) alarms++
    expect(alarms).toBeLessThanOrEqual(0.05 * tests)
  })

  it('a fixed interval looked at each day would sound one in more than 10 of 100', () => {
    const isProven = (a: Counts, b: Counts) => differenceOf(a, b).low > 0 || differenceOf(a, b).high < 0
    let alarms = 0
    for (let seed = 1; seed <= 40; seed++) {
      if (daysOf({ ...EQUAL, days: 60, seed }, (a, b) => (isProven(a, b) ? 'first is higher' : 'not proven'))) alarms++
    }
    expect(alarms / 40).toBeGreaterThan(0.1)
  })

  it('finds a difference that is there, the right way round', () => {
    const better = { ...EQUAL, rates: [0.08, 0.05], days: 200, seed: 1 } as const
    expect(daysOf(better)).toBeLessThan(200)
    expect(alwaysValidVerdict(of(800, 10_000), of(500, 10_000))).toBe('first is higher')
    expect(alwaysValidVerdict(of(500, 10_000), of(800, 10_000))).toBe('second is higher')
    expect(alwaysValidVerdict(of(510, 10_000), of(500, 10_000))).toBe('not proven')
  })

  it('says with the interval what it says with the word, and is wider than a fixed one', () => {
    const random = seededRandom(3)
    for (let i = 0; i < 100; i++) {
      const [n, m] = [50 + Math.floor(random() * 5000), 50 + Math.floor(random() * 5000)]
      const [a, b] = [of(drawReached(random, n, 0.1), n), of(drawReached(random, m, 0.05), m)]
      const found = alwaysValidDifference(a, b)
      const word = found.low > 0 ? 'first is higher' : found.high < 0 ? 'second is higher' : 'not proven'
      expect(alwaysValidVerdict(a, b)).toBe(word)
      const fixed = differenceOf(a, b)
      expect(found.low).toBeLessThan(fixed.low)
      expect(found.high).toBeGreaterThan(fixed.high)
    }
  })

  it('of the best of several sounds one as rarely', () => {
    const tests = sized(60, 1000)
    let alarms = 0
    for (let seed = 1; seed <= tests; seed++) if (isBestProven(5, seed)) alarms++
    expect(alarms).toBeLessThanOrEqual(0.05 * tests)
  })

  it('claims nothing while the smaller group expects fewer than five conversions', () => {
    expect(alwaysValidDifference(of(9, 10), of(0, 10))).toEqual({ difference: 0.9, low: -1, high: 1 })
    expect(alwaysValidVerdict(of(90, 10_000), of(0, 300))).toBe('not proven')
  })
})

/** 80 customers a day; 5 of 100 reach the goal, on any of the 30 days after they came. */
function isProvenWhileWaiting(share: number, seed: number): boolean {
  const random = seededRandom(seed)
  const coming = Array.from({ length: 160 }, () => [0, 0] as [number, number])
  let [a, b] = [of(0, 0), of(0, 0)]
  for (let day = 0; day < 120; day++) {
    const sizes = [80 * share, 80 * (1 - share)] as const
    for (const group of [0, 1] as const) {
      for (let i = drawReached(random, Math.round(sizes[group]), 0.05); i > 0; i--) {
        const then = coming[day + Math.floor(random() * 30)]
        if (then) then[group]++
      }
    }
    const [first, second] = coming[day] ?? [0, 0]
    a = of(a.reached + first, a.of + Math.round(sizes[0]))
    b = of(b.reached + second, b.of + Math.round(sizes[1]))
    if (alwaysValidVerdict(a, b) !== 'not proven') return true
  }
  return false
}

/** As many customers from the first day on, of whom 2 of 1,000 of the others order for the first time each day. */
function isProvenOfAll(customers: number, share: number, seed: number): boolean {
  const random = seededRandom(seed)
  let [a, b] = [of(0, customers * (1 - share)), of(0, customers * share)]
  for (let day = 0; day < 730; day++) {
    a = of(a.reached + drawReached(random, a.of - a.reached, 0.002), a.of)
    b = of(b.reached + drawReached(random, b.of - b.reached, 0.002), b.of)
    if (alwaysValidVerdict(a, b) !== 'not proven') return true
  }
  return false
}

/** Whether the best of so many equal groups is ever proven to be better than the next, looked at each day. */
function isBestProven(groups: number, seed: number): boolean {
  const random = seededRandom(seed)
  const counts = Array.from({ length: groups }, () => of(0, 0))
  for (let day = 1; day <= 120; day++) {
    for (const [i, { reached, of: all }] of counts.entries()) {
      counts[i] = of(reached + drawReached(random, 40, 0.05), all + 40)
    }
    const [best, next] = [...counts].sort((a, b) => b.reached - a.reached)
    if (best && next && alwaysValidVerdict(best, next, { groups }) !== 'not proven') return true
  }
  return false
}

interface Counts {
  readonly reached: number
  readonly of: number
}

function of(reached: number, all: number): Counts {
  return { reached, of: all }
}

/** The first day on which it is called proven, looked at each day. */
function daysOf(experiment: Experiment, look: (a: Counts, b: Counts) => DailyVerdict = alwaysValidVerdict) {
  const { rates, share, customersADay, days, seed } = experiment
  const random = seededRandom(seed)
  let [a, b] = [of(0, 0), of(0, 0)]
  for (let day = 1; day <= days; day++) {
    const first = drawReached(random, customersADay, share)
    a = of(a.reached + drawReached(random, first, rates[0]), a.of + first)
    b = of(b.reached + drawReached(random, customersADay - first, rates[1]), b.of + customersADay - first)
    if (a.of > 0 && b.of > 0 && look(a, b) !== 'not proven') return day
  }
  return undefined
}
