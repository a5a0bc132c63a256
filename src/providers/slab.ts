/** 4 MB: a hundred emails and a half. */
const SIZE = 4 * 1024 * 1024

let slab = Buffer.alloc(0)
let used = 0

/**
 * The bytes of a text in UTF-8. Many texts share one piece of memory, which goes when the last of them goes: a piece for
 * each would take more time than the writing, and much of the collector's.
 */
export function utf8Bytes(text: string): Uint8Array {
  const most = text.length * 3
  if (most > SIZE / 4) return Buffer.from(text)
  if (used + most > slab.length) {
    slab = Buffer.allocUnsafeSlow(SIZE)
    used = 0
  }
  const written = slab.write(text, used, 'utf8')
  used += written
  return slab.subarray(used - written, used)
}
