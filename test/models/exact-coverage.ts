import type { Share } from '../../src/models/index.ts'
import { logGamma } from '../../src/models/special-functions.ts'

/** Where the true difference lies beside an interval. */
export type Place = 'below' | 'inside' | 'above'

/** A true share of so many customers. */
export interface Truth {
  readonly rate: number
  readonly of: number
}

/**
 * How often an interval of a difference holds the true one: the sum of the chances of all outcomes that put it inside.
 * For a given second count the outcomes inside follow one another, so that their ends are found by halving.
 */
export function coverageOf(placeOf: (first: Share, second: Share, difference: number) => Place, a: Truth, b: Truth) {
  const [first, second] = [outcomes(a), outcomes(b)]
  const difference = a.rate - b.rate
  let covered = 0
  for (const [i, chance] of second.chances.entries()) {
    if (chance < NEGLIGIBLE) continue
    const other = { reached: second.least + i, of: b.of }
    const place = (k: number) => placeOf({ reached: first.least + k, of: a.of }, other, difference)
    // The more reach the goal, the further down the true difference lies.
    const from = firstWhere(first.chances.length, (k) => place(k) !== 'above')
    const to = firstWhere(first.chances.length, (k) => place(k) === 'below')
    covered += chance * ((first.below[to] ?? 1) - (first.below[from] ?? 1))
  }
  return covered
}

/** All counts that are not next to impossible: their chances, and the chance of a lesser one. */
function outcomes({ rate, of }: Truth) {
  const reach = 9 * (Math.sqrt(of * rate * (1 - rate)) + 1)
  const [least, most] = [Math.max(0, Math.floor(of * rate - reach)), Math.min(of, Math.ceil(of * rate + reach))]
  const chances = Array.from({ length: most - least + 1 }, (_, i) => binomial(least + i, of, rate))
  const below = [0]
  for (const chance of chances) below.push((below.at(-1) ?? 0) + chance)
  return { least, chances, below }
}

function binomial(k: number, n: number, p: number): number {
  const ways = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
  return Math.exp(ways + k * Math.log(p) + (n - k) * Math.log1p(-p))
}

function firstWhere(length: number, isThere: (k: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isThere(middle)) high = middle
    else low = middle + 1
  }
  return low
}

const NEGLIGIBLE = 1e-12
