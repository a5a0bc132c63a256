import type { Spending } from './gamma-gamma.ts'
import { sampleOf } from './sample-of.ts'

/**
 * Reads spending once, as it comes, and keeps no more than `most` customers: everybody as long as they are so few, else a
 * sample in which each is as likely as any other, the same one for the same seed and order.
 */
export function gatherSpending(spending: Iterable<Spending>, { most = 50_000, seed = 1 } = {}): Spending[] {
  const { sample, add } = sampleOf<Spending>(most, seed)
  for (const one of spending) add(one)
  return sample
}
