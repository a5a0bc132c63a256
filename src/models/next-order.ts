import type { History } from './cells.ts'

/**
 * Weeks until the next order of who is still a customer: half of such customers come sooner, half later. In both models
 * the wait, as long as the customer stays, is Pareto distributed of the second kind, P(wait > t) = (A / (A + t))^R with
 * R = r + x and A = alpha + T (the gamma posterior of the rate; Fader, Hardie & Lee 2005). The median, not the
 * mean: the mean is infinite where R is at most 1, which are those who ordered once.
 */
export function medianWeeksToNextOrder({ r, alpha }: { r: number; alpha: number }, { x, T }: History): number {
  return (alpha + T) * Math.expm1(Math.LN2 / (r + x))
}
