/** By how many standard errors the mean of what happened is off the mean of what was expected, customer by customer. */
export function standardErrorsOff(happened: readonly number[], expected: readonly number[]): number {
  const off = happened.map((value, i) => value - (expected[i] ?? 0))
  const mean = off.reduce((sum, value) => sum + value, 0) / off.length
  const variance = off.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (off.length - 1)
  return Math.abs(mean) / Math.sqrt(variance / off.length)
}

/** Pearson's correlation. */
export function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [a, b] = [mean(one), mean(other)]
  const together = one.reduce((sum, value, i) => sum + (value - a) * ((other[i] ?? 0) - b), 0)
  const spread = (values: readonly number[], centre: number) => Math.hypot(...values.map((value) => value - centre))
  return together / (spread(one, a) * spread(other, b))
}
