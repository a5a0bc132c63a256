import { ageCurves } from '../db/index.ts'
import { ageCurve, type BgNbd, bgNbdAlive, bgNbdExpectedOrders, lifetimeValue } from '../models/index.ts'

/** What the curves are for: how many days ahead, and by what share money a year from now is worth less. */
export interface Ahead {
  readonly days: number
  readonly discount: number
}

/** What is expected of who has not left, with x repeat orders, by age: as polynomials that a database can tell. */
export interface ExpectedCurves {
  readonly x: number
  readonly orders: readonly number[]
  readonly discounted: readonly number[]
}

/** The curves of one number of repeat orders. */
export function expectedCurves(parameters: BgNbd, x: number, { days, discount }: Ahead): ExpectedCurves {
  const layout = { ...ageCurves, alpha: parameters.alpha }
  const horizon = { weeks: days / 7, yearlyDiscount: discount, margin: 1 }
  // When the last order was says only who is still there: of who is, it says nothing more.
  const ofAlive = (T: number) => {
    const history = { x, tx: T, T }
    const alive = bgNbdAlive(parameters, history)
    return (weeks: number) => bgNbdExpectedOrders(parameters, history, weeks) / alive
  }
  return {
    x,
    orders: ageCurve((T) => ofAlive(T)(horizon.weeks), layout),
    discounted: ageCurve((T) => lifetimeValue(ofAlive(T), 1, horizon), layout),
  }
}
