/** 4 MB: a hundred emails and a half. */
const SIZE = 4 * 1024 * 1024

let slab = Buffer.alloc(0)
let used = 0

/**
 * The bytes of a text in UTF-8, given in pieces. Many texts share one piece of memory, which goes when the last of them goes: a piece for
 * each would take more time than the writing, and much of the collector's.
 */
export function utf8Bytes(pieces: readonly string[]): Uint8Array {
  const most = pieces.reduce((sum, { length }) => sum + length * 3, 0)
  if (most > SIZE / 4) return Buffer.from(pieces.join(''))
  if (used + most > slab.length) {
    slab = Buffer.allocUnsafeSlow(SIZE)
    used = 0
  }
  const from = used
  for (const piece of pieces) used += slab.write(piece, used, 'utf8')
  return slab.subarray(from, used)
}
