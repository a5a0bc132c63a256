/** Places in (0, 1) and their weights: a mean of function values that is exact for polynomials of a high degree. */
export interface Quadrature {
  readonly at: readonly number[]
  readonly weight: readonly number[]
}

/** Gauss-Legendre quadrature with n places, exact up to degree 2n − 1 (Abramowitz & Stegun 1964, 25.4.29). */
export function gaussLegendre(n: number): Quadrature {
  const roots = Array.from({ length: n }, (_, i) => root(n, Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))))
  return {
    at: roots.map((x) => (1 - x) / 2),
    weight: roots.map((x) => 1 / ((1 - x * x) * legendre(n, x).slope ** 2)),
  }
}

/** The root of the Legendre polynomial next to the guess, by Newton's method. */
function root(n: number, guess: number): number {
  let x = guess
  for (let round = 0; round < 10; round++) {
    const { value, slope } = legendre(n, x)
    x -= value / slope
  }
  return x
}

/** The Legendre polynomial of degree n and its derivative, by Bonnet's recursion. */
function legendre(n: number, x: number): { value: number; slope: number } {
  let [before, value] = [1, x]
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k]
  return { value, slope: (n * (x * value - before)) / (x * x - 1) }
}
