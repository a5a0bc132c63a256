import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type DbContext, inTransaction, type MessageEventKind } from '../db/index.ts'

/** What was removed, in rows. */
export interface Forgotten {
  readonly events: number
  readonly deliveries: number
}

/** The name of the row in `instance` that says from when on every event of an email is still there. */
export const EVENTS_SINCE = 'events_since'

/** A mail service repeats a delivery for a day, and by hand for thirty; after that its id is of no use. */
const DELIVERIES = 60 * 86_400_000
/** Rows in a transaction: nobody waits for long. */
const LOT = 2_000

/**
 * Removes what came back of emails before an instant (PRIV-05), some thousand rows at a time, and marks whose answers
 * may differ now. What was sent, the gravest outcome of each email, consent and suppressions stay: nothing is sent twice
 * and nobody comes back. Stopped half way it goes on the next time.
 */
export async function forgetEvents(ctx: DbContext, before: Instant): Promise<Forgotten> {
  await noteSince(ctx, before)
  return {
    events: await inLots(ctx, forgetLot(before)),
    deliveries: await inLots(ctx, (trx) =>
      sql`
      delete from webhook_deliveries
      where id in (
        select id
        from webhook_deliveries
        where received_at < ${ctx.now - DELIVERIES}
          and state <> 'new'
          -- the latest one says when the mail service was heard from
          and received_at < (select max(received_at) from webhook_deliveries)
        limit ${LOT}
      )`.execute(trx.db),
    ),
  }
}

/** When the oldest event of an email that is still there happened. */
export async function oldestEvent({ db }: Pick<DbContext, 'db'>): Promise<Instant | undefined> {
  // One look into the index a kind: read as a whole the table is large.
  const { rows } = await sql<{ at: Instant | null }>`
    select min(at) as at
    from (
      ${sql.join(
        KINDS.map((kind) => sql`select min(at) as at from message_events where kind = ${sql.lit(kind)}`),
        sql`
      union all `,
      )}
    ) as oldest`.execute(db)
  const at = rows[0]?.at
  return at === null || at === undefined ? undefined : Number(at)
}

const KINDS = Object.keys({
  delivered: 0,
  delayed: 0,
  opened: 0,
  clicked: 0,
  bounced: 0,
  complained: 0,
  failed: 0,
  suppressed: 0,
} satisfies Record<MessageEventKind, 0>)

function forgetLot(before: Instant) {
  return async (ctx: DbContext) => {
    const old = await oldEvents(before).execute(ctx.db)
    if (old.rows.length === 0) return { numAffectedRows: 0n }
    const keys = sql.join(old.rows.map(({ key }) => sql`${key}`))
    await sql`
      insert into changed_customers (customer)
      select distinct customer
      from message_events
      where key in (${keys})
      on conflict do nothing`.execute(ctx.db)
    return sql`delete from message_events where key in (${keys})`.execute(ctx.db)
  }
}

function oldEvents(before: Instant): RawBuilder<{ key: number }> {
  return sql`
    select key
    from message_events
    where kind in (${sql.join(KINDS.map((kind) => sql.lit(kind)))})
      and at < ${before}
    limit ${LOT}`
}

type Removal = (ctx: DbContext) => Promise<{ readonly numAffectedRows?: bigint }>

async function inLots(ctx: DbContext, remove: Removal): Promise<number> {
  for (let removed = 0; ; ) {
    const { numAffectedRows = 0n } = await inTransaction(ctx.db, (trx) => remove({ ...ctx, db: trx }))
    removed += Number(numAffectedRows)
    if (numAffectedRows < LOT) return removed
  }
}

/** Said before the first row goes: what is left of older emails is no longer all of it. Never set back. */
async function noteSince(ctx: DbContext, before: Instant): Promise<void> {
  await sql`
    insert into instance (name, value)
    values (${EVENTS_SINCE}, ${String(before)})
    on conflict (name) do update
      set value = excluded.value
      where cast(instance.value as bigint) < cast(excluded.value as bigint)`.execute(ctx.db)
}
