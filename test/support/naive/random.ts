import { numbersFrom } from '../numbers-from.ts'

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

/** Choices that are the same for the same seed. */
export function randomFrom(seed: number): Random {
  const number = numbersFrom(seed)
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
