import { fixedClock, type Instant } from '../clock.ts'
import type { Log } from '../log/index.ts'
import type { App } from './open-app.ts'

/** What a thread is given to open the same shop over the same database. */
export interface ShopOnThread {
  readonly files: App['files']
  readonly database: string
  readonly now: Instant
}

/**
 * Opens a shop for a thread, with a connection of its own, and closes it whatever happens. It has no secrets: it may
 * read, count and plan, and cannot send.
 */
export async function withAppOnThread<T>(
  { files, database, now }: ShopOnThread,
  work: (app: App) => Promise<T>,
  log?: Log,
): Promise<T> {
  // Loaded here: commands without a shop import this file too.
  const { openApp } = await import('./open-app.ts')
  const flags = { database, port: undefined, publicPort: undefined }
  const heard = log ? { log } : {}
  const { value: app } = await openApp(files, { flags, env: {}, dotenv: {}, clock: fixedClock(now), ...heard })
  if (!app) throw new Error('the shop does not open')
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}
