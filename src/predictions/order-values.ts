import {
  expectedOrderValue,
  type Fit,
  fitGammaGamma,
  type GammaGamma,
  gatherSpending,
  type Spending,
} from '../models/index.ts'
import type { Purchases } from './read-purchases.ts'

/** The value of orders: who ordered again, and on which values, in major units of the shop's currency. */
export function fitValues(purchases: Iterable<Purchases>): Fit<GammaGamma> {
  return fitGammaGamma(gatherSpending(spendingsOf(purchases)))
}

function* spendingsOf(purchases: Iterable<Purchases>): Generator<Spending> {
  for (const one of purchases) {
    const spending = spendingOf(one)
    if (spending.x > 0 && spending.mean > 0) yield spending
  }
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
