import { createHash } from 'node:crypto'
import type { Value } from '../dialect.ts'

/** A checksum of rows in the order in which they are added; the same rows give the same one in every database. */
export interface Digest {
  add(rows: readonly (readonly Value[])[]): void
  /** SHA-256 of all rows so far, as hex. */
  soFar(): string
}

/** Each row is a line of JSON: numbers and texts as they are, bytes as an array with their hex. */
export function openDigest(): Digest {
  const hash = createHash('sha256')
  return {
    add(rows) {
      hash.update(rows.map((row) => `${JSON.stringify(row.map(written))}\n`).join(''))
    },
    soFar: () => hash.copy().digest('hex'),
  }
}

function written(value: Value): unknown {
  return value instanceof Uint8Array ? [Buffer.from(value).toString('hex')] : value
}
