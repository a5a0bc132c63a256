import { type Share, scoreOf } from './score.ts'

/** A difference of shares (−1 to 1), with the interval that holds it 95 times in 100. */
export interface Difference {
  readonly difference: number
  readonly low: number
  readonly high: number
}

/** 95 percent of a normal distribution lie within so many standard deviations. */
export const Z = 1.959964

/**
 * How much higher the first share is than the second, by the score interval of Miettinen & Nurminen (1985). It is for one
 * look: who looks each day takes `alwaysValidDifference`. Neither share may be of nobody.
 */
export function differenceOf(first: Share, second: Share): Difference {
  return scoreInterval(first, second, Z)
}

/** The differences that lie less than `critical` standard deviations away from what was found. */
export function scoreInterval(first: Share, second: Share, critical: number): Difference {
  const difference = first.reached / first.of - second.reached / second.of
  const isInside = (supposed: number) => Math.abs(scoreOf(first, second, supposed)) <= critical
  return { difference, low: endOf(difference, -1, isInside), high: endOf(difference, 1, isInside) }
}

/** Where the inside ends between a place within and the furthest one, by halving. */
export function endOf(within: number, furthest: number, isInside: (at: number) => boolean): number {
  if (!Number.isFinite(furthest) || isInside(furthest)) return furthest
  let [inside, outside] = [within, furthest]
  for (let round = 0; round < HALVINGS; round++) {
    const middle = (inside + outside) / 2
    if (isInside(middle)) inside = middle
    else outside = middle
  }
  return outside
}

/** 2 halved so often is less than what rounding leaves of a share. */
const HALVINGS = 50
