import { shortageOfValues } from './enough.ts'
import { type Fit, found } from './fit.ts'
import { logGamma } from './special-functions.ts'

/**
 * Gamma-Gamma: the values of a customer's orders vary around a mean of her own (gamma: p), and the means vary between
 * customers (q, gamma in the unit of money). Fader & Hardie 2013, "The Gamma-Gamma Model of Monetary Value" (note 025).
 */
export interface GammaGamma {
  readonly p: number
  readonly q: number
  readonly gamma: number
}

/** Customers with x repeat orders of this mean value each, in any unit of money; the first order is left out. */
export interface Spending {
  readonly x: number
  readonly mean: number
  /** How many customers have just this; 1 where it is left out. */
  readonly customers?: number
}

/**
 * The most likely Gamma-Gamma, or why there is none. Who has no repeat order, or only free ones, says nothing about
 * values and is left out (note 025).
 */
export function fitGammaGamma(spending: Iterable<Spending>, seed = 1): Fit<GammaGamma> {
  const columns = columnsOf(spending)
  const shortage = shortageOfValues(columns.total)
  if (shortage) return shortage
  const named = ([p = 0, q = 0, gamma = 0]: readonly number[]) => ({ p, q, gamma })
  return found(
    { logLikelihood: (at) => overAll(columns, named(at)), guess: [4, 4, (columns.grand * 3) / 4], named, seed },
    columns.total,
  )
}

/** The log-likelihood of the mean values (note 025, equation 1a), in the unit of money that they have. */
export function gammaGammaLogLikelihood(spending: Iterable<Spending>, parameters: GammaGamma): number {
  return overAll(columnsOf(spending), parameters)
}

/**
 * The expected value of the customer's orders (note 025): her own mean, drawn towards that of all customers
 * the more the fewer orders she has. For x of 0 it is the mean of all. Undefined where the model gives infinity (values
 * so uneven that they have no mean).
 */
export function expectedOrderValue({ p, q, gamma }: GammaGamma, { x, mean }: Spending): number | undefined {
  return p * x + q > 1 ? (p * (gamma + x * mean)) / (p * x + q - 1) : undefined
}

interface Columns {
  readonly x: Float64Array
  readonly mean: Float64Array
  readonly customers: Float64Array
  readonly total: number
  /** The mean over customers of their means. */
  readonly grand: number
}

function columnsOf(spending: Iterable<Spending>): Columns {
  const all = [...spending].filter(({ x, mean }) => x > 0 && mean > 0).sort((a, b) => a.x - b.x)
  const total = all.reduce((sum, { customers = 1 }) => sum + customers, 0)
  return {
    x: Float64Array.from(all, ({ x }) => x),
    mean: Float64Array.from(all, ({ mean }) => mean),
    customers: Float64Array.from(all, ({ customers = 1 }) => customers),
    total,
    grand: all.reduce((sum, { mean, customers = 1 }) => sum + mean * customers, 0) / total,
  }
}

function overAll({ x, mean, customers }: Columns, { p, q, gamma }: GammaGamma): number {
  const fixed = q * Math.log(gamma) - logGamma(q)
  let sum = 0
  let ofX = 0
  for (let i = 0; i < x.length; i++) {
    const [orders, value] = [x[i] as number, mean[i] as number]
    const shape = p * orders
    if (i === 0 || orders !== x[i - 1]) {
      ofX = fixed + logGamma(shape + q) - logGamma(shape) + shape * Math.log(orders)
    }
    sum +=
      (customers[i] as number) * (ofX + (shape - 1) * Math.log(value) - (shape + q) * Math.log(gamma + orders * value))
  }
  return sum
}
