/** Chance that can be repeated: the same seed gives the same rules and customers. */
export interface Random {
  /** 0 ≤ number < 1. */
  number(): number
  /** A whole number from `least` to `most`, both in. */
  whole(least: number, most: number): number
  chance(share: number): boolean
  pick<T>(items: readonly T[]): T
  /** Up to `most` different items, at least one. */
  some<T>(items: readonly T[], most: number): T[]
}

/** A small generator of random numbers (mulberry32, Tommy Ettinger). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (least: number, most: number) => least + Math.floor(number() * (most - least + 1))
  const pick = <T>(items: readonly T[]): T => items[whole(0, items.length - 1)] as T
  return {
    number,
    whole,
    pick,
    chance: (share) => number() < share,
    some(items, most) {
      const count = whole(1, Math.min(most, items.length))
      return [...items]
        .map((item) => ({ item, order: number() }))
        .sort((a, b) => a.order - b.order)
        .slice(0, count)
        .map(({ item }) => item)
    },
  }
}
