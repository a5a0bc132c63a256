import { type App, type OpenFiles, openFiles, readShopFiles } from '../app/index.ts'
import { Failure } from './failure.ts'

/** The shop's files at a git revision and as they are now. */
export interface BothFiles {
  readonly before: OpenFiles
  readonly after: OpenFiles
  /** The revision as it was named, and its commit. */
  readonly revision: string
  readonly commit: string
}

/** Runs `work` with the files of a revision, which lie in a folder of their own until it is done. */
export async function withRevision<T>(app: App, revision: string, work: (files: BothFiles) => Promise<T>): Promise<T> {
  const { readRevision } = await import('../diff/index.ts')
  const found = await readRevision(app.dir, revision)
  if ('refused' in found) throw new Failure(found.refused, found.next)
  try {
    const files = readShopFiles(found.dir)
    const before = files && (await openFiles(files)).value
    const after = (await openFiles(app.files)).value
    if (!before || !after) {
      throw new Failure(`perennial.yaml of ${revision} cannot be used`, 'name a revision in which it is sound')
    }
    return await work({ before, after, revision, commit: found.commit })
  } finally {
    found.remove()
  }
}
