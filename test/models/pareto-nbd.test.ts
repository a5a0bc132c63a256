import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  fitParetoNbd,
  groupHistories,
  type ParetoNbd,
  paretoNbdAlive,
  paretoNbdExpectedOrders,
  paretoNbdLogLikelihood,
} from '../../src/models/index.ts'
import { seededRandom } from '../../src/models/seeded-random.ts'
import { hypergeometric, logGamma } from '../../src/models/special-functions.ts'
import { cdnowSample } from '../support/cdnow-sample.ts'
import { shared } from '../support/real-shops.ts'
import { drawParetoNbd } from '../support/simulated-buyers.ts'
import { correlation, standardErrorsOff } from './agreement.ts'

/** Of Fader, Hardie & Lee 2005, table 2. */
const published: ParetoNbd = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }
const absent = !existsSync(shared)
if (absent) console.warn('skipped: Pareto/NBD on CDNOW, ../shared is absent')

describe('the likelihood', () => {
  it('equals the published form, a difference of hypergeometric functions', () => {
    for (const shop of [published, { ...published, alpha: 40, beta: 3 }, { r: 2, alpha: 3, s: 1.4, beta: 60 }]) {
      for (const [x, tx, T] of [
        [0, 0, 38.86],
        [2, 30.43, 38.86],
        [7, 3, 20],
        [25, 60, 90],
      ] as const) {
        const cells = [{ x, tx, T, customers: 1 }]
        expect(paretoNbdLogLikelihood(cells, shop)).toBeCloseTo(asPublished(shop, x, tx, T), 7)
      }
    }
  })

  it('stays a number for the most eager, for who never came back, and for shops beyond any experience', () => {
    const histories = [
      { x: 3000, tx: 500, T: 500 },
      { x: 900, tx: 1, T: 1500 },
      { x: 0, tx: 0, T: 5000 },
      { x: 1, tx: 0.001, T: 0.001 },
    ]
    const shops = [published, { r: 1e-3, alpha: 1e-3, s: 1e-3, beta: 1e5 }, { r: 90, alpha: 1e4, s: 30, beta: 1 }]
    for (const shop of shops) {
      for (const history of histories) {
        expect(Number.isFinite(paretoNbdLogLikelihood([{ ...history, customers: 1 }], shop))).toBe(true)
        const alive = paretoNbdAlive(shop, history)
        expect(alive >= 0 && alive <= 1).toBe(true)
      }
    }
  })
})

describe('customers who behave as the model says', () => {
  const random = seededRandom(13)
  const all = Array.from({ length: 30_000 }, () => drawParetoNbd(random, published, 39, 39))

  it('are there as often as it says, for each number of orders', () => {
    for (const x of [0, 1, 4]) {
      const group = all.filter((one) => one.x === x)
      const alive = group.map((one) => (one.alive ? 1 : 0))
      const chances = group.map((one) => paretoNbdAlive(published, one))
      expect(standardErrorsOff(alive, chances)).toBeLessThan(3.5)
    }
  })

  it('order as often as it says', () => {
    for (const group of [all, all.filter(({ x }) => x === 0), all.filter(({ x }) => x > 2)]) {
      const later = group.map((one) => one.later)
      const expected = group.map((one) => paretoNbdExpectedOrders(published, one, 39))
      expect(standardErrorsOff(later, expected)).toBeLessThan(3.5)
    }
  })

  it('tell its parameters within three standard errors', () => {
    const shop = { r: 0.9, alpha: 6, s: 0.8, beta: 20 }
    const fit = fitParetoNbd(groupHistories(Array.from({ length: 1000 }, () => drawParetoNbd(random, shop, 52))))
    if (fit.outcome !== 'converged') throw new Error(fit.outcome)
    for (const name of ['r', 'alpha', 's', 'beta'] as const) {
      const off = Math.abs(fit.parameters[name] - shop[name]) / (fit.standardErrors?.[name] ?? 0)
      expect(off, name).toBeLessThan(3)
    }
  })
})

describe('orders to expect', () => {
  it('pass s = 1 without a step', () => {
    const around = [0.999_999, 1, 1.000_001].map((s) =>
      paretoNbdExpectedOrders({ ...published, s }, { x: 3, tx: 20, T: 30 }, 52),
    )
    expect(around[0]).toBeCloseTo(around[1] ?? 0, 5)
    expect(around[2]).toBeCloseTo(around[1] ?? 0, 5)
  })

  it('are 0 in no time', () => {
    expect(paretoNbdExpectedOrders(published, { x: 3, tx: 20, T: 30 }, 0)).toBe(0)
  })
})

describe.skipIf(absent)('CDNOW', () => {
  const sample = absent ? [] : cdnowSample()

  it('gives the published parameters', () => {
    const fit = fitParetoNbd(groupHistories(sample))
    if (fit.outcome !== 'converged') throw new Error(fit.outcome)
    expect(fit.logLikelihood).toBeGreaterThan(-9594.9763 - 0.01)
    expect(fit.parameters.r).toBeCloseTo(0.553, 3)
    expect(fit.parameters.alpha).toBeCloseTo(10.578, 2)
    expect(fit.parameters.s).toBeCloseTo(0.606, 3)
    expect(fit.parameters.beta).toBeCloseTo(11.669, 2)
    expect(paretoNbdLogLikelihood(groupHistories(sample), published)).toBeCloseTo(-9594.9763, 3)
  })

  it('expects 2 % too few orders by week 78, and orders each customer with a correlation of 0.630, as published', () => {
    // The empirical analysis of Fader, Hardie & Lee 2005.
    const newcomer = { x: 0, tx: 0, T: 0 }
    const byWeek78 = sample.reduce((sum, { T }) => sum + paretoNbdExpectedOrders(published, newcomer, T + 39), 0)
    const really = sample.reduce((sum, { x, boughtLater }) => sum + x + boughtLater, 0)
    expect(byWeek78 / really).toBeCloseTo(0.98, 2)
    const expected = sample.map((customer) => paretoNbdExpectedOrders(published, customer, 39))
    const later = sample.map(({ boughtLater }) => boughtLater)
    expect(correlation(expected, later)).toBeCloseTo(0.63, 3)
  })
})

/** Fader & Hardie 2005 (note 009): what other programs compute. */
function asPublished({ r, alpha, s, beta }: ParetoNbd, x: number, tx: number, T: number): number {
  const n = r + s + x
  const great = Math.max(alpha, beta)
  const second = alpha >= beta ? s + 1 : r + x
  const part = (t: number) => hypergeometric(n, second, n + 1, Math.abs(alpha - beta) / (great + t)) / (great + t) ** n
  const stayed = (alpha + T) ** -(r + x) * (beta + T) ** -s
  const fixed = logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + s * Math.log(beta)
  return fixed + Math.log(stayed + (s / n) * (part(tx) - part(T)))
}
