import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type Db, inTransaction } from '../db/index.ts'
import type { SendRequest } from '../providers/index.ts'
import type { DeliveryApp, MessageRow } from './delivery-app.ts'
import { LEASE } from './lease.ts'
import type { Made } from './make-emails.ts'
import { FAIL } from './outcomes.ts'
import { packRequest } from './request-body.ts'

/** A request whose bytes are in the database: from here on only these bytes may be sent. */
export interface Frozen {
  readonly batch: number
  /** Number of the attempt this is, of the batch. */
  readonly attempt: number
  readonly firstAttemptAt: Instant
  readonly request: SendRequest
  /** Keys of all messages of the batch, also of those whose outcome is known already. */
  readonly members: readonly number[]
  /** The rows of `request.messages`, in the same order. */
  readonly rows: readonly MessageRow[]
}

/**
 * Stores the exact bytes BEFORE the provider is called (SEND-04) and writes off what can never be sent, in one
 * transaction. Returns undefined when there is nothing to send, or when somebody else took our messages meanwhile: then
 * nothing was stored and what is still ours goes back into the queue.
 */
export async function freeze(
  app: DeliveryApp,
  instance: string,
  made: readonly Made[],
  now: Instant,
): Promise<{ frozen: Frozen | undefined; failed: number }> {
  const good = made.flatMap((one) => ('message' in one ? [one] : []))
  const bad = made.flatMap((one) => ('failed' in one ? [one] : []))
  const messages = good.map(({ message }) => message)
  const rows = good.map(({ row }) => row)
  const body = await packRequest({ at: now, messages })
  try {
    return await inTransaction(app.db, async (trx) => {
      const failed = await app.dialect.runMany(
        trx,
        FAIL,
        bad.map(({ row, failed: why }) => [why, row.key, row.attempt]),
      )
      if (rows.length === 0) return { frozen: undefined, failed }
      const { batch, key } = await storeBatch(trx, app, instance, { ...body, rows, now })
      const bound = await app.dialect.runMany(
        trx,
        BIND,
        rows.map((row) => [batch, now + LEASE, row.key, row.attempt]),
      )
      if (bound !== rows.length) throw new LostLease()
      const members = rows.map((row) => row.key)
      const frozen = { batch, attempt: 1, firstAttemptAt: now, request: { key, at: now, messages }, members, rows }
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
  await inTransaction(app.db, (trx) =>
    app.dialect.runMany(
      trx,
      RELEASE,
      rows.map((row) => [row.key, row.attempt]),
    ),
  )
}

class LostLease extends Error {}

/** The key is made of the batch's own number, never of its members (SEND-06). Rows of `batches` are never deleted. */
async function storeBatch(
  trx: Db,
  app: DeliveryApp,
  instance: string,
  made: {
    readonly gzip: Uint8Array
    readonly sha256: string
    readonly rows: readonly MessageRow[]
    readonly now: Instant
  },
): Promise<{ batch: number; key: string }> {
  const { gzip, sha256, rows, now } = made
  const { key: batch } = await trx
    .insertInto('batches')
    .values({
      provider: app.provider.name,
      request_key: `new:${rows[0]?.key}:${rows[0]?.attempt}`,
      body: gzip,
      sha256,
      created_at: now,
      attempt: 1,
      first_attempt_at: now,
      state: 'frozen',
    })
    .returning('key')
    .executeTakeFirstOrThrow()
  const key = `v1:${instance}:${batch}`
  await sql`update batches set request_key = ${key} where key = ${batch}`.execute(trx)
  return { batch, key }
}

const BIND = `
  update messages
  set batch = ?, lease_until = ?
  where key = ?
    and attempt = ?
    and state = 'claimed'
    and batch is null`

const RELEASE = `
  update messages
  set state = 'queued', lease_until = null
  where key = ?
    and attempt = ?
    and state = 'claimed'
    and batch is null`
