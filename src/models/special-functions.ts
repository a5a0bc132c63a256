import { chdtrc, compiled, hyp2f1, lgam, ndtr } from 'cephes'

// Its ES module compiles WebAssembly in the background; in Node that is done before anybody can ask.
await compiled

/**
 * ln Γ(x) for x > 0 (Cephes; Moshier 1989, "Methods and Programs for Mathematical Functions"); no number for any other x,
 * where Cephes would throw.
 */
export function logGamma(x: number): number {
  return x > 0 && x < HUGE ? lgam(x) : Number.NaN
}

/** Beyond it ln Γ leaves the range of numbers. */
const HUGE = 1e305

/**
 * Gauss's hypergeometric function ₂F₁(a, b; c; z) for 0 ≤ z < 1. Cephes answers to about 1e-13 or, for some arguments
 * near 1, with infinity, no number or an error: then its power series is summed (Abramowitz & Stegun 1964, 15.1.1).
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  const value = byCephes(a, b, c, z)
  return Number.isFinite(value) ? value : powerSeries(a, b, c, z)
}

function byCephes(a: number, b: number, c: number, z: number): number {
  try {
    return hyp2f1(a, b, c, z)
  } catch {
    return Number.NaN
  }
}

function powerSeries(a: number, b: number, c: number, z: number): number {
  let [sum, term] = [1, 1]
  for (let k = 0; k < MOST_TERMS && Math.abs(term) > Number.EPSILON * Math.abs(sum); k++) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z
    sum += term
  }
  return sum
}

/** Enough for z up to 0.9999. */
const MOST_TERMS = 500_000

/** ln(eᵃ + eᵇ), without leaving the range of numbers on the way. */
export function logSum(a: number, b: number): number {
  const high = Math.max(a, b)
  return high === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high))
}

/** The chance that a chi-square distributed number of so many degrees of freedom is larger than x ≥ 0 (Cephes). */
export function chiSquareTail(degrees: number, x: number): number {
  return degrees > 0 ? chdtrc(degrees, x) : 1
}

/** The part of a normal distribution that lies below so many standard deviations (Cephes). */
export function normalBelow(z: number): number {
  return ndtr(z)
}
