import { describe, expect, it } from 'vitest'
import {
  alwaysValidVerdict,
  customersToGo,
  customersUntilProven,
  daysUntilProven,
  differenceOf,
  type Question,
  type Share,
} from '../../src/models/index.ts'
import { seededRandom } from '../../src/models/seeded-random.ts'
import { sized } from '../support/fault-run.ts'
import { drawReached } from '../support/simulated-groups.ts'

const QUESTIONS: readonly Question[] = [
  { rate: 0.05, difference: 0.02, share: 0.5 },
  { rate: 0.02, difference: 0.015, share: 0.9 },
  { rate: 0.2, difference: -0.05, share: 0.5 },
]

describe('how long until a difference is proven', () => {
  it('of one look equals the textbook for equal groups', () => {
    // Fleiss, Levin & Paik 2003, "Statistical Methods for Rates and Proportions": 5 and 7 percent, 80 percent, 2 × 2,213.
    expect(customersUntilProven({ rate: 0.05, difference: 0.02, share: 0.5 }, 'once')).toBeCloseTo(4426, -1)
  })

  it.each(QUESTIONS)('is proven by 4 of 5 with as many customers: $rate and $difference, share $share', (question) => {
    const tests = sized(150, 2000)
    const once = customersUntilProven(question, 'once') ?? 0
    const daily = customersUntilProven(question, 'every day') ?? 0
    const chances = { once: 0, daily: 0 }
    for (let seed = 1; seed <= tests; seed++) {
      if (isProvenAtOnce(question, once, seed)) chances.once++
      if (isProvenByThen(question, daily, seed)) chances.daily++
    }
    // Five standard errors of the simulation, and what the formula is off.
    const margin = 5 * Math.sqrt(0.16 / tests) + 0.02
    expect(Math.abs(chances.once / tests - 0.8)).toBeLessThan(margin)
    expect(Math.abs(chances.daily / tests - 0.8)).toBeLessThan(margin)
  })

  it('takes longer looked at each day, for smaller differences and for unequal groups', () => {
    const question = { rate: 0.05, difference: 0.02, share: 0.5 }
    const daily = customersUntilProven(question, 'every day') ?? 0
    const cost = daily / (customersUntilProven(question, 'once') ?? 1)
    expect(cost).toBeGreaterThan(1)
    expect(cost).toBeLessThan(2.2)
    expect(customersUntilProven({ ...question, difference: 0.01 }, 'every day')).toBeGreaterThan(3 * daily)
    expect(customersUntilProven({ ...question, share: 0.9 }, 'every day')).toBeGreaterThan(2 * daily)
  })

  it('is told in days from the customers of a day, and not at all where nobody comes or nothing differs', () => {
    const question = { rate: 0.05, difference: 0.02, share: 0.5 }
    expect(daysUntilProven(question, 'once', 100)).toBe(Math.ceil((customersUntilProven(question, 'once') ?? 0) / 100))
    expect(daysUntilProven(question, 'once', 0)).toBeUndefined()
    expect(customersUntilProven({ ...question, difference: 0 }, 'once')).toBeUndefined()
  })
})

describe('how long a running test still takes', () => {
  const share = (reached: number, of: number) => ({ reached, of })

  it('is until it is proven by 4 of 5 whose shares stay as they are', () => {
    const [a, b] = [share(60, 1000), share(46, 1000)]
    const more = customersToGo(a, b) ?? 0
    const tests = sized(150, 2000)
    let proven = 0
    for (let seed = 1; seed <= tests; seed++) {
      if (isProvenByThen({ rate: 0.046, difference: 0.014, share: 0.5 }, more, seed, [a, b])) proven++
    }
    expect(Math.abs(proven / tests - 0.8)).toBeLessThan(5 * Math.sqrt(0.16 / tests) + 0.02)
  })

  it('is nothing where it is proven, and unknown where nothing differs', () => {
    expect(customersToGo(share(800, 10_000), share(500, 10_000))).toBe(0)
    expect(customersToGo(share(50, 1000), share(50, 1000))).toBeUndefined()
    expect(customersToGo(share(0, 10), share(0, 10))).toBeUndefined()
  })

  it('waits for enough conversions to go by', () => {
    expect(customersToGo(share(6, 10), share(0, 10))).toBeGreaterThanOrEqual(13)
  })
})

function isProvenAtOnce({ rate, difference, share }: Question, customers: number, seed: number): boolean {
  const random = seededRandom(seed)
  const first = Math.round(customers * share)
  const a = { reached: drawReached(random, first, rate + difference), of: first }
  const b = { reached: drawReached(random, customers - first, rate), of: customers - first }
  const found = differenceOf(a, b)
  return difference > 0 ? found.low > 0 : found.high < 0
}

/** Looked at a hundred times on the way. */
function isProvenByThen(
  { rate, difference, share }: Question,
  customers: number,
  seed: number,
  begun: readonly [Share, Share] = [NOBODY, NOBODY],
): boolean {
  const random = seededRandom(seed)
  let [a, b] = begun
  for (let look = 1; look <= 100; look++) {
    const first = Math.round((customers * share * look) / 100) - (a.of - begun[0].of)
    const second = Math.round((customers * (1 - share) * look) / 100) - (b.of - begun[1].of)
    a = { reached: a.reached + drawReached(random, first, rate + difference), of: a.of + first }
    b = { reached: b.reached + drawReached(random, second, rate), of: b.of + second }
    if (alwaysValidVerdict(a, b) === (difference > 0 ? 'first is higher' : 'second is higher')) return true
  }
  return false
}

const NOBODY = { reached: 0, of: 0 }
