import { describe, expect, it } from 'vitest'
import { gaussLegendre } from '../../src/models/gauss-legendre.ts'
import { logLeft } from '../../src/models/pareto-integral.ts'
import { hypergeometric, logGamma, logSum } from '../../src/models/special-functions.ts'

describe('special functions', () => {
  it('₂F₁ equals what it is in plain words for known arguments', () => {
    for (const z of [0.01, 0.3, 0.7, 0.97]) {
      expect(hypergeometric(1, 1, 2, z)).toBeCloseTo(-Math.log(1 - z) / z, 10)
      expect(hypergeometric(2.5, 3, 3, z) * (1 - z) ** 2.5).toBeCloseTo(1, 10)
    }
  })

  it('₂F₁ is summed where the library gives no number, near 1', () => {
    // The value with 40 digits (mpmath).
    expect(hypergeometric(1, 7.553, 9.159, 0.99)).toBeCloseTo(9.436059467, 8)
    const near = [0.99, 0.995, 0.999, 0.9999].map((z) => hypergeometric(1, 1.2, 3.4, z))
    expect(near.every(Number.isFinite)).toBe(true)
    // Gauss's sum at 1: Γ(c)Γ(c−a−b) / (Γ(c−a)Γ(c−b)).
    const atOne = Math.exp(logGamma(3.4) + logGamma(1.2) - logGamma(2.4) - logGamma(2.2))
    expect(near.at(-1)).toBeCloseTo(atOne, 2)
  })

  it('ln Γ of whole numbers is that of factorials, and no number where there is none', () => {
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12)
    expect([0, -1, Number.NaN, Number.POSITIVE_INFINITY].map(logGamma).every(Number.isNaN)).toBe(true)
  })

  it('adds what is too small for numbers', () => {
    expect(logSum(-2000, -2000)).toBeCloseTo(-2000 + Math.LN2, 12)
    expect(logSum(-1, Number.NEGATIVE_INFINITY)).toBe(-1)
    expect(logSum(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY)
  })
})

describe('integrals', () => {
  it('Gauss-Legendre with n places is exact for polynomials up to degree 2n − 1', () => {
    for (const n of [1, 2, 5, 10]) {
      const { at, weight } = gaussLegendre(n)
      for (let degree = 0; degree < 2 * n; degree++) {
        const integral = at.reduce((sum, x, i) => sum + (weight[i] ?? 0) * x ** degree, 0)
        expect(integral).toBeCloseTo(1 / (degree + 1), 13)
      }
    }
  })

  it('that of Pareto/NBD equals its closed form where alpha and beta are equal', () => {
    for (const [r, s, alpha, x, tx, T] of [
      [0.5, 0.6, 10, 0, 0, 500],
      [0.5, 0.6, 10, 40, 5, 300],
      [2, 3, 0.1, 900, 100, 101],
    ] as const) {
      const n = r + s + x
      // s/n · [(alpha+tx)^−n − (alpha+T)^−n], of which the second is little.
      const closed =
        Math.log(s / n) - n * Math.log(alpha + tx) + Math.log(-Math.expm1(-n * Math.log((alpha + T) / (alpha + tx))))
      expect(logLeft({ r, alpha, s, beta: alpha }, x, tx, T)).toBeCloseTo(closed, 9)
    }
  })
})
