import type { Instant } from '../clock.ts'
import { askThread, mayUseThreads } from '../thread/index.ts'
import type { ShopOnThread } from './app-on-thread.ts'
import type { InsightProgress } from './bring-up-to-date.ts'
import type { InsightRange } from './sample-days.ts'
import type { App } from './open-app.ts'

/** What the thread is told. */
export interface InsightOrder extends ShopOnThread {
  readonly range: InsightRange
}

/**
 * Counts all that the pictures of a range need and that is not kept yet, and keeps it. On a thread of its own with its
 * own connection, so that pages are answered meanwhile; over a database in memory, or run from source, between them.
 */
export async function updateInsights(
  app: App,
  now: Instant,
  range: InsightRange,
  onProgress: (progress: InsightProgress) => void,
): Promise<void> {
  if (!mayUseThreads() || app.place === 'memory') {
    const { bringUpToDate } = await import('./bring-up-to-date.ts')
    return bringUpToDate(app, now, range, onProgress)
  }
  const order: InsightOrder = { files: app.files, database: app.settings.database, now, range }
  // Named from the folder above, so that it is found from a bundle beside this folder too.
  const file = new URL('../app/insight-worker.js', import.meta.url)
  // Who stops the program does not wait: what is kept is kept.
  await askThread(file, order, { hear: onProgress, program: 'goes on' })
}
