import { chiSquareTail, logGamma } from './special-functions.ts'

/** A group of an experiment: its customers, and the part of all that it was to get (any unit: 1 and 1 are halves). */
export interface Group {
  readonly customers: number
  readonly share: number
}

/** Whether the groups are as large as their shares say; `chance` is that of sizes as far off or further by luck alone. */
export interface SampleRatio {
  readonly verdict: 'as planned' | 'not as planned'
  readonly chance: number
}

/**
 * Compares the sizes of groups with their shares. An alarm says that customers were lost or counted twice on the way, so
 * that no difference between the groups can be trusted (Fabijan et al. 2019, "Diagnosing Sample Ratio Mismatch in Online
 * Controlled Experiments", KDD). Pearson's chi-square; where a group is to have few customers, exact binomial sums.
 */
export function sampleRatio(groups: readonly Group[]): SampleRatio {
  const all = groups.reduce((sum, { customers }) => sum + customers, 0)
  const shares = groups.reduce((sum, { share }) => sum + share, 0)
  const parts = groups.map(({ customers, share }) => ({ customers, expected: (all * share) / shares }))
  const chance = all === 0 ? 1 : parts.some(({ expected }) => expected < FEW) ? exact(parts, all) : byChiSquare(parts)
  return { verdict: chance < ALARM ? 'not as planned' : 'as planned', chance }
}

interface Part {
  readonly customers: number
  readonly expected: number
}

function byChiSquare(parts: readonly Part[]): number {
  const sum = parts.reduce((total, { customers, expected }) => total + (customers - expected) ** 2 / expected, 0)
  return chiSquareTail(parts.length - 1, sum)
}

/** The smallest of the groups' chances times how many there are to choose from (Bonferroni); of two, both are the same. */
function exact(parts: readonly Part[], all: number): number {
  const choices = parts.length === 2 ? 1 : parts.length
  return Math.min(
    1,
    choices * Math.min(...parts.map(({ customers, expected }) => binomial(customers, all, expected / all))),
  )
}

/** The chance of a count that is no likelier than this one, on either side. */
function binomial(count: number, all: number, share: number): number {
  if (share <= 0 || share >= 1) return count === all * share ? 1 : 0
  const logChance = (k: number) =>
    logGamma(all + 1) - logGamma(k + 1) - logGamma(all - k + 1) + k * Math.log(share) + (all - k) * Math.log1p(-share)
  const found = logChance(count) + ROUNDING
  let chance = 0
  for (let k = 0; k <= all; k++) if (logChance(k) <= found) chance += Math.exp(logChance(k))
  return Math.min(1, chance)
}

/** Below this chance there is an alarm: the usual bound, since each experiment is checked every day. */
const ALARM = 0.001
/** Customers expected in a group, below which the chi-square distribution is not near enough. */
const FEW = 20
/** Counts that are equally likely must not differ by rounding. */
const ROUNDING = 1e-9
