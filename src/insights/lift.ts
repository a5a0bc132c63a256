/** How many customers a campaign took in or held out, and how many of them did what it is for. */
export interface HoldoutCounts {
  readonly campaign: string
  readonly treated: number
  readonly treatedReached: number
  readonly heldOut: number
  readonly heldOutReached: number
}

/** What a campaign brings: a difference of shares (0 to 1), with the interval that holds it 95 times in 100. */
export interface Lift {
  readonly difference: number
  readonly low: number
  readonly high: number
  readonly verdict: 'works' | 'harms' | 'not proven'
}

/** 1.96 standard deviations: 95 percent. */
const Z = 1.959964

/**
 * The difference between customers who were taken in and those held out, by Newcombe's hybrid score interval (1998,
 * method 10): right for small groups and for shares near 0. Undefined where nobody is in one of the groups.
 */
export function liftOf(counts: HoldoutCounts): Lift | undefined {
  const { treated, treatedReached, heldOut, heldOutReached } = counts
  if (treated === 0 || heldOut === 0) return undefined
  const [a, b] = [wilson(treatedReached, treated), wilson(heldOutReached, heldOut)]
  const difference = a.share - b.share
  const low = difference - Math.hypot(a.share - a.low, b.high - b.share)
  const high = difference + Math.hypot(a.high - a.share, b.share - b.low)
  return { difference, low, high, verdict: low > 0 ? 'works' : high < 0 ? 'harms' : 'not proven' }
}

/** Wilson's score interval of a share. */
function wilson(reached: number, of: number): { readonly share: number; readonly low: number; readonly high: number } {
  const share = reached / of
  const middle = (share + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of)
  const reach = (Z * Math.sqrt((share * (1 - share)) / of + (Z / (2 * of)) ** 2)) / (1 + Z ** 2 / of)
  return { share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}
