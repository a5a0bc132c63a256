import {
  type BgNbd,
  bgNbdAlive,
  bgNbdExpectedOrders,
  fitBgNbd,
  fitParetoNbd,
  type Fit,
  gatherHistories,
  type History,
  medianWeeksToNextOrder,
  type ParetoNbd,
  paretoNbdAlive,
  paretoNbdExpectedOrders,
} from '../models/index.ts'
import type { Purchases } from './read-purchases.ts'

/** The models of orders. */
export const orderModels = ['bg-nbd', 'pareto-nbd'] as const
export type OrderModel = (typeof orderModels)[number]

/** A model of a shop's orders as plain data, or why there is none. */
export type Fitted = Usable | { readonly outcome: 'not converged' } | Extract<Fit<never>, { outcome: 'too few' }>

export interface Usable {
  readonly outcome: 'converged'
  readonly model: OrderModel
  readonly parameters: Readonly<Record<string, number>>
  readonly standardErrors: Readonly<Record<string, number>> | undefined
  readonly logLikelihood: number
  /** How many were fitted, and of whom. */
  readonly customers: number
  readonly of: 'everybody' | 'a sample'
}

/** What a model answers. */
export interface Asking {
  alive(history: History): number
  /** Orders of the next weeks. */
  expectedOrders(history: History, weeks: number): number
  /** Weeks within which half of such customers, if they are still here, order again. */
  weeksToNextOrder(history: History): number
}

/** What the models see of a customer on a day, in weeks. */
export function historyOn({ first, last, days }: Purchases, day: number): History {
  return { x: days - 1, tx: (last - first) / 7, T: (day - first) / 7 }
}

/** Fits a model of orders to everybody, or to a seeded sample where their histories are too many. */
export function fitOrders(model: OrderModel, purchases: Iterable<Purchases>, day: number): Fitted {
  const { cells, of } = gatherHistories(historiesOn(purchases, day))
  const fit: Fit<BgNbd> | Fit<ParetoNbd> = model === 'bg-nbd' ? fitBgNbd(cells) : fitParetoNbd(cells)
  if (fit.outcome === 'too few') return fit
  if (fit.outcome === 'not converged') return { outcome: 'not converged' }
  const { outcome, parameters, standardErrors, logLikelihood, customers } = fit
  const errors = standardErrors && plain(standardErrors)
  return { outcome, model, of, parameters: plain(parameters), standardErrors: errors, logLikelihood, customers }
}

function* historiesOn(purchases: Iterable<Purchases>, day: number): Generator<History> {
  for (const one of purchases) yield historyOn(one, day)
}

/** A fitted model that can be asked. */
export function asking({ model, parameters }: Usable): Asking {
  if (model === 'pareto-nbd') {
    const { r = 0, alpha = 0, s = 0, beta = 0 } = parameters
    const known = { r, alpha, s, beta }
    return {
      alive: (history) => paretoNbdAlive(known, history),
      expectedOrders: (history, weeks) => paretoNbdExpectedOrders(known, history, weeks),
      weeksToNextOrder: (history) => medianWeeksToNextOrder(known, history),
    }
  }
  const { r = 0, alpha = 0, a = 0, b = 0 } = parameters
  const known = { r, alpha, a, b }
  return {
    alive: (history) => bgNbdAlive(known, history),
    expectedOrders: (history, weeks) => bgNbdExpectedOrders(known, history, weeks),
    weeksToNextOrder: (history) => medianWeeksToNextOrder(known, history),
  }
}

function plain(parameters: object): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(parameters))
}
