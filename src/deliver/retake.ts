import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Clock, Instant } from '../clock.ts'
import { mayWrite } from '../consent/index.ts'
import type { BatchesTable, Db } from '../db/index.ts'
import type { Selectable } from 'kysely'
import { closeBatch, holdBatch } from './close-batch.ts'
import type { DeliveryApp, MessageRow } from './delivery-app.ts'
import { type Frozen, purposeOf } from './freeze.ts'
import { inOrder } from './in-order.ts'
import { expired, isOpen, LEASE } from './lease.ts'
import { messageKey } from './message-id.ts'
import { UNCERTAIN } from './outcomes.ts'
import { type RequestContent, unpackRequest } from './request-body.ts'
import { together } from './together.ts'
import { takeTurn } from './turn.ts'

/** A frozen request taken up again, and the messages that were given up on the way. */
export interface Retaken {
  readonly frozen: Frozen | undefined
  readonly uncertain: number
}

/**
 * Takes up the oldest frozen request whose lease has ended, with the same bytes (SEND-05). Where repeating is no longer
 * safe, or may not be, its messages become `uncertain` (SEND-07). Returns undefined when there is none.
 */
export async function retake(app: DeliveryApp, clock: Clock['now']): Promise<Retaken | undefined> {
  const found = await oldestBatch(app.db, clock())
  if (!found) return undefined
  const { body, sha256 } = found
  const content = body && sha256 !== null ? await unpackRequest({ packed: body, sha256 }) : undefined
  return together(app.db, async (trx) => {
    const now = clock()
    if (!(await holdBatch({ db: trx, dialect: app.dialect }, found.key, 'skip'))) return NOTHING
    // Whoever took it up while this one waited for the lock, and died, has counted an attempt.
    const batch = { ...found, ...(await attemptsOf(trx, found.key)) }
    const members = await openMembers(app, trx, batch, now)
    if (members.length === 0) return NOTHING
    const giveUp = givingUp(app, batch, content, now)
    const left = app.provider.unit === 'message' ? members.filter(hasLeft) : []
    // Where no attempt counts, nothing was sent: there is no doubt about who left, and the queue says why they get none.
    const unsent = !giveUp && batch.attempt === 0 ? left : []
    const lost = giveUp ? members : batch.attempt === 0 ? [] : left
    const kept = members.filter((row) => !lost.includes(row) && !unsent.includes(row))
    const why = giveUp ?? 'The customer left before anybody knew whether it was sent'
    await app.dialect.runMany(
      trx,
      UNCERTAIN,
      lost.map((row) => [why, row.key, row.attempt]),
    )
    await app.dialect.runMany(
      trx,
      UNBIND,
      unsent.map((row) => [row.key, row.attempt]),
    )
    await app.dialect.runMany(
      trx,
      RETAKE,
      kept.map((row) => [now + LEASE, row.key, row.attempt]),
    )
    if (!content || kept.length === 0) {
      await closeBatch(trx, { batch: batch.key, members: members.map((row) => row.key) })
      return { frozen: undefined, uncertain: lost.length }
    }
    const begun = await beginAttempt(trx, batch.key, now)
    const goesAt = await takeTurn(trx, app.provider, purposeOf(kept), now)
    const frozen = frozenAgain(app, content, kept, { ...begun, goesAt, batch: batch.key, leaseUntil: now + LEASE })
    return { frozen, uncertain: lost.length }
  })
}

/** Somebody else was faster. */
const NOTHING: Retaken = { frozen: undefined, uncertain: 0 }

/**
 * Puts claimed messages back whose lease ended before they were frozen: nothing of them was sent. Those that somebody is
 * changing at this moment are left to them.
 */
export async function requeue(app: DeliveryApp, now: Instant): Promise<void> {
  await together(app.db, async (trx) => {
    await sql`
      update messages
      set state = 'queued', lease_until = null
      where ${inOrder(app.dialect, abandoned(now), 'skip')}`.execute(trx)
  })
}

function abandoned(now: Instant): RawBuilder<SqlBool> {
  return sql`${isOpen}
          and state = 'claimed'
          and batch is null
          and ${expired(now)}`
}

async function oldestBatch(db: Db, now: Instant): Promise<Selectable<BatchesTable> | undefined> {
  const { rows } = await sql<Selectable<BatchesTable>>`
    with
    -- the oldest request one of whose messages waits for an answer nobody will give
    waiting as (
      select min(batch) as batch
      from messages
      where ${isOpen}
        and state = 'claimed'
        and batch is not null
        and ${expired(now)}
    )
    select batches.*
    from batches
    join waiting on waiting.batch = batches.key`.execute(db)
  return rows[0]
}

