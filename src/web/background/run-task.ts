import type { App, ShopOnThread } from '../../app/index.ts'
import type { Instant } from '../../clock.ts'
import { askThread, mayUseThreads } from '../../thread/index.ts'
import { carryOut } from './carry-out.ts'
import type { OnProgress, Task } from './task.ts'

/** What a thread is given. */
export interface ThreadWork extends ShopOnThread {
  readonly task: Task
}

/** What it says meanwhile: steps done of all. */
export type Progress = readonly [done: number, total: number]

/**
 * Answers a task beside the pages: on a thread of its own, because the database's driver waits for the disk and whoever
 * waits for it can show nothing. Run from source, as in tests, or over a database in memory it works in this thread.
 * `signal` ends it.
 */
export function runTask(
  app: App,
  now: Instant,
  task: Task,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<unknown> {
  if (!mayUseThreads() || app.place === 'memory') return carryOut(app, now, task, onProgress)
  const work: ThreadWork = { files: app.files, database: app.settings.database, now, task }
  // Named from the folder above, so that it is found from a bundle beside this folder too.
  const file = new URL('../web/background/worker.js', import.meta.url)
  const hear = ([done, total]: Progress) => onProgress(done, total)
  // A page that nobody waits for keeps no program running.
  return askThread(file, work, { hear, signal, program: 'goes on' })
}
