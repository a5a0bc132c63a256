import type { Instant } from '../clock.ts'
import { erase, erasedAmong, keepErased } from '../consent/index.ts'
import { inTransaction } from '../db/index.ts'
import { readErased } from './erased-file.ts'
import type { App } from './open-app.ts'
import { pepperOf } from './pepper.ts'
import { payWipe, type PaidWipe } from './pay-wipe.ts'
import { workOffWebhooks } from './work-off-webhooks.ts'

/**
 * Erases a customer (key) for good: from every table, the emails in ./outbox, deleted pages and the write-ahead log
 * (PRIV-03). `under way`: an email to them is in flight, nothing was done. `wipe` says whether the files are clean too;
 * where another process had the database open, the next command makes up for it.
 */
export async function eraseCustomer(
  app: App,
  now: Instant,
  customer: number,
): Promise<{ readonly outcome: 'erased'; readonly wipe: PaidWipe } | { readonly outcome: 'under way' }> {
  // What waits to be read names people too.
  await workOffWebhooks(app, now)
  const outcome = await erase(app.at(now), customer, pepperOf(app))
  return outcome === 'erased' ? { outcome, wipe: await payWipe(app) } : { outcome }
}

/** Erases anew everybody whose hash lies beside the database: after a restore. Returns how many. */
export async function eraseAgain(app: App, now: Instant): Promise<number> {
  const hashes = readErased(app.dir)
  await inTransaction(app.db, (trx) => keepErased({ ...app.at(now), db: trx }, hashes))
  const keys = await erasedAmong(app.at(now), () => pepperOf(app), 'all')
  for (const key of keys) await erase(app.at(now), key, pepperOf(app))
  await payWipe(app)
  return keys.length
}
