import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../clock.ts'
import { hashPepper } from '../config/index.ts'
import { erase, erasedAmong, keepErased } from '../consent/index.ts'
import { inTransaction, wipeTraces } from '../db/index.ts'
import { instanceId, messageId } from '../deliver/index.ts'
import type { App } from './open-app.ts'
import { workOffWebhooks } from './work-off-webhooks.ts'

/**
 * Erases a customer (key) for good: from every table, the emails in ./outbox, deleted pages and the write-ahead log
 * (PRIV-03). `under way`: an email to them is in flight, nothing was done. The hashes that keep them suppressed are also
 * written beside the database, so that a restored backup can be erased again.
 */
export async function eraseCustomer(app: App, now: Instant, customer: number): Promise<'erased' | 'under way'> {
  // What waits to be read names people too.
  await workOffWebhooks(app, now)
  const outcome = await eraseRows(app, now, customer)
  if (outcome === 'erased') await wipeTraces(app)
  return outcome
}

/** Erases anew everybody whose hash lies beside the database: after a restore. Returns how many. */
export async function eraseAgain(app: App, now: Instant): Promise<number> {
  const hashes = readErased(app.dir)
  await inTransaction(app.db, (trx) => keepErased({ ...app.at(now), db: trx }, hashes))
  const keys = await erasedAmong(app.at(now), () => hashPepper(app.dir), 'all')
  for (const key of keys) await eraseRows(app, now, key)
  if (keys.length > 0) await wipeTraces(app)
  return keys.length
}

async function eraseRows(app: App, now: Instant, customer: number): Promise<'erased' | 'under way'> {
  const erased = await erase(app.at(now), customer, hashPepper(app.dir))
  if (erased.outcome === 'under way') return 'under way'
  noteErased(app.dir, erased.hashes)
  const instance = await instanceId(app)
  removeEmails(
    app.dir,
    erased.messages.map((key) => messageId(instance, key)),
  )
  return 'erased'
}

function erasedFile(dir: string): string {
  return join(dir, 'data', 'erased')
}

function noteErased(dir: string, hashes: readonly string[]): void {
  mkdirSync(join(dir, 'data'), { recursive: true, mode: 0o700 })
  appendFileSync(erasedFile(dir), hashes.map((hash) => `${hash}\n`).join(''), { mode: 0o600 })
}

function readErased(dir: string): string[] {
  try {
    return readFileSync(erasedFile(dir), 'utf8').split('\n').filter(Boolean)
  } catch {
    return []
  }
}

/** The provider `outbox` writes each email into a file of its own. */
function removeEmails(dir: string, ids: readonly string[]): void {
  const names = new Set(ids.map((id) => `${id}.eml`))
  for (const day of namesIn(join(dir, 'outbox'))) {
    for (const name of namesIn(join(dir, 'outbox', day))) {
      if (names.has(name)) rmSync(join(dir, 'outbox', day, name))
    }
  }
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}
