import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectedOrderValue, fitGammaGamma, type GammaGamma, gammaGammaLogLikelihood } from '../../src/models/index.ts'
import { seededRandom } from '../../src/models/seeded-random.ts'
import { cdnowSample } from '../support/cdnow-sample.ts'
import { shared } from '../support/real-shops.ts'
import { drawGamma } from '../support/simulated-buyers.ts'

/** Of Fader & Hardie 2013, note 025. */
const published: GammaGamma = { p: 6.25, q: 3.74, gamma: 15.44 }
const absent = !existsSync(shared)
if (absent) console.warn('skipped: Gamma-Gamma on CDNOW, ../shared is absent')

describe('the expected value of an order', () => {
  it('is the mean of all customers for who has no repeat order', () => {
    const all = (6.25 * 15.44) / (3.74 - 1)
    expect(expectedOrderValue(published, { x: 0, mean: 0 })).toBeCloseTo(all, 10)
  })

  it('lies between that mean and her own, the nearer to her own the more orders she has', () => {
    const values = [0, 1, 5, 50, 5000].map((x) => expectedOrderValue(published, { x, mean: 80 }) ?? 0)
    expect(values).toEqual([...values].sort((a, b) => a - b))
    expect(values.at(-1)).toBeCloseTo(80, 1)
    expect(values[1]).toBeGreaterThan(values[0] ?? 0)
  })

  it('is not told where the values are too uneven to have a mean', () => {
    expect(expectedOrderValue({ p: 1, q: 0.8, gamma: 10 }, { x: 0, mean: 0 })).toBeUndefined()
  })
})

describe('the likelihood', () => {
  it('is a density: it adds up to 1 over all mean values', () => {
    let sum = 0
    const step = 0.05
    for (let mean = step / 2; mean < 3000; mean += step) {
      sum += step * Math.exp(gammaGammaLogLikelihood([{ x: 3, mean }], published))
    }
    expect(sum).toBeCloseTo(1, 4)
  })

  it('leaves out who has no repeat order or a free one', () => {
    const one = { x: 2, mean: 30 }
    const more = [one, { x: 0, mean: 0 }, { x: 3, mean: 0 }]
    expect(gammaGammaLogLikelihood(more, published)).toBe(gammaGammaLogLikelihood([one], published))
  })
})

describe('the fit', () => {
  it('finds the parameters of simulated customers within three standard errors, in cents as in euros', () => {
    const random = seededRandom(17)
    const shop = { p: 4, q: 5, gamma: 2000 }
    const spending = Array.from({ length: 3000 }, (_, i) => {
      const x = 1 + (i % 6)
      return { x, mean: drawGamma(random, shop.p * x, x * drawGamma(random, shop.q, shop.gamma)) }
    })
    const fit = fitGammaGamma(spending)
    if (fit.outcome !== 'converged') throw new Error(fit.outcome)
    for (const name of ['p', 'q', 'gamma'] as const) {
      const off = Math.abs(fit.parameters[name] - shop[name]) / (fit.standardErrors?.[name] ?? 0)
      expect(off, name).toBeLessThan(3)
    }
    const euros = fitGammaGamma(spending.map(({ x, mean }) => ({ x, mean: mean / 100 })))
    if (euros.outcome !== 'converged') throw new Error(euros.outcome)
    expect(euros.parameters.gamma * 100).toBeCloseTo(fit.parameters.gamma, 0)
  })

  it('says that customers with a repeat order are too few', () => {
    expect(fitGammaGamma([{ x: 2, mean: 30 }])).toMatchObject({ outcome: 'too few', shortage: 'repeat customers' })
  })
})

describe.skipIf(absent)('CDNOW', () => {
  const sample = absent ? [] : cdnowSample()

  it('gives the published parameters on 946 customers', () => {
    const fit = fitGammaGamma(sample)
    if (fit.outcome !== 'converged') throw new Error(fit.outcome)
    expect(fit.customers).toBe(946)
    expect(fit.logLikelihood).toBeGreaterThan(-4055.9192 - 0.01)
    expect(fit.parameters.p).toBeCloseTo(6.25, 2)
    expect(fit.parameters.q).toBeCloseTo(3.74, 1)
    expect(fit.parameters.gamma).toBeCloseTo(15.44, 1)
    expect(gammaGammaLogLikelihood(sample, published)).toBeCloseTo(-4055.9192, 3)
  })

  it('gives each customer the value of the oracles within 0.1 %', () => {
    for (const customer of sample) {
      const value = expectedOrderValue(published, customer) ?? 0
      expect(Math.abs(value - customer.value)).toBeLessThanOrEqual(0.001 * customer.value)
    }
  })
})
