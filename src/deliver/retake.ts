import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { mayWrite } from '../consent/index.ts'
import { type BatchesTable, type Db, inTransaction } from '../db/index.ts'
import type { Selectable } from 'kysely'
import type { DeliveryApp, MessageRow } from './delivery-app.ts'
import type { Frozen } from './freeze.ts'
import { expired, isOpen, LEASE } from './lease.ts'
import { messageKey } from './message-id.ts'
import { UNCERTAIN } from './outcomes.ts'
import { closeBatch } from './record.ts'
import { type RequestContent, unpackRequest } from './request-body.ts'

/** A frozen request taken up again, and the messages that were given up on the way. */
export interface Retaken {
  readonly frozen: Frozen | undefined
  readonly uncertain: number
}

/**
 * Takes up the oldest frozen request whose lease has ended, with the same bytes (SEND-05). Where repeating is no longer
 * safe, or may not be, its messages become `uncertain` (SEND-07). Returns undefined when there is none.
 */
export async function retake(app: DeliveryApp, now: Instant): Promise<Retaken | undefined> {
  const batch = await oldestBatch(app.db, now)
  if (!batch) return undefined
  const content = batch.body ? await unpackRequest({ gzip: batch.body, sha256: batch.sha256 }) : undefined
  return inTransaction(app.db, async (trx) => {
    const members = await openMembers(app, trx, batch, now)
    const giveUp = givingUp(app, batch, content, now)
    const lost = giveUp ? members : app.provider.unit === 'message' ? members.filter(hasLeft) : []
    const kept = members.filter((row) => !lost.includes(row))
    const why = giveUp ?? 'The customer left before anybody knew whether it was sent'
    await app.dialect.runMany(
      trx,
      UNCERTAIN,
      lost.map((row) => [why, row.key, row.attempt]),
    )
    await app.dialect.runMany(
      trx,
      RETAKE,
      kept.map((row) => [now + LEASE, row.key, row.attempt]),
    )
    await sql`update batches set attempt = attempt + 1 where key = ${batch.key}`.execute(trx)
    if (!content || kept.length === 0) {
      await closeBatch(trx, { batch: batch.key, members: members.map((row) => row.key) })
      return { frozen: undefined, uncertain: lost.length }
    }
    return { frozen: frozenAgain(batch, content, kept), uncertain: lost.length }
  })
}

/** Puts claimed messages back whose lease ended before they were frozen: nothing of them was sent. */
export async function requeue(app: DeliveryApp, now: Instant): Promise<void> {
  await sql`
    update messages
    set state = 'queued', lease_until = null
    where ${isOpen}
      and state = 'claimed'
      and batch is null
      and ${expired(now)}`.execute(app.db)
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
    order by key`.execute(trx)
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
  const age = Math.abs(now - (batch.first_attempt_at ?? batch.created_at))
  if (age >= app.provider.repeatable) return 'Too late to repeat it without the risk of sending it twice'
  return undefined
}

function hasLeft(row: Member): boolean {
  return row.may_write === 'no'
}

function frozenAgain(batch: Selectable<BatchesTable>, content: RequestContent, kept: readonly Member[]): Frozen {
  const rowOf = new Map(kept.map((row) => [row.key, { ...row, attempt: row.attempt + 1 }]))
  const messages = content.messages.filter(({ id }) => rowOf.has(messageKey(id)))
  return {
    batch: batch.key,
    attempt: batch.attempt + 1,
    firstAttemptAt: batch.first_attempt_at ?? batch.created_at,
    request: { key: batch.request_key, at: content.at, messages },
    members: content.messages.map(({ id }) => messageKey(id)),
    rows: messages.map(({ id }) => rowOf.get(messageKey(id)) as MessageRow),
  }
}

const RETAKE = `
  update messages
  set attempt = attempt + 1, lease_until = ?
  where key = ?
    and attempt = ?
    and state = 'claimed'`
