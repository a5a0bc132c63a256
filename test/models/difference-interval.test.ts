import { describe, expect, it } from 'vitest'
import { Z } from '../../src/models/difference-interval.ts'
import { differenceOf, type Share } from '../../src/models/index.ts'
import { scoreOf } from '../../src/models/score.ts'
import { seededRandom } from '../../src/models/seeded-random.ts'
import { full } from '../support/fault-run.ts'
import { coverageOf, type Place, type Truth } from './exact-coverage.ts'

const share = (reached: number, of: number): Share => ({ reached, of })

describe('the interval of a difference of shares', () => {
  it('equals the published one of Miettinen and Nurminen', () => {
    // Newcombe 1998, "Interval Estimation for the Difference between Independent Proportions", table II, (a), method 6.
    const found = differenceOf(share(56, 70), share(48, 80))
    expect(found.difference).toBeCloseTo(0.2, 10)
    expect([found.low, found.high]).toEqual([expect.closeTo(0.0528, 4), expect.closeTo(0.3382, 4)])
  })

  it('turns round with the groups, and with reached for not reached', () => {
    const random = seededRandom(7)
    for (let i = 0; i < 100; i++) {
      const [n, m] = [1 + Math.floor(random() * 80), 1 + Math.floor(random() * 80)]
      const [a, b] = [share(Math.floor(random() * (n + 1)), n), share(Math.floor(random() * (m + 1)), m)]
      const found = differenceOf(a, b)
      const turned = differenceOf(b, a)
      const other = differenceOf(share(n - a.reached, n), share(m - b.reached, m))
      for (const { low, high } of [turned, other]) {
        expect(-high).toBeCloseTo(found.low, 8)
        expect(-low).toBeCloseTo(found.high, 8)
      }
      expect(found.low).toBeLessThanOrEqual(found.difference)
      expect(found.high).toBeGreaterThanOrEqual(found.difference)
      expect(found.low).toBeGreaterThanOrEqual(-1)
      expect(found.high).toBeLessThanOrEqual(1)
    }
  })

  it('holds the true difference in 94 to 97 of 100 experiments where each group expects two conversions', () => {
    const off = cases(full ? SIZES : [50, 500]).flatMap(([a, b]) => {
      const covered = coverageOf(placeOf, a, b)
      return expected(a, b) >= 2 && (covered < 0.94 || covered > 0.97) ? [{ a, b, covered }] : []
    })
    expect(off).toEqual([])
  })

  it('with fewer there are too few outcomes to choose from: it may hold it in 90 of 100, or always', () => {
    const covered = cases([50, 500]).flatMap(([a, b]) => (expected(a, b) < 2 ? [coverageOf(placeOf, a, b)] : []))
    expect(Math.min(...covered)).toBeGreaterThan(0.9)
    expect(Math.max(...covered)).toBeGreaterThan(0.99)
  })

  it('is found where the score says it ends', () => {
    const [a, b] = [share(31, 700), share(12, 500)]
    const found = differenceOf(a, b)
    for (const end of [found.low, found.high]) {
      expect(placeOf(a, b, end + 1e-9)).not.toBe(placeOf(a, b, end - 1e-9))
    }
  })
})

const SIZES = [50, 100, 200, 500, 1000, 5000, 50_000]
/** How much larger the first group is. */
const RATIOS = [0.01, 0.1, 1 / 9, 1, 9, 10, 100]
const DIFFERENCES = [0, 0.2, -0.2, 0.5, -0.5]
const RATES = [0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3]

/** Rates from 0.5 to 30 percent, groups from 50 to 50,000, equal and unequal, with a true difference and without. */
function cases(sizes: readonly number[]): (readonly [Truth, Truth])[] {
  return sizes.flatMap((of) =>
    RATES.flatMap((rate) =>
      RATIOS.flatMap((ratio) =>
        DIFFERENCES.map(
          (by) =>
            [
              { rate: rate * (1 + by), of: Math.round(of * ratio) },
              { rate, of },
            ] as const,
        ).filter(([first]) => first.rate >= 0.005 && first.rate <= 0.3 && first.of >= 50 && first.of <= 50_000),
      ),
    ),
  )
}

function expected(a: Truth, b: Truth): number {
  return Math.min(a.rate * a.of, b.rate * b.of)
}

function placeOf(first: Share, second: Share, difference: number): Place {
  const score = scoreOf(first, second, difference)
  return score > Z ? 'below' : score < -Z ? 'above' : 'inside'
}
