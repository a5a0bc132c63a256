import { CHUNK, type Values } from './values.ts'

/** The customers whose value lies between two others, both in. */
export function customersBetween({ chunks }: Values, least: number, most: number): number[] {
  const found: number[] = []
  for (const [chunk, values] of chunks) {
    // By index: an iterator would make a pair for each of a million values.
    for (let place = 0; place < values.length; place++) {
      const value = values[place] ?? Number.NaN
      if (value >= least && value <= most) found.push(chunk * CHUNK + place)
    }
  }
  return found
}

/** How many customers have a value. */
export function countOf({ chunks }: Values): number {
  let count = 0
  for (const values of chunks.values()) {
    for (let place = 0; place < values.length; place++) if (!Number.isNaN(values[place])) count++
  }
  return count
}

/** All values, in no order. */
export function allValues({ chunks }: Values): Float64Array {
  const found = new Float64Array(chunks.size * CHUNK)
  let count = 0
  for (const values of chunks.values()) {
    for (let place = 0; place < values.length; place++) {
      const value = values[place] ?? Number.NaN
      if (!Number.isNaN(value)) found[count++] = value
    }
  }
  return found.subarray(0, count)
}
