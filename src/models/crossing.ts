import { normalBelow } from './special-functions.ts'

/** Where a Brownian motion stands at time 1, in its standard deviations at that time, and where it drifts in a unit of time. */
export interface Motion {
  readonly from: number
  readonly at: number
  readonly drift: number
}

/**
 * The chance that a Brownian motion has crossed a rising bound by a time: that of crossing its tangent there (Siegmund
 * 1985, "Sequential Analysis", chapter 3), a little less than that of crossing the bound, which lies below it.
 */
export function chanceToCross(bound: (time: number) => number, { from, at, drift }: Motion, time: number): number {
  const step = time * STEP
  const slope = (bound(time + step) - bound(time - step)) / (2 * step)
  const passed = time - at
  const height = bound(time) - slope * passed - from
  if (height <= 0) return 1
  const ahead = (drift - slope) * passed
  const beyond = normalBelow((ahead - height) / Math.sqrt(passed))
  // The second part is a chance as well, made of a large and a small factor.
  const returned = Math.exp(2 * height * (drift - slope)) * normalBelow((-height - ahead) / Math.sqrt(passed))
  return beyond + (Number.isFinite(returned) ? Math.min(1 - beyond, returned) : 0)
}

/** The smallest number from 1 that is enough, to a part of 10,000, or undefined where even the most is not. */
export function smallestEnough(most: number, isEnough: (value: number) => boolean): number | undefined {
  if (isEnough(1)) return 1
  if (!isEnough(most)) return undefined
  let [few, enough] = [1, most]
  while (enough / few > 1 + STEP) {
    const middle = Math.sqrt(few * enough)
    if (isEnough(middle)) enough = middle
    else few = middle
  }
  return enough
}

const STEP = 1e-4
