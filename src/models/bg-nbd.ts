import { type Cell, type Columns, columnsOf, type History, meanOf } from './cells.ts'
import { type Fit, fitWith } from './fit.ts'
import { hypergeometric, logGamma, logSum } from './special-functions.ts'

/**
 * BG/NBD: customers order at a rate of their own (gamma: r, alpha in weeks) and after each order leave with a chance of
 * their own (beta: a, b). Fader, Hardie & Lee 2005, "Counting Your Customers the Easy Way", Marketing Science 24(2).
 */
export interface BgNbd {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/** The most likely BG/NBD for these customers, or why there is none. The same seed gives the same answer. */
export function fitBgNbd(cells: readonly Cell[], seed = 1): Fit<BgNbd> {
  const columns = columnsOf(cells)
  const rate = Math.max(1e-6, meanOf(cells, ({ x }) => x) / meanOf(cells, ({ T }) => T))
  const logLikelihood = ([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]) => overCells(columns, { r, alpha, a, b })
  return fitWith(cells, {
    logLikelihood,
    guess: [0.5, 0.5 / rate / 2, 1, 3],
    named: ([r = 0, alpha = 0, a = 0, b = 0]) => ({ r, alpha, a, b }),
    seed,
  })
}

/** The log-likelihood of the cells (Fader, Hardie & Lee 2005, equation 6; their A₁ to A₄, summed as logarithms). */
export function bgNbdLogLikelihood(cells: readonly Cell[], parameters: BgNbd): number {
  return overCells(columnsOf(cells), parameters)
}

/** The chance that the customer has not left: 1 for who ordered once only, as one leaves after a repeat order. */
export function bgNbdAlive({ r, alpha, a, b }: BgNbd, { x, tx, T }: History): number {
  // Fader, Hardie & Lee 2008, "Computing P(alive) Using the BG/NBD Model" (note 021).
  return x === 0 ? 1 : 1 / (1 + (a / (b + x - 1)) * Math.exp((r + x) * Math.log((alpha + T) / (alpha + tx))))
}

/**
 * Orders that the customer is expected to place in the next `weeks` (Fader, Hardie & Lee 2005, equation 10). A newcomer
 * (x, tx and T of 0) gets the E(X(t)) of equation 9.
 */
export function bgNbdExpectedOrders(parameters: BgNbd, history: History, weeks: number): number {
  if (weeks <= 0) return 0
  const { r, alpha, b } = parameters
  const { x, T } = history
  // At a = 1 and at a + b = 1 the formula is 0/0; right beside them it is right to eight places.
  const a = apart(parameters.a, [1, 1 - b - x])
  const c = a + b + x - 1
  const z = weeks / (alpha + T + weeks)
  return (c / (a - 1)) * (1 - rest(r + x, a, b + x, z)) * bgNbdAlive(parameters, history)
}

/**
 * (1 − z)ⁿ ₂F₁(n, b; a + b − 1; z), or the same after Euler's transformation (Abramowitz & Stegun 1964, 15.3.3): of the
 * two the one whose series converges up to z = 1, so that neither factor leaves the range of numbers.
 */
function rest(n: number, a: number, b: number, z: number): number {
  const c = a + b - 1
  const [power, first, second] = a > 1 + n ? [n, n, b] : [a - 1, c - n, a - 1]
  const value = Math.exp(power * Math.log1p(-z)) * hypergeometric(first, second, c, z)
  // Nothing times infinity: thousands of orders and a horizon without end, of which nothing is left.
  return Number.isNaN(value) ? 0 : value
}

function apart(value: number, holes: readonly number[]): number {
  return holes.some((hole) => Math.abs(value - hole) < BESIDE) ? value + 2 * BESIDE : value
}

const BESIDE = 1e-7

function overCells({ x, tx, T, customers }: Columns, { r, alpha, a, b }: BgNbd): number {
  const fixed = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b)
  let sum = 0
  let ofX = 0
  for (let i = 0; i < x.length; i++) {
    const orders = x[i] as number
    if (i === 0 || orders !== x[i - 1]) {
      ofX = fixed + logGamma(r + orders) + logGamma(b + orders) - logGamma(a + b + orders)
    }
    const stayed = -(r + orders) * Math.log(alpha + (T[i] as number))
    const left =
      orders === 0
        ? Number.NEGATIVE_INFINITY
        : Math.log(a / (b + orders - 1)) - (r + orders) * Math.log(alpha + (tx[i] as number))
    sum += (customers[i] as number) * (ofX + logSum(stayed, left))
  }
  return sum
}
