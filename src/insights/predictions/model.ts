import {
  bgNbdAlive,
  bgNbdExpectedOrders,
  expectedOrderValue,
  fitBgNbd,
  fitGammaGamma,
  fitParetoNbd,
  type Fit,
  type GammaGamma,
  gatherHistories,
  type History,
  medianWeeksToNextOrder,
  paretoNbdAlive,
  paretoNbdExpectedOrders,
} from '../../models/index.ts'
import type { Purchases } from './read-purchases.ts'

/** The models of orders. */
export const orderModels = ['bg-nbd', 'pareto-nbd'] as const
export type OrderModel = (typeof orderModels)[number]

/** A model of a shop's orders that can be asked, or why there is none. */
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
export function fitOrders(model: OrderModel, purchases: readonly Purchases[], day: number): Fitted {
  const { cells, of } = gatherHistories(purchases.map((one) => historyOn(one, day)))
  if (model === 'pareto-nbd') {
    return usable(fitParetoNbd(cells), { model, of }, (parameters) => ({
      alive: (history) => paretoNbdAlive(parameters, history),
      expectedOrders: (history, weeks) => paretoNbdExpectedOrders(parameters, history, weeks),
      weeksToNextOrder: (history) => medianWeeksToNextOrder(parameters, history),
    }))
  }
  return usable(fitBgNbd(cells), { model, of }, (parameters) => ({
    alive: (history) => bgNbdAlive(parameters, history),
    expectedOrders: (history, weeks) => bgNbdExpectedOrders(parameters, history, weeks),
    weeksToNextOrder: (history) => medianWeeksToNextOrder(parameters, history),
  }))
}

type Asking = Pick<Usable, 'alive' | 'expectedOrders' | 'weeksToNextOrder'>

function usable<P extends object>(
  fit: Fit<P>,
  about: Pick<Usable, 'model' | 'of'>,
  asking: (parameters: P) => Asking,
): Fitted {
  if (fit.outcome === 'too few') return fit
  if (fit.outcome === 'not converged') return { outcome: 'not converged' }
  const { parameters, standardErrors, logLikelihood, customers } = fit
  return {
    outcome: 'converged',
    ...about,
    parameters: plain(parameters),
    standardErrors: standardErrors && plain(standardErrors),
    logLikelihood,
    customers,
    ...asking(parameters),
  }
}

function plain(parameters: object): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(parameters))
}

/** The value of orders: who ordered again, and on which values, in major units of the shop's currency. */
export function fitValues(purchases: readonly Purchases[]): Fit<GammaGamma> {
  return fitGammaGamma(purchases.map(spendingOf).filter(({ x, mean }) => x > 0 && mean > 0))
}

/** What a customer's next orders will be worth, in minor units; undefined where no mean can be told. */
export function orderValueOf(values: GammaGamma, one: Purchases): number | undefined {
  const { x, mean } = spendingOf(one)
  const value = expectedOrderValue(values, mean > 0 ? { x, mean } : { x: 0, mean: 0 })
  return value === undefined ? undefined : value * MINOR
}

function spendingOf({ days, repeats }: Purchases) {
  const x = days - 1
  return { x, mean: x === 0 ? 0 : repeats / x / MINOR }
}

/** Only a scale, which the fit is quicker with: any unit of money will do. */
const MINOR = 100
