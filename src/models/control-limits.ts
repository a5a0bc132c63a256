/** What is usual of a number that is measured again and again. */
export interface ControlLimits {
  /** The median. */
  readonly centre: number
  readonly low: number
  readonly high: number
}

/** What a number is made of, which says how much chance alone moves it. */
export type Counted =
  /** How often something happened. */
  | { readonly is: 'count' }
  /** A share of so many. */
  | { readonly is: 'share'; readonly of: number }
  | { readonly is: 'amount' }

/** Fewer past values say nothing about what is usual. */
export const LEAST_VALUES = 12
const SIGMAS = 3
/** The standard deviation of a normal distribution / its median absolute deviation. */
const NORMAL = 1.4826

/**
 * Limits of three standard deviations around the median of past values (a Shewhart chart of single values), the
 * deviation estimated by the median absolute deviation, so that a past outlier widens nothing (Hampel 1974; Rousseeuw
 * and Croux 1993). They are never narrower than chance alone makes counts (Poisson) and shares (binomial). Undefined on
 * fewer than twelve values, or where nothing ever varied.
 */
export function controlLimits(past: readonly number[], counted: Counted): ControlLimits | undefined {
  if (past.length < LEAST_VALUES) return undefined
  const centre = medianOf(past)
  const spread = NORMAL * medianOf(past.map((value) => Math.abs(value - centre)))
  const deviation = Math.max(spread, byChance(centre, counted))
  if (!(deviation > 0)) return undefined
  const low = centre - SIGMAS * deviation
  const high = centre + SIGMAS * deviation
  return { centre, low: Math.max(0, low), high: counted.is === 'share' ? Math.min(1, high) : high }
}

function byChance(centre: number, counted: Counted): number {
  if (counted.is === 'amount') return 0
  if (counted.is === 'count') return Math.sqrt(centre)
  const share = Math.min(1, Math.max(0, centre))
  return counted.of === 0 ? 0 : Math.sqrt((share * (1 - share)) / counted.of)
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const at = (i: number) => sorted[i] ?? Number.NaN
  return Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle))
}
