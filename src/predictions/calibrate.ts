import { asking, fitOrders, type Fitted, historyOn, type OrderModel } from './model.ts'
import type { Purchases } from './read-purchases.ts'

/** Customers with as many repeat orders before the hold-out period: what was expected of them in it, and what came. */
export interface CalibrationRow {
  /** Repeat orders; the last row holds `orMore`. */
  readonly repeats: number
  readonly orMore: boolean
  readonly customers: number
  /** Orders of all of them in the hold-out period. */
  readonly expected: number
  readonly actual: number
}

/** How good the model would have been: fitted on what lies before the hold-out period, asked about it. */
export type Calibration =
  | { readonly outcome: 'measured'; readonly days: number; readonly rows: readonly CalibrationRow[] }
  | Exclude<Fitted, { outcome: 'converged' }>

/**
 * `before` are the purchases up to the hold-out period, which begins on `day`; `after` those up to its end, both by
 * customer. As in Fader, Hardie & Lee 2005, figure 3: conditional expectations by number of repeat orders.
 */
export function calibrate(
  model: OrderModel,
  before: Iterable<Purchases>,
  after: Iterable<Purchases>,
  { day, days }: { readonly day: number; readonly days: number },
): Calibration {
  const fitted = fitOrders(model, before, day)
  if (fitted.outcome !== 'converged') return fitted
  const { expectedOrders } = asking(fitted)
  const rows = Array.from({ length: MOST + 1 }, () => ({ customers: 0, expected: 0, actual: 0 }))
  for (const { one, later } of together(before, after)) {
    const row = rows[Math.min(one.days - 1, MOST)]
    if (!row) continue
    row.customers += 1
    row.expected += expectedOrders(historyOn(one, day), days / 7)
    row.actual += later.days - one.days
  }
  const named = rows.map((row, repeats) => ({ repeats, orMore: repeats === MOST, ...row }))
  return { outcome: 'measured', days, rows: named.filter(({ customers }) => customers > 0) }
}

/** Each customer of `before` with what `after` says of the same one. */
function* together(before: Iterable<Purchases>, after: Iterable<Purchases>) {
  const rest = after[Symbol.iterator]()
  for (const one of before) {
    let { value: later, done } = rest.next()
    while (!done && later && later.customer < one.customer) ({ value: later, done } = rest.next())
    yield { one, later: !done && later?.customer === one.customer ? later : one }
  }
}

/** Rows for 0 to 6 repeat orders, and one for more. */
const MOST = 7
