/** What a group of customers brought, most of them nothing: sums of each customer's revenue and of its powers. */
export interface Revenue {
  readonly customers: number
  /** Customers with a revenue above 0. */
  readonly buyers: number
  readonly sum: number
  readonly squares: number
  readonly cubes: number
}

/** Adds up the revenue of those who brought something, of so many customers in all. */
export function revenueOf(customers: number, values: Iterable<number>): Revenue {
  let [buyers, sum, squares, cubes] = [0, 0, 0, 0]
  for (const value of values) {
    if (value > 0) buyers++
    sum += value
    squares += value ** 2
    cubes += value ** 3
  }
  return { customers, buyers, sum, squares, cubes }
}

/**
 * How many standard deviations the found difference of mean revenue lies above a supposed one. As in the score of
 * Miettinen & Nurminen the variance is that under the supposed difference: what buyers spend is pooled, and the
 * difference lies in how many buy. A group whose few large orders have not come yet is then not taken for a sure one,
 * as Welch's test does. Skewness is taken out as by Gart & Nam (1990, "Approximate Interval Estimation of the
 * Difference in Binomial Parameters: Correction for Skewness", Biometrics 46(3)). Neither group may be empty.
 */
export function revenueScore(first: Revenue, second: Revenue, supposed: number): number {
  const [n, m] = [first.customers, second.customers]
  const [all, sum] = [n + m, first.sum + second.sum]
  const beyond = first.sum / n - second.sum / m - supposed
  if (beyond === 0 || sum <= 0) return 0
  const pooled = { square: (first.squares + second.squares) / sum, cube: (first.cubes + second.cubes) / sum }
  const a = spreadOf(Math.max(0, (sum + m * supposed) / all), pooled)
  const b = spreadOf(Math.max(0, (sum - n * supposed) / all), pooled)
  const variance = (a.variance / n + b.variance / m) * (all / (all - 1))
  if (variance <= 0) return beyond * Number.POSITIVE_INFINITY
  const skewness = (a.third / n ** 2 - b.third / m ** 2) / variance ** 1.5
  return withoutSkewness(beyond / Math.sqrt(variance), skewness)
}

/** The variance and third moment of a customer's revenue with this mean. */
function spreadOf(mean: number, { square, cube }: { readonly square: number; readonly cube: number }) {
  return {
    variance: Math.max(0, mean * square - mean ** 2),
    third: mean * cube - 3 * mean ** 2 * square + 2 * mean ** 3,
  }
}

/** The normal x of which this score is x + skewness/6 · (x² − 1); where there is none, the last there is. */
function withoutSkewness(score: number, skewness: number): number {
  const bend = skewness / 6
  if (Math.abs(bend) < NEGLIGIBLE) return score
  const inside = 1 + 4 * bend * (score + bend)
  return (Math.sqrt(Math.max(0, inside)) - 1) / (2 * bend)
}

const NEGLIGIBLE = 1e-8
