import type { Lifetime } from '../../config/shop.ts'
import type { Totals, Turnover } from './totals.ts'

/** Shares of the customers at the start; undefined where nobody was there. */
export interface RetentionRates {
  /** ((end - new) / start): who came back counts as kept, so that it can pass 1. */
  readonly retention: number | undefined
  /** kept / start. */
  readonly keptShare: number | undefined
  /** lost / start. */
  readonly churn: number | undefined
}

/** The rates of a turnover; only these four counts are asked for, as in `150, 193, 50, 7`. */
export function ratesOf({ start, end, new: fresh, lost, kept }: Omit<Turnover, 'back'>): RetentionRates {
  return { retention: ratio(end - fresh, start), keptShare: ratio(kept, start), churn: ratio(lost, start) }
}

/** Averages of a period; money in minor units, not rounded. */
export interface Averages {
  /** revenue / orders */
  readonly orderValue: number | undefined
  /** orders / customers who ordered */
  readonly frequency: number | undefined
  /** who ordered twice or more in the period / who ordered in it */
  readonly repeatRate: number | undefined
  /** who ordered twice or more up to the end / who ordered up to the end */
  readonly repeatRateEver: number | undefined
  /** revenue of orders after another one / revenue */
  readonly returningShare: number | undefined
}

/** The averages of a base. */
export function averagesOf(totals: Totals): Averages {
  return {
    orderValue: ratio(totals.revenue, totals.orders),
    frequency: ratio(totals.orders, totals.buyers),
    repeatRate: ratio(totals.buyersTwice, totals.buyers),
    repeatRateEver: ratio(totals.customersTwice, totals.customers),
    returningShare: ratio(totals.returningRevenue, totals.revenue),
  }
}

/** What a customer is worth, by the names of the ways to reckon it; minor units, not rounded. */
export interface LifetimeValues {
  /** All revenue so far / all customers so far. */
  readonly historic: number | undefined
  /** Average value of an order x orders a year x years: revenue, no cost taken off. */
  readonly revenue: number | undefined
  /** The same x margin; undefined without a margin. */
  readonly margin: number | undefined
  /** (average value x frequency x years) - acquisition cost; undefined without one. */
  readonly lessAcquisition: number | undefined
  /** The mean of what a model expects of each customer; undefined while there are no predictions. */
  readonly predicted: number | undefined
}

/** Lifetime values of a base: order value and frequency are those of the 365 days up to the end. */
export function lifetimeValuesOf(totals: Totals, lifetime: Lifetime): LifetimeValues {
  const value = ratio(totals.yearRevenue, totals.yearOrders)
  const frequency = ratio(totals.yearOrders, totals.yearBuyers)
  const revenue = value === undefined || frequency === undefined ? undefined : value * frequency * lifetime.years
  const { margin, acquisitionCost: cost } = lifetime
  return {
    historic: ratio(totals.revenueEver, totals.customers),
    revenue,
    margin: revenue === undefined || margin === undefined ? undefined : revenue * margin,
    lessAcquisition: revenue === undefined || cost === undefined ? undefined : revenue - cost,
    predicted: ratio(totals.predicted, totals.predictable),
  }
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole
}
