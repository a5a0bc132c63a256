import { type App, type OpenFiles, openFiles, readShopFiles } from '../app/index.ts'
import { type NoRevision, readRevision } from './revision.ts'

/** The shop's files at a git revision and as they are now. */
export interface BothFiles {
  readonly before: OpenFiles
  readonly after: OpenFiles
  /** The revision as it was named, and its commit. */
  readonly revision: string
  readonly commit: string
}

/** Runs `work` with the files of a revision, which lie in a folder of their own until it is done. */
export async function withRevision<T>(
  app: Pick<App, 'dir' | 'files'>,
  revision: string,
  work: (files: BothFiles) => Promise<T>,
): Promise<T | NoRevision> {
  const found = await readRevision(app.dir, revision)
  if ('refused' in found) return found
  try {
    const files = readShopFiles(found.dir)
    const before = files && (await openFiles(files)).value
    const after = (await openFiles(app.files)).value
    if (!before || !after) {
      return { refused: `perennial.yaml of ${revision} cannot be used`, next: 'name a revision in which it is sound' }
    }
    return await work({ before, after, revision, commit: found.commit })
  } finally {
    found.remove()
  }
}
