import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The hashes of erased people that lie beside the database, so that a restored backup can be erased again. */
export function readErased(dir: string): string[] {
  try {
    return readFileSync(erasedFile(dir), 'utf8').split('\n').filter(Boolean)
  } catch {
    return []
  }
}

/** Adds those of some hashes that are not there yet. */
export function noteErased(dir: string, hashes: readonly string[]): void {
  const known = new Set(readErased(dir))
  const news = hashes.filter((hash) => !known.has(hash))
  if (news.length === 0) return
  mkdirSync(join(dir, 'data'), { recursive: true, mode: 0o700 })
  appendFileSync(erasedFile(dir), news.map((hash) => `${hash}\n`).join(''), { mode: 0o600 })
}

function erasedFile(dir: string): string {
  return join(dir, 'data', 'erased')
}
