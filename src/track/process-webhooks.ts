import { sql } from 'kysely'
import { suppress, unsubscribe } from '../consent/index.ts'
import { type DbContext, dropJobs, inTransaction } from '../db/index.ts'
import type { ProviderEvent } from '../providers/index.ts'
import { fold } from '../text/index.ts'
import { guardCampaigns } from './guard-campaigns.ts'
import { isMachine } from './flag-machines.ts'
import { messagesById } from './messages-by-id.ts'
import type { Occurred } from './occurred.ts'
import { recordEvents } from './record-events.ts'
import { webhookJob } from './webhooks.ts'

/** Reads the body of a delivery; undefined for what says nothing of our emails. Throws on what is no JSON. */
export type ReadEvent = (provider: string, body: string) => ProviderEvent | undefined

/** How many deliveries were worked off, and how many of them said something of our emails. */
export interface Processed {
  readonly read: number
  readonly events: number
}

/**
 * Works off what mail services sent, the oldest first, some hundreds in a transaction: a crash leaves a delivery either
 * new or done. The body, which names people, goes once it is read. Stopped by `signal` it leaves the rest for later.
 */
export async function processWebhooks(ctx: DbContext, read: ReadEvent, signal?: AbortSignal): Promise<Processed> {
  const done = { read: 0, events: 0 }
  for (;;) {
    const lot = await inTransaction(ctx.db, (trx) => processLot({ ...ctx, db: trx }, read))
    done.read += lot.read
    done.events += lot.events
    if (lot.read < LOT || signal?.aborted) return done
  }
}

const LOT = 500

async function processLot(ctx: DbContext, read: ReadEvent): Promise<Processed> {
  const deliveries = await ctx.db
    .selectFrom('webhook_deliveries')
    .select(['id', 'provider', 'body'])
    .where('state', '=', sql.lit('new'))
    .orderBy('received_at')
    .orderBy('id')
    .limit(LOT)
    .execute()
  if (deliveries.length === 0) return { read: 0, events: 0 }
  const events = deliveries.map(({ id, provider, body }) => ({ id, event: readSafely(read, provider, body ?? '') }))
  const sound = events.flatMap(({ id, event }) => (event && event !== 'broken' ? [{ id, event }] : []))
  const occurred = await occurredIn(ctx, sound)
  await recordEvents(ctx, occurred)
  await heedAddresses(
    ctx,
    sound.map(({ event }) => event),
  )
  const known = new Set([
    ...occurred.map(({ id }) => id),
    ...sound.flatMap(({ id, event }) => (event.address ? [id] : [])),
  ])
  await ctx.dialect.runMany(
    ctx.db,
    FINISH,
    events.map(({ id, event }) => [event === 'broken' ? 'failed' : known.has(id) ? 'done' : 'ignored', id]),
  )
  await dropJobs(
    ctx,
    deliveries.map(({ id }) => webhookJob(id).key),
  )
  await guardCampaigns(ctx, [...new Set(occurred.map(({ message }) => message.campaign))])
  return { read: deliveries.length, events: occurred.length }
}

function readSafely(read: ReadEvent, provider: string, body: string): ProviderEvent | undefined | 'broken' {
  try {
    return read(provider, body)
  } catch {
    return 'broken'
  }
}

/** The events that are about messages of ours. */
async function occurredIn(
  ctx: DbContext,
  events: readonly { readonly id: string; readonly event: ProviderEvent }[],
): Promise<Occurred[]> {
  const find = await messagesById(
    ctx,
    events.map(({ event }) => event),
  )
  return events.flatMap(({ id, event }): Occurred[] => {
    const message = find(event)
    if (!message || event.kind === 'added' || event.kind === 'removed' || event.kind === 'left') return []
    const { kind, at, providerId, detail = null, link = null } = event
    const machine = kind === 'opened' || kind === 'clicked' ? isMachine(event.userAgent) : 0
    return [{ id, kind, at, message, providerId, detail, link, machine }]
  })
}

/**
 * An address on the service's own list gets nothing from us either; one that was taken from it may have been so by
 * mistake. Who unsubscribed there has withdrawn their consent.
 */
async function heedAddresses(ctx: DbContext, events: readonly ProviderEvent[]): Promise<void> {
  for (const { kind, address, detail, at } of events) {
    if ((kind !== 'added' && kind !== 'left') || address === undefined) continue
    const customer = await ctx.db
      .selectFrom('customers')
      .select('key')
      .where('email_folded', '=', fold(address.trim()))
      .executeTakeFirst()
    if (!customer) continue
    // The service's clock may be ahead of ours: what it says holds from now on, not from later on.
    const then = { ...ctx, now: Math.min(at, ctx.now) }
    const reason = detail === 'complaint' ? 'complained' : detail === 'manual' ? 'manual' : 'bounced'
    if (kind === 'left') await unsubscribe(then, customer.key, 'contacts of the mail service')
    else await suppress(then, customer.key, reason)
  }
}

const FINISH = `
  update webhook_deliveries
  set state = ?, body = null
  where id = ?`
