import { sql } from 'kysely'
import { mayWrite, pausedUntil, suppressedBy } from '../consent/index.ts'
import type { Clock, Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'
import type { DeliveryApp, MessageRow } from './delivery-app.ts'
import { LEASE } from './lease.ts'
import { together } from './together.ts'

/** Messages that are ours until their lease ends, and how many were left out on the way. */
export interface Claim {
  readonly messages: readonly MessageRow[]
  readonly skipped: number
}

/**
 * Takes up to `most` due messages out of the queue in one transaction, service before marketing. Consent, suppression
 * and `stillWanted` are asked again here: who left a moment ago gets nothing (SEND-03).
 */
export function claim(app: DeliveryApp, clock: Clock['now'], most: number): Promise<Claim> {
  return together(app.db, async (trx) => {
    // Asked after the wait for the lock: what was committed meanwhile lies in the past and is seen.
    const now = clock()
    const ctx = { db: trx, dialect: app.dialect, now }
    const due = await dueMessages(ctx, most)
    const kept = await left(app, ctx, due)
    const skips = due.flatMap(({ key }) => {
      const reason = kept.get(key)
      return reason === undefined ? [] : [[reason, key] as const]
    })
    await app.dialect.runMany(trx, SKIP, skips)
    const taken = due.filter(({ key }) => !kept.has(key))
    await app.dialect.runMany(
      trx,
      CLAIM,
      taken.map(({ key }) => [now + LEASE, now, key]),
    )
    const messages = taken.map((row) => ({
      ...row,
      state: 'claimed' as const,
      attempt: row.attempt + 1,
      lease_until: now + LEASE,
      first_attempt_at: row.first_attempt_at ?? now,
    }))
    return { messages, skipped: skips.length }
  })
}

type DueRow = MessageRow & { suppressed: string; paused_until: number; may_write: 'yes' | 'no' }

/** Service mail has its own lane: a large campaign cannot delay a receipt (SEND-13). */
async function dueMessages(ctx: DbContext, most: number): Promise<DueRow[]> {
  const service = await lane(ctx, 'service', most)
  return permitted(ctx, service.length > 0 ? service : await lane(ctx, 'marketing', most))
}

/**
 * The messages of a lane whose instant has come, the oldest first, and their customers with them: until the claim is
 * committed nobody else claims them, and no word of these customers about what they want to get becomes known.
 */
async function lane(ctx: DbContext, purpose: 'service' | 'marketing', most: number): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select messages.*
    from messages
    join customers on customers.key = messages.customer
    -- without more about the state, so that the index of this lane is used: the other lane may be long
    where messages.state = 'queued'
      and messages.purpose = ${purpose}
      and messages.send_at <= ${ctx.now}
      -- a campaign that stopped itself keeps its place in the queue
      and messages.campaign not in (select campaign from campaign_pauses where released_at is null)
    order by messages.send_at, messages.key
    limit ${most}
    ${ctx.dialect.locked('skip', 'messages', 'customers')}`.execute(ctx.db)
  return rows
}

/** What stands in the way of each, asked after they were locked: what was said before that is seen. */
async function permitted(ctx: DbContext, messages: readonly MessageRow[]): Promise<DueRow[]> {
  if (messages.length === 0) return []
  const customer = sql.ref('due.customer')
  const may = mayWrite(ctx, { customer, purpose: sql.ref('due.purpose'), topic: sql.ref('due.topic') })
  const columns = { key: 'integer', customer: 'integer', purpose: 'text', topic: 'text' } as const
  const given = messages.map(({ key, customer: whose, purpose, topic }) => [key, whose, purpose, topic])
  const { rows } = await sql<Pick<DueRow, 'key' | 'suppressed' | 'paused_until' | 'may_write'>>`
    select due.key, ${suppressedBy(ctx, customer)} as suppressed, ${pausedUntil(ctx, customer)} as paused_until,
      case when ${may} then 'yes' else 'no' end as may_write
    from ${ctx.dialect.rows(columns, given)} as due`.execute(ctx.db)
  const asked = new Map(rows.map((row) => [row.key, row]))
  return messages.flatMap((row) => {
    const answer = asked.get(row.key)
    return answer ? [{ ...row, ...answer }] : []
  })
}

/** The messages that stay, by key, with the reason. */
async function left(app: DeliveryApp, ctx: DbContext, due: readonly DueRow[]): Promise<ReadonlyMap<number, string>> {
  const forbidden = due.filter((row) => row.may_write === 'no').map((row) => [row.key, reasonOf(row, ctx.now)] as const)
  const allowed = due.filter((row) => row.may_write === 'yes')
  if (!app.stillWanted || allowed.length === 0) return new Map(forbidden)
  return new Map([...(await app.stillWanted(ctx, allowed)), ...forbidden])
}

function reasonOf(row: DueRow, now: Instant): string {
  if (row.suppressed !== 'no') return 'suppressed'
  return Number(row.paused_until) > now ? 'paused' : 'no_consent'
}

const SKIP = `
  update messages
  set state = 'skipped', reason = ?, day = null
  where key = ?
    and state = 'queued'`

const CLAIM = `
  update messages
  set state = 'claimed', attempt = attempt + 1, lease_until = ?, first_attempt_at = coalesce(first_attempt_at, ?)
  where key = ?
    and state = 'queued'`
