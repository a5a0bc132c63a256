/** A seeded source of chance: the same seed gives the same numbers on every machine. */
export interface Chance {
  /** At least 0, less than 1. */
  number(): number
  /** A whole number from `low` to `high`, both in. */
  between(low: number, high: number): number
  /** True for the given share (0 to 1) of calls. */
  happens(share: number): boolean
  /** One of the list, each alike. */
  pick<T>(list: readonly T[]): T
}

/** A generator for a seed text; `sfc32` by Chris Doty-Humphrey (PractRand), seeded by a text hash. */
export function chance(seed: string): Chance {
  const next = sfc32(seed)
  return {
    number: next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    happens: (share) => next() < share,
    pick: (list) => list[Math.floor(next() * list.length)] as never,
  }
}

function sfc32(seed: string): () => number {
  let [a, b, c, counter] = [hash(seed, 1), hash(seed, 2), hash(seed, 3), 1]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let warmUp = 0; warmUp < 12; warmUp++) next()
  return next
}

/** FNV-1a over the UTF-16 units of the text, started differently for each of the generator's words. */
function hash(text: string, salt: number): number {
  let value = 0x811c9dc5 ^ salt
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value
}
