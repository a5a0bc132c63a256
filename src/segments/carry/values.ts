import type { Numbers } from '../../db/index.ts'

/** What a question ranks, by key of the customer. */
export interface Values {
  /** Not a number: no value. By `customer / CHUNK`. */
  readonly chunks: Map<number, Float64Array>
  readonly changed: Set<number>
}

/** Customers whose values stand in one row. */
export const CHUNK = 4096

/** Values to be filled. */
export function valuesOfNobody(): Values {
  return { chunks: new Map(), changed: new Set() }
}

/** Puts the values of customers in the place of others; none takes one away. */
export function putValues({ chunks, changed }: Values, customers: Numbers, values: Numbers): void {
  let chunk = -1
  let known: Float64Array = new Float64Array()
  // By index: there may be a million of them; mostly one follows the other, in the same chunk.
  for (let i = 0; i < customers.length; i++) {
    const customer = customers[i] ?? 0
    if (Math.floor(customer / CHUNK) !== chunk) {
      chunk = Math.floor(customer / CHUNK)
      known = chunks.get(chunk) ?? new Float64Array(CHUNK).fill(Number.NaN)
      chunks.set(chunk, known)
    }
    const value = values[i] ?? Number.NaN
    if (Object.is(known[customer % CHUNK], value)) continue
    known[customer % CHUNK] = value
    changed.add(chunk)
  }
}
