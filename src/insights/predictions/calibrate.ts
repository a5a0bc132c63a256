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
 * `before` are the purchases up to the hold-out period, which begins on `day`; `after` those up to its end. As in Fader,
 * Hardie & Lee 2005, figure 3: conditional expectations by number of repeat orders.
 */
export function calibrate(
  model: OrderModel,
  before: readonly Purchases[],
  after: readonly Purchases[],
  { day, days }: { readonly day: number; readonly days: number },
): Calibration {
  const fitted = fitOrders(model, before, day)
  if (fitted.outcome !== 'converged') return fitted
  const { expectedOrders } = asking(fitted)
  const total = new Map(after.map((one) => [one.customer, one.days]))
  const rows = Array.from({ length: MOST + 1 }, () => ({ customers: 0, expected: 0, actual: 0 }))
  for (const one of before) {
    const row = rows[Math.min(one.days - 1, MOST)]
    if (!row) continue
    row.customers += 1
    row.expected += expectedOrders(historyOn(one, day), days / 7)
    row.actual += (total.get(one.customer) ?? one.days) - one.days
  }
  const named = rows.map((row, repeats) => ({ repeats, orMore: repeats === MOST, ...row }))
  return { outcome: 'measured', days, rows: named.filter(({ customers }) => customers > 0) }
}

/** Rows for 0 to 6 repeat orders, and one for more. */
const MOST = 7
