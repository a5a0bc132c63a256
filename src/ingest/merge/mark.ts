import type { Value } from '../../db/index.ts'

/** A 53-bit hash of a row, to see whether two records of one id say the same (cyrb53, public domain). */
export function markOf(row: readonly Value[]): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (const value of row) {
    const text = value === null ? '\u0001' : String(value)
    for (let i = 0; i <= text.length; i++) {
      const code = i < text.length ? text.charCodeAt(i) : 0x1f
      a = Math.imul(a ^ code, 2654435761)
      b = Math.imul(b ^ code, 1597334677)
    }
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}
