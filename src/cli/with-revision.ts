import type { App } from '../app/index.ts'
import type { BothFiles } from '../diff/index.ts'
import { Failure } from './failure.ts'

/** Runs `work` with the files of a revision; one that cannot be read is a wrong usage. */
export async function withRevision<T extends object>(
  app: App,
  revision: string,
  work: (files: BothFiles) => Promise<T>,
): Promise<T> {
  const { withRevision: withFilesOf } = await import('../diff/index.ts')
  const done = await withFilesOf(app, revision, async (files) => ({ value: await work(files) }))
  if ('refused' in done) throw new Failure(done.refused, done.next)
  return done.value
}
