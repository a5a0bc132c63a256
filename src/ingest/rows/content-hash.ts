/**
 * 53 bits of a text as 11 letters and digits (cyrb53, public domain): enough to tell the lines of one order apart; two
 * seeds together tell the events of one customer apart. Not for secrets: a native hash costs ten times as much here.
 */
export function contentHash(text: string, seed = 0): string {
  return hashAfter(hashedSoFar('', seed), text)
}

/** What a hash knows of the beginning of a text, which many texts may share. */
export interface HashedSoFar {
  readonly a: number
  readonly b: number
}

/** Hashes the beginning of a text. */
export function hashedSoFar(text: string, seed = 0): HashedSoFar {
  let a = 0xdeadbeef ^ seed
  let b = 0x41c6ce57 ^ seed
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  return { a, b }
}

/** The content hash of a text by its beginning and the rest of it. */
export function hashAfter(beginning: HashedSoFar, rest: string): string {
  let { a, b } = beginning
  for (let i = 0; i < rest.length; i++) {
    const code = rest.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36).padStart(11, '0')
}
