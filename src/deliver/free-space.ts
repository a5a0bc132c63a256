import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** Below this many free bytes nothing is claimed: what came of it might not be written down (DB-12). */
export const LEAST_FREE = 500 * 1024 * 1024

/** Free bytes on the disk of a database file; undefined where nobody can say. */
export function freeBytes(file: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(dirname(file))
    return bavail * bsize
  } catch {
    return undefined
  }
}
