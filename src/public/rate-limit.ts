import type { Instant } from '../clock.ts'

/** Says of each address whether it has asked too often; it remembers only the running minute. */
export interface RateLimit {
  /** Counts one and tells whether it is still within the limit. */
  take(address: string, now: Instant): 'free' | 'too many'
}

/** At most `most` a minute for one address. A flood of addresses cannot fill the memory: then all are forgotten. */
export function rateLimit(most: number): RateLimit {
  let minute = 0
  const counts = new Map<string, number>()
  return {
    take(address, now) {
      const current = Math.floor(now / 60_000)
      if (current !== minute || counts.size > MOST_ADDRESSES) {
        minute = current
        counts.clear()
      }
      const count = (counts.get(address) ?? 0) + 1
      counts.set(address, count)
      return count > most ? 'too many' : 'free'
    },
  }
}

const MOST_ADDRESSES = 100_000