async function attemptsOf(
  trx: Db,
  batch: number,
): Promise<Pick<Selectable<BatchesTable>, 'attempt' | 'first_attempt_at'>> {
  return trx
    .selectFrom('batches')
    .select(['attempt', 'first_attempt_at'])
    .where('key', '=', batch)
    .executeTakeFirstOrThrow()
}

type Member = MessageRow & { may_write: 'yes' | 'no' }

async function openMembers(
  app: DeliveryApp,
  trx: Db,
  batch: Selectable<BatchesTable>,
  now: Instant,
): Promise<Member[]> {
  const ctx = { db: trx, dialect: app.dialect, now }
  const [customer, purpose, topic] = [
    sql.ref('messages.customer'),
    sql.ref('messages.purpose'),
    sql.ref('messages.topic'),
  ]
  const may = mayWrite(ctx, { customer, purpose, topic })
  const { rows } = await sql<Member>`
    select messages.*, case when ${may} then 'yes' else 'no' end as may_write
    from messages
    where ${isOpen}
      and state = 'claimed'
      and batch = ${batch.key}
      and ${expired(now)}
    order by key
    ${app.dialect.locked('wait', 'messages')}`.execute(trx)
  return rows
}

/** Why a stored request must not be sent once more, as a sentence, or undefined when it may. */
function givingUp(
  app: DeliveryApp,
  batch: Selectable<BatchesTable>,
  content: RequestContent | undefined,
  now: Instant,
): string | undefined {
  if (batch.provider !== app.provider.name) {
    return `It was handed to ${batch.provider}, which is no longer the shop’s provider, and nobody knows what came of it`
  }
  if (!content) return 'The stored request is damaged, and nobody knows whether it was sent'
  // An attempt that surely sent nothing counts for none: then there is nothing to repeat yet.
  if (batch.attempt === 0) return undefined
  const age = Math.abs(now - (batch.first_attempt_at ?? batch.created_at))
  if (age >= app.provider.repeatable) return 'Too late to repeat it without the risk of sending it twice'
  return undefined
}

function hasLeft(row: Member): boolean {
  return row.may_write === 'no'
}

/** Counts the attempt in the row itself, for what was read before this transaction may be old. */
async function beginAttempt(
  trx: Db,
  batch: number,
  now: Instant,
): Promise<Pick<Frozen, 'attempt' | 'firstAttemptAt'> & { readonly key: string }> {
  const { rows } = await sql<{ attempt: number; first_attempt_at: Instant; request_key: string }>`
    update batches
    set attempt = attempt + 1, first_attempt_at = coalesce(first_attempt_at, ${now})
    where key = ${batch}
    returning attempt, first_attempt_at, request_key`.execute(trx)
  const row = rows[0]
  if (!row) throw new Error(`the stored request ${batch} is gone`)
  return { attempt: Number(row.attempt), firstAttemptAt: Number(row.first_attempt_at), key: row.request_key }
}

type Begun = Pick<Frozen, 'attempt' | 'firstAttemptAt' | 'goesAt' | 'leaseUntil' | 'batch'> & { readonly key: string }

/** Where the key belongs to the request all of it goes again, also what is settled: fewer bytes would be refused. */
function frozenAgain(app: DeliveryApp, content: RequestContent, kept: readonly Member[], begun: Begun): Frozen {
  const rowOf = new Map(kept.map((row) => [row.key, { ...row, attempt: row.attempt + 1 }]))
  const whole = app.provider.unit === 'request'
  const messages = content.messages.filter(({ id }) => whole || rowOf.has(messageKey(id)))
  const { key, ...attempt } = begun
  return {
    ...attempt,
    request: { key, at: content.at, messages },
    members: content.messages.map(({ id }) => messageKey(id)),
    rows: messages.map(({ id }) => rowOf.get(messageKey(id))),
  }
}

const UNBIND = `
  update messages
  set state = 'queued', batch = null, lease_until = null, first_attempt_at = null
  where key = ?
    and attempt = ?
    and state = 'claimed'`

const RETAKE = `
  update messages
  set attempt = attempt + 1, lease_until = ?
  where key = ?
    and attempt = ?
    and state = 'claimed'`
