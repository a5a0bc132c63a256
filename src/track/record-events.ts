import { sql } from 'kysely'
import { closedBatch, type DbContext, packedId } from '../db/index.ts'
import { fold } from '../text/index.ts'
import { flagMachines, PROGRAM } from './flag-machines.ts'
import type { Occurred } from './occurred.ts'
import { settleOutcomes } from './settle-outcomes.ts'
import { suppressUnreachable } from './suppress-unreachable.ts'

/**
 * Writes down what became of emails, in any order and any number of times with the same end: the events themselves, the
 * gravest outcome of each message, and who gets nothing more. Call it inside a transaction.
 */
export async function recordEvents(ctx: DbContext, all: readonly Occurred[]): Promise<void> {
  if (all.length === 0) return
  const messages = [...new Set(all.map(({ message }) => message.key))]
  await hold(ctx, all, messages)
  await ctx.dialect.runMany(
    ctx.db,
    INSERT,
    all
      .filter(({ kind }) => kind !== 'sent')
      .map(({ id, kind, at, message, detail, link, links, machine }) => [
        ...[message.customer, kind, at, machine, message.key, message.campaign, message.template, message.topic],
        ...[link, link === null ? null : fold(link), links ?? null],
        ...[machine === 1 ? (detail ?? PROGRAM) : detail, id, ctx.now],
      ]),
  )
  await settle(ctx, all)
  await flagMachines(ctx, messages)
  await settleOutcomes(ctx, messages)
  await suppressUnreachable(ctx, messages)
}

/** Requests before their messages, as delivery goes, which changes them beside this. */
async function hold({ db, dialect }: DbContext, all: readonly Occurred[], messages: readonly number[]): Promise<void> {
  const open = all.filter(({ message }) => message.state === 'uncertain').map(({ message }) => message.key)
  if (open.length > 0) {
    const rows = await db.selectFrom('messages').select('batch').distinct().where('key', 'in', open).execute()
    await dialect.hold(
      db,
      'batches',
      rows.flatMap(({ batch }) => batch ?? []),
    )
  }
  await dialect.hold(db, 'messages', messages)
}

/**
 * An event of a message of unknown outcome is the proof that it was accepted (SEND-08). The bytes of its request go with
 * the last of them: what is settled is kept no longer than needed (PRIV-05).
 */
async function settle(ctx: DbContext, all: readonly Occurred[]): Promise<void> {
  const open = all.filter(({ message }) => message.state === 'uncertain')
  if (open.length === 0) return
  await ctx.dialect.runMany(
    ctx.db,
    SETTLE,
    open.map(({ at, providerId, message }) => [
      at,
      providerId === undefined ? null : packedId(providerId),
      message.key,
    ]),
  )
  const keys = [...new Set(open.map(({ message }) => message.key))]
  await sql`
    update batches
    set ${closedBatch}
    where state = 'frozen'
      and key in (select batch from messages where key in (${sql.join(keys)}))
      and not exists (
        select 1
        from messages
        where state in ('waiting', 'queued', 'claimed', 'uncertain')
          and state in ('claimed', 'uncertain')
          and messages.batch = batches.key
      )`.execute(ctx.db)
}

const INSERT = `
  insert into message_events (customer, kind, at, machine, message, campaign, template, topic, link, link_folded,
    links, detail, provider_event, recorded_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (provider_event) do nothing`

const SETTLE = `
  update messages
  set state = 'submitted', submitted_at = coalesce(submitted_at, first_attempt_at, ?),
    provider = coalesce(provider, (select provider from batches where batches.key = messages.batch), 'unknown'),
    provider_id = coalesce(provider_id, ?), first_attempt_at = null, lease_until = null, error = null
  where key = ?
    and state = 'uncertain'`
