import type { Lifetime } from '../../config/shop.ts'
import { type Reading, readings } from './figures-of.ts'
import { type Quartiles, quartilesOf } from './quartiles.ts'
import {
  type Averages,
  averagesOf,
  type LifetimeValues,
  lifetimeValuesOf,
  type RetentionRates,
  ratesOf,
} from './rates.ts'
import type { Totals, Turnover } from './totals.ts'

/** Who stayed by one reading, in counts and as shares of the start. */
export interface Retention extends Readonly<Turnover>, RetentionRates {
  readonly reading: Reading
}

/** All numbers of a base as plain data. Money is in minor units; averages are not rounded. */
export interface RetentionNumbers extends Readonly<Omit<Totals, 'turnover' | 'gaps'>> {
  readonly retention: readonly Retention[]
  readonly averages: Averages
  /** Days between orders. */
  readonly gaps: Quartiles | undefined
  readonly lifetime: LifetimeValues
}

/** The numbers of sums. */
export function numbersOf(totals: Totals, lifetime: Lifetime): RetentionNumbers {
  const { turnover, gaps, ...sums } = totals
  return {
    ...sums,
    retention: readings.map((reading) => ({ reading, ...turnover[reading], ...ratesOf(turnover[reading]) })),
    averages: averagesOf(totals),
    gaps: quartilesOf(gaps),
    lifetime: lifetimeValuesOf(totals, lifetime),
  }
}
