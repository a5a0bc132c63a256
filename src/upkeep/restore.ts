import { existsSync } from 'node:fs'
import type { Instant } from '../clock.ts'
import { type DbContext, type Staged, swapIn } from '../db/index.ts'
import { markRestored, startQuarantine } from '../deliver/index.ts'
import { carryLeaving, type Leavers } from './carry-leaving.ts'

/** Puts a staged backup in the place of a database file; gives the name under which an old one is kept. */
export function putBack(staged: Staged, database: string, now: Instant): string | undefined {
  const before = existsSync(database)
  const kept = `${database}.replaced-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}`
  // The mark comes first: killed in between, the database that stays is held back, which costs a word of the operator.
  swapIn(staged, database, kept, () => markRestored(database, now))
  return before ? kept : undefined
}

/** A shop over its restored database. */
export interface RestoredShop extends Pick<DbContext, 'db' | 'dialect'> {
  readonly shop: { readonly provider: string }
}

/** What a restored database was made to know before it may be used. */
export interface Settled {
  readonly leavers: Leavers | 'unreadable' | 'nothing replaced'
  /** `held`: nothing is sent until the operator releases it. */
  readonly sending: 'held' | 'free'
}

/**
 * Makes a restored database safe: who left since the backup has left, and nothing goes out before the operator has
 * looked, because what it thinks unsent may have been sent. A provider that writes files needs no such care.
 */
export async function settleRestored(app: RestoredShop, kept: string | undefined, now: Instant): Promise<Settled> {
  const leavers = kept === undefined ? 'nothing replaced' : await carryLeaving(app.db, kept)
  if (app.shop.provider === 'outbox') return { leavers, sending: 'free' }
  await startQuarantine(app, 'restored', now)
  return { leavers, sending: 'held' }
}
