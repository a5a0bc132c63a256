import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { Db } from '../db/index.ts'
import type { Limits, Provider } from '../providers/index.ts'

/** Services count in windows of a second; a little slower than allowed keeps the edges of two windows apart. */
const CAUTION = 0.95
/** The share of the rate that marketing leaves to service mail, at most two requests a second (SEND-12). */
const RESERVED_SHARE = 0.1
const MOST_RESERVED = 2
/** A turn further ahead than this was given by a clock that ran ahead. */
const FURTHEST = 60_000
/** Beyond this there is nothing to share out. */
const UNLIMITED = 500

/**
 * Takes the next turn of a mail service for one request, in the caller's transaction, and returns its instant: one
 * count for all processes that send. Marketing runs a little slower, so that a receipt finds a free turn at once.
 */
export async function takeTurn(
  trx: Db,
  provider: Pick<Provider, 'name' | 'rate'>,
  purpose: 'service' | 'marketing',
  now: Instant,
): Promise<Instant> {
  if (provider.rate === undefined) return now
  const sender = await lockedSender(trx, provider.name)
  const rate = sender.rate ?? provider.rate
  if (rate > UNLIMITED) return now
  const next = soon(sender.next_at, now)
  const nextMarketing = soon(sender.next_marketing_at, now)
  const goes = purpose === 'service' ? next : Math.max(next, nextMarketing)
  const paused = purpose === 'service' ? nextMarketing : nextMarketing + step(marketingRate(rate))
  await sql`
    update senders
    set next_at = ${next + step(rate)}, next_marketing_at = ${paused}
    where name = ${provider.name}`.execute(trx)
  return goes
}

/** Writes down what a mail service told of its limits, in the caller's transaction. */
export async function learnLimits(trx: Db, provider: Pick<Provider, 'name' | 'rate'>, limits: Limits): Promise<void> {
  if (provider.rate === undefined) return
  const { rate } = limits
  if (rate === undefined || rate <= 0) return
  // Each answer tells, and nearly all the same: who only looks waits for nobody.
  const known = await trx.selectFrom('senders').select('rate').where('name', '=', provider.name).executeTakeFirst()
  if (known?.rate === rate) return
  await sql`
    insert into senders (name, rate)
    values (${provider.name}, ${rate})
    on conflict (name) do update set rate = excluded.rate`.execute(trx)
}

interface Sender {
  readonly rate: number | null
  readonly next_at: Instant
  readonly next_marketing_at: Instant
}

/** The service's row, made when it is missing and held until the transaction ends. */
async function lockedSender(trx: Db, name: string): Promise<Sender> {
  const { rows } = await sql<Sender>`
    insert into senders (name)
    values (${name})
    on conflict (name) do update set name = excluded.name
    returning rate, next_at, next_marketing_at`.execute(trx)
  const row = rows[0] as Sender
  return { rate: row.rate, next_at: Number(row.next_at), next_marketing_at: Number(row.next_marketing_at) }
}

function soon(instant: Instant, now: Instant): Instant {
  return instant > now + FURTHEST ? now : Math.max(instant, now)
}

function marketingRate(rate: number): number {
  return rate - Math.min(MOST_RESERVED, rate * RESERVED_SHARE)
}

/** The pause between two turns, in whole ms. */
function step(rate: number): number {
  return Math.ceil(1000 / (rate * CAUTION))
}
