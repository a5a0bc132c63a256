import type { Clock, Instant } from '../clock.ts'
import type { SendRequest } from '../providers/index.ts'
import { addJobs } from '../db/index.ts'
import type { DeliveryApp, MessageRow } from './delivery-app.ts'
import { heirOf } from './heir.ts'
import { holdMessages } from './hold-messages.ts'
import { LEASE } from './lease.ts'
import type { Made } from './make-emails.ts'
import { FAIL } from './outcomes.ts'
import { packRequest } from './request-body.ts'
import { storeBatch } from './store-batch.ts'
import { together } from './together.ts'
import { takeTurn } from './turn.ts'

/** A request whose bytes are in the database: from here on only these bytes may be sent. */
export interface Frozen {
  readonly batch: number
  /** Number of the attempt this is, of the batch; 1: nothing of it was ever handed over before. */
  readonly attempt: number
  readonly firstAttemptAt: Instant
  /** When its turn is, by the rate of the mail service, and how long its messages are ours. */
  readonly goesAt: Instant
  readonly leaseUntil: Instant
  readonly request: SendRequest
  /** Keys of all messages of the batch, also of those whose outcome is known already. */
  readonly members: readonly number[]
  /** The rows of `request.messages`, in the same order; undefined where the outcome is known already. */
  readonly rows: readonly (MessageRow | undefined)[]
}

/**
 * Stores the exact bytes BEFORE the provider is called (SEND-04) and writes off what can never be sent, in one
 * transaction. Returns undefined when there is nothing to send, or when our messages are no longer ours, because their
 * lease ended or somebody else took them: then nothing was stored and what is still ours goes back into the queue.
 */
export async function freeze(
  app: DeliveryApp,
  instance: string,
  made: readonly Made[],
  clock: Clock['now'],
): Promise<{ frozen: Frozen | undefined; failed: number }> {
  const good = made.flatMap((one) => ('message' in one ? [one] : []))
  const bad = made.flatMap((one) => ('failed' in one ? [one] : []))
  const messages = good.map(({ message }) => message)
  const rows = good.map(({ row }) => row)
  const at = clock()
  const body = await packRequest({ at, messages })
  try {
    return await together(app.db, async (trx) => {
      // Asked after the wait for the lock, which must not shorten the time there is to send.
      const now = clock()
      await holdMessages(
        trx,
        app,
        made.map(({ row }) => row),
      )
      const failed = await app.dialect.runMany(
        trx,
        FAIL,
        bad.map(({ row, failed: why }) => [why, row.key, row.attempt]),
      )
      if (rows.length === 0) return { frozen: undefined, failed }
      const mark = `${rows[0]?.key}:${rows[0]?.attempt}`
      const stored = { ...body, now, attempt: 1 as const, mark }
      const { batch, key } = await storeBatch(trx, app.provider.name, instance, stored)
      const leaseUntil = now + LEASE
      const bound = await app.dialect.runMany(
        trx,
        BIND,
        rows.map((row) => [batch, leaseUntil, row.key, row.attempt, now]),
      )
      if (bound !== rows.length) throw new LostLease()
      await addJobs({ db: trx, dialect: app.dialect }, [heirOf(batch, leaseUntil)])
      const frozen: Frozen = {
        batch,
        attempt: 1,
        firstAttemptAt: now,
        goesAt: await takeTurn(trx, app.provider, purposeOf(rows), now),
        leaseUntil,
        request: { key, at, messages },
        members: rows.map((row) => row.key),
        rows,
      }
      return { frozen, failed }
    })
  } catch (error) {
    await release(
      app,
      made.map(({ row }) => row),
    )
    if (error instanceof LostLease) return { frozen: undefined, failed: 0 }
    throw error
  }
}

/** Puts messages back into the queue that are still ours and were never frozen: nothing of them was sent. */
export async function release(app: DeliveryApp, rows: readonly MessageRow[]): Promise<void> {
  await together(app.db, async (trx) => {
    await holdMessages(trx, app, rows)
    await app.dialect.runMany(
      trx,
      RELEASE,
      rows.map((row) => [row.key, row.attempt]),
    )
  })
}

class LostLease extends Error {}

/** Lanes are never mixed, so that the first message speaks for all. */
export function purposeOf(rows: readonly (MessageRow | undefined)[]): 'service' | 'marketing' {
  return rows.find((row) => row !== undefined)?.purpose ?? 'marketing'
}

const BIND = `
  update messages
  set batch = ?, lease_until = ?
  where key = ?
    and attempt = ?
    and state = 'claimed'
    and batch is null
    and lease_until > ?`

const RELEASE = `
  update messages
  set state = 'queued', lease_until = null
  where key = ?
    and attempt = ?
    and state = 'claimed'
    and batch is null`
