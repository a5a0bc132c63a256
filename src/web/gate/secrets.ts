import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret of 256 bits that fits into an address. */
export function freshSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares two texts in a time that tells nothing about either. */
export function sameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(hash(given), hash(wanted))
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
