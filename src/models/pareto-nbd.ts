import { type Cell, type Columns, columnsOf, type History, meanOf } from './cells.ts'
import { type Fit, fitWith } from './fit.ts'
import { logLeft } from './pareto-integral.ts'
import { logGamma, logSum } from './special-functions.ts'

/**
 * Pareto/NBD: customers order at a rate of their own (gamma: r, alpha in weeks) until they leave, at any time, at a rate
 * of their own (gamma: s, beta in weeks). Schmittlein, Morrison & Colombo 1987, "Counting Your Customers: Who Are They
 * and What Will They Do Next?", Management Science 33(1).
 */
export interface ParetoNbd {
  readonly r: number
  readonly alpha: number
  readonly s: number
  readonly beta: number
}

/** The most likely Pareto/NBD for these customers, or why there is none. The same seed gives the same answer. */
export function fitParetoNbd(cells: readonly Cell[], seed = 1): Fit<ParetoNbd> {
  const columns = columnsOf(cells)
  const weeks = meanOf(cells, ({ T }) => T)
  const rate = Math.max(1e-6, meanOf(cells, ({ x }) => x) / weeks)
  const named = ([r = 0, alpha = 0, s = 0, beta = 0]: readonly number[]) => ({ r, alpha, s, beta })
  return fitWith(cells, {
    logLikelihood: (at) => overCells(columns, named(at)),
    guess: [0.5, 0.5 / rate / 2, 0.5, weeks / 2],
    named,
    seed,
  })
}

/**
 * The log-likelihood of the cells: Γ(r+x)/Γ(r) · alphaʳ betaˢ · [stayed + left], where stayed = (alpha+T)^−(r+x)
 * (beta+T)^−s and left = ∫ s (alpha+τ)^−(r+x) (beta+τ)^−(s+1) dτ from tx to T (Fader & Hardie 2005, "A Note on Deriving
 * the Pareto/NBD Model", note 009, before the integral is written as a difference of hypergeometric functions).
 */
export function paretoNbdLogLikelihood(cells: readonly Cell[], parameters: ParetoNbd): number {
  return overCells(columnsOf(cells), parameters)
}

/** The chance that the customer has not left (Fader & Hardie 2005): stayed / (stayed + left). */
export function paretoNbdAlive(parameters: ParetoNbd, { x, tx, T }: History): number {
  return 1 / (1 + Math.exp(logLeft(parameters, x, tx, T) - logStayed(parameters, x, T)))
}

/**
 * Orders that the customer is expected to place in the next `weeks` (Schmittlein, Morrison & Colombo 1987; derived
 * again by Fader & Hardie 2005). A newcomer (x, tx and T of 0) gets E(X(t)).
 */
export function paretoNbdExpectedOrders(parameters: ParetoNbd, history: History, weeks: number): number {
  if (weeks <= 0) return 0
  const { r, alpha, s, beta } = parameters
  const { x, T } = history
  const log = Math.log1p(weeks / (beta + T))
  // (1 − e^−(s−1)log) / (s−1), which is the logarithm itself at s = 1.
  const stay = Math.abs(s - 1) * log < 1e-12 ? log : -Math.expm1(-(s - 1) * log) / (s - 1)
  return (((r + x) * (beta + T)) / (alpha + T)) * stay * paretoNbdAlive(parameters, history)
}

function overCells({ x, tx, T, customers }: Columns, parameters: ParetoNbd): number {
  const { r, alpha, s, beta } = parameters
  const fixed = r * Math.log(alpha) + s * Math.log(beta) - logGamma(r)
  let sum = 0
  let ofX = 0
  for (let i = 0; i < x.length; i++) {
    const [orders, last, weeks] = [x[i] as number, tx[i] as number, T[i] as number]
    if (i === 0 || orders !== x[i - 1]) ofX = fixed + logGamma(r + orders)
    const either = logSum(logStayed(parameters, orders, weeks), logLeft(parameters, orders, last, weeks))
    sum += (customers[i] as number) * (ofX + either)
  }
  return sum
}

function logStayed({ r, alpha, s, beta }: ParetoNbd, x: number, T: number): number {
  return -(r + x) * Math.log(alpha + T) - s * Math.log(beta + T)
}
