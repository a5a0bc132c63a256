/** What a curve is made for. */
export interface CurveLayout {
  readonly alpha: number
  /** Weeks; who is older counts as that old. */
  readonly oldest: number
  /** With 16 of them expectations of a shop like CDNOW are right to a millionth (test/models/age-curve.test.ts). */
  readonly coefficients: number
}

/**
 * A function of a customer's age T in weeks as a polynomial, so that a database can tell it: with
 * s = 2 ln(1 + T / alpha) / ln(1 + oldest / alpha) − 1 it is (c₀ + c₁ s + c₂ s² + …) / (alpha + T). Interpolated at the
 * Chebyshev nodes (Trefethen 2013, "Approximation Theory and Approximation Practice", chapter 2); expectations of the
 * BG/NBD fall like 1 / (alpha + T), what is left of them is smooth.
 */
export function ageCurve(value: (weeks: number) => number, layout: CurveLayout): readonly number[] {
  const { alpha, oldest } = layout
  const held = nodesOf(layout).map((s) => {
    const age = alpha * Math.expm1(((s + 1) / 2) * Math.log1p(oldest / alpha))
    return value(age) * (alpha + age)
  })
  return powersOf(chebyshevOf(held))
}

/** What a curve says at an age in weeks: as the database does it. */
export function alongCurve(
  curve: readonly number[],
  weeks: number,
  { alpha, oldest }: Omit<CurveLayout, 'coefficients'>,
): number {
  const age = Math.min(weeks, oldest)
  const s = (2 * Math.log(1 + age / alpha)) / Math.log(1 + oldest / alpha) - 1
  return curve.reduceRight((sum, coefficient) => sum * s + coefficient, 0) / (alpha + age)
}

function nodesOf({ coefficients }: CurveLayout): number[] {
  return Array.from({ length: coefficients }, (_, k) => Math.cos((Math.PI * (k + 0.5)) / coefficients))
}

/** The coefficients of T₀, T₁, … by the discrete cosine sum. */
function chebyshevOf(held: readonly number[]): number[] {
  const count = held.length
  return held.map((_, j) => {
    const sum = held.reduce((all, at, k) => all + at * Math.cos((Math.PI * j * (k + 0.5)) / count), 0)
    return ((j === 0 ? 1 : 2) * sum) / count
  })
}

/** The same polynomial in powers of s, by T(n + 1) = 2 s T(n) − T(n − 1). */
function powersOf(chebyshev: readonly number[]): number[] {
  const powers = chebyshev.map(() => 0)
  let before: readonly number[] = chebyshev.map(() => 0)
  let now: readonly number[] = chebyshev.map((_, i): number => (i === 0 ? 1 : 0))
  for (const [n, weight] of chebyshev.entries()) {
    for (const [i, power] of now.entries()) powers[i] = (powers[i] ?? 0) + weight * power
    const next = now.map((_, i) => (n === 0 ? 1 : 2) * (now[i - 1] ?? 0) - (n === 0 ? 0 : (before[i] ?? 0)))
    before = now
    now = next
  }
  return powers
}
