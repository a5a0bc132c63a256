/** How many customers a campaign took in or held out, and how many of them did what it is for. */
export interface HoldoutCounts {
  readonly campaign: string
  readonly treated: number
  readonly treatedReached: number
  readonly heldOut: number
  readonly heldOutReached: number
}

/** A difference of shares (0 to 1), with the interval that holds it 95 times in 100. */
export interface Difference {
  readonly difference: number
  readonly low: number
  readonly high: number
}

/** What a campaign brings. */
export interface Lift extends Difference {
  readonly verdict: 'works' | 'harms' | 'not proven'
}

/** So many of all. */
export interface Share {
  readonly reached: number
  readonly of: number
}

/** 1.96 standard deviations: 95 percent. */
const Z = 1.959964

/** The difference between customers who were taken in and those held out; undefined where nobody is in one of them. */
export function liftOf(counts: HoldoutCounts): Lift | undefined {
  const { treated, treatedReached, heldOut, heldOutReached } = counts
  if (treated === 0 || heldOut === 0) return undefined
  const found = differenceOf({ reached: treatedReached, of: treated }, { reached: heldOutReached, of: heldOut })
  return { ...found, verdict: found.low > 0 ? 'works' : found.high < 0 ? 'harms' : 'not proven' }
}

/**
 * How much higher the first share is than the second, by Newcombe's hybrid score interval (1998, method 10): right for
 * small groups and for shares near 0. Neither may be of nobody.
 */
export function differenceOf(first: Share, second: Share): Difference {
  const [a, b] = [wilson(first.reached, first.of), wilson(second.reached, second.of)]
  const difference = a.share - b.share
  const low = difference - Math.hypot(a.share - a.low, b.high - b.share)
  const high = difference + Math.hypot(a.high - a.share, b.share - b.low)
  return { difference, low, high }
}

/** Wilson's score interval of a share. */
function wilson(reached: number, of: number): { readonly share: number; readonly low: number; readonly high: number } {
  const share = reached / of
  const middle = (share + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of)
  const reach = (Z * Math.sqrt((share * (1 - share)) / of + (Z / (2 * of)) ** 2)) / (1 + Z ** 2 / of)
  return { share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}
