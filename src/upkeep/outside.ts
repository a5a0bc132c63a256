import { resolveCname, resolveTxt } from 'node:dns/promises'
import { readdirSync, statfsSync, statSync } from 'node:fs'

/** Everything outside the shop that `doctor` asks; tests bring answers of their own. */
export interface Outside {
  /** The version of Node that runs this. */
  readonly node: string
  /** TXT or CNAME records of a name; empty when there are none. Throws when nobody answers. */
  records(type: 'TXT' | 'CNAME', name: string): Promise<readonly string[]>
  /** A GET that follows no redirect. Throws when nobody answers. */
  visit(url: string, signal: AbortSignal): Promise<{ readonly status: number; readonly date: string | undefined }>
  /** Free bytes on the disk of a file. */
  freeBytes(dir: string): number
  /** Of a file that is there: its bytes, and the permissions of others than its owner. */
  file(path: string): { readonly bytes: number; readonly others: number } | undefined
  /** Names in a folder that is there. */
  names(dir: string): readonly string[]
}

/** The real world. */
export const realOutside: Outside = {
  node: process.versions.node,
  async records(type, name) {
    try {
      return type === 'CNAME' ? await resolveCname(name) : (await resolveTxt(name)).map((parts) => parts.join(''))
    } catch (error) {
      if (isAbsent(error)) return []
      throw error
    }
  },
  async visit(url, signal) {
    const response = await fetch(url, { redirect: 'manual', signal })
    await response.body?.cancel()
    return { status: response.status, date: response.headers.get('date') ?? undefined }
  },
  freeBytes(dir) {
    const { bavail, bsize } = statfsSync(dir)
    return bavail * bsize
  },
  file(path) {
    const found = statSync(path, { throwIfNoEntry: false })
    return found && { bytes: found.size, others: process.platform === 'win32' ? 0 : found.mode & 0o077 }
  },
  names: (dir) => readdirSync(dir),
}

/** The name is not there, or has no record of this kind: an answer, and not a failure to get one. */
function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTFOUND' || error.code === 'ENODATA')
}
