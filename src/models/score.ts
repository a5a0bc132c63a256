/** So many of all. */
export interface Share {
  readonly reached: number
  readonly of: number
}

/**
 * How many standard deviations the found difference of two shares lies above a supposed one; infinite where the supposed
 * one leaves no chance at all. The variance is that of the likeliest shares with the supposed difference, times
 * N/(N − 1) (Miettinen & Nurminen 1985, "Comparative Analysis of Two Rates", Statistics in Medicine 4(2)).
 */
export function scoreOf(first: Share, second: Share, supposed: number): number {
  const beyond = first.reached / first.of - second.reached / second.of - supposed
  if (beyond === 0) return 0
  const share = likeliestSecond(first, second, supposed)
  const all = first.of + second.of
  return beyond / Math.sqrt((varianceOf(share + supposed, first.of) + varianceOf(share, second.of)) * (all / (all - 1)))
}

/**
 * The likeliest second share where the first is higher by `supposed`: the root of a cubic equation, by the cosine
 * (Farrington & Manning 1990, "Test Statistics and Sample Size Formulae ...", Statistics in Medicine 9(12), appendix).
 */
function likeliestSecond(first: Share, second: Share, supposed: number): number {
  const ratio = second.of / first.of
  const [s, t] = [first.reached / first.of, ratio * (second.reached / second.of)]
  const a = 1 + ratio
  const b = -(1 + ratio + s + t + supposed * (ratio + 2)) / (3 * a)
  const c = (supposed ** 2 + supposed * (2 * s + ratio + 1) + s + t) / (3 * a)
  const d = (-s * supposed * (1 + supposed)) / (2 * a)
  const v = b ** 3 - 1.5 * b * c + d
  const u = Math.sqrt(Math.max(0, b ** 2 - c)) * (v < 0 ? -1 : 1)
  const angle = u === 0 ? 0 : (Math.PI + Math.acos(within(-1, v / u ** 3, 1))) / 3
  // Rounding may put it where one of the shares would leave 0 to 1.
  return within(Math.max(0, -supposed), 2 * u * Math.cos(angle) - b - supposed, Math.min(1, 1 - supposed))
}

function varianceOf(share: number, of: number): number {
  return Math.max(0, (share * (1 - share)) / of)
}

function within(low: number, value: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
