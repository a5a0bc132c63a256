/** As many as are in use at a time, and no piece larger than a batch may be. */
const MOST_SPARE = 4
const LARGEST = 16 * 1024 * 1024

const spare: Buffer[] = []

/**
 * Lends `work` a piece of memory of exactly `size` bytes, with old bytes in it, until its promise is settled. The next
 * one gets the same memory: a new piece of some MB for each request would be the collector's work. Nothing may keep it.
 */
export async function lent<T>(size: number, work: (piece: Buffer) => Promise<T>): Promise<T> {
  const fitting = spare.findIndex((one) => one.length >= size)
  const [kept] = fitting === -1 ? [] : spare.splice(fitting, 1)
  const piece = kept ?? Buffer.allocUnsafeSlow(size + (size >> 2))
  try {
    return await work(piece.subarray(0, size))
  } finally {
    if (piece.length <= LARGEST) spare.unshift(piece)
    if (spare.length > MOST_SPARE) spare.pop()
  }
}

/** Writes pieces one after the other from the start of `target`, which they fill. */
export function fill(target: Buffer, pieces: readonly Uint8Array[]): Buffer {
  let at = 0
  for (const piece of pieces) {
    target.set(piece, at)
    at += piece.byteLength
  }
  return target
}

/** How many bytes pieces have together. */
export function bytesIn(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.byteLength, 0)
}
