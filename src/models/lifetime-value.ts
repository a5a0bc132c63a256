import { gaussLegendre } from './gauss-legendre.ts'

/** What a customer is expected to bring within a horizon. */
export interface Horizon {
  readonly weeks: number
  /** What a year later is worth less: 0.15 says that 1.15 in a year is worth 1 today. */
  readonly yearlyDiscount: number
  /** The share of an order that is earned, 0 to 1; 1 counts revenue. */
  readonly margin: number
}

/**
 * The lifetime value over a horizon: margin × value of an order × discounted expected orders, ∫ e^−δt dE(t) (Fader, Hardie
 * & Lee 2005, "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research 42(4);
 * here with an end). By parts that is e^−δH E(H) + δ ∫ e^−δt E(t) dt, for which five places are enough: E is smooth.
 * `expectedOrders` gives the orders of the next t weeks.
 */
export function lifetimeValue(expectedOrders: (weeks: number) => number, value: number, horizon: Horizon): number {
  return horizon.margin * value * discountedOrders(expectedOrders, horizon)
}

function discountedOrders(expectedOrders: (weeks: number) => number, { weeks, yearlyDiscount }: Horizon): number {
  const delta = Math.log1p(yearlyDiscount) / WEEKS_A_YEAR
  const atEnd = Math.exp(-delta * weeks) * expectedOrders(weeks)
  if (delta === 0) return atEnd
  const held = at.reduce((sum, share, i) => {
    const t = share * weeks
    return sum + (weight[i] ?? 0) * Math.exp(-delta * t) * expectedOrders(t)
  }, 0)
  return atEnd + delta * weeks * held
}

const { at, weight } = gaussLegendre(5)
const WEEKS_A_YEAR = 365.25 / 7
