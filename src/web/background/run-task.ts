import { Worker } from 'node:worker_threads'
import type { App } from '../../app/index.ts'
import type { Instant } from '../../clock.ts'
import { carryOut } from './carry-out.ts'
import type { OnProgress, Task } from './task.ts'

/** What a thread is given: enough to open the same shop over the same database. */
export interface ThreadWork {
  readonly files: App['files']
  readonly database: string
  readonly now: Instant
  readonly task: Task
}

/** What a thread tells. */
export type ThreadWord =
  | { readonly is: 'progress'; readonly done: number; readonly total: number }
  | { readonly is: 'result'; readonly result: unknown }

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
  if (import.meta.url.endsWith('.ts') || app.file === undefined) return carryOut(app, now, task, onProgress)
  const work: ThreadWork = { files: app.files, database: app.settings.database, now, task }
  // Named from the folder above, so that it is found from a bundle beside this folder too.
  const thread = new Worker(new URL('../web/background/worker.js', import.meta.url), { workerData: work })
  // A page that nobody waits for keeps no program running.
  thread.unref()
  return new Promise((resolve, reject) => {
    thread.on('message', (word: ThreadWord) => {
      if (word.is === 'progress') onProgress(word.done, word.total)
      else resolve(word.result)
    })
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('the thread ended before it answered')))
    signal.addEventListener('abort', () => {
      void thread.terminate()
      reject(signal.reason)
    })
  })
}
