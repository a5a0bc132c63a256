import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { SoughtMessage } from '../providers/index.ts'
import type { DeliveryApp, MessageRow, RenderMessage } from './delivery-app.ts'
import { instanceId } from './instance-id.ts'
import { isOpen } from './lease.ts'
import { makeEmails } from './make-emails.ts'

/** The list of a mail service shows no more than this anyway. */
const MOST = 20_000
const LOT = 100

/**
 * Messages of unknown outcome without stored bytes, because another copy of the database may have sent them (DB-11):
 * made anew, as of the instant at which they were due, to know whom and by which subject to look for. Only what names
 * them is kept of each.
 */
export async function soughtAnew(app: DeliveryApp, now: Instant): Promise<SoughtMessage[]> {
  const rows = await uncertainWithoutBytes(app)
  if (rows.length === 0) return []
  const instance = await instanceId(app)
  const named = { ...app, renderMessage: withoutBodies(app.renderMessage) }
  const sought: SoughtMessage[] = []
  for (const lot of lotsOf(rows)) {
    const at = lot[0]?.send_at ?? now
    const made = await makeEmails(named, { db: app.db, dialect: app.dialect, now: at }, instance, lot)
    sought.push(...made.flatMap((one) => ('message' in one ? [{ ...one.message, from: at, until: now }] : [])))
  }
  return sought
}

async function uncertainWithoutBytes({ db }: DeliveryApp): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select *
    from messages
    where ${isOpen}
      and state = 'uncertain'
      and not exists (
        select 1
        from batches
        where batches.key = messages.batch
          and batches.body is not null
      )
    order by send_at desc, key
    limit ${MOST}`.execute(db)
  return rows
}

/** Rows that were due at the same instant, so many at a time. */
function lotsOf(rows: readonly MessageRow[]): MessageRow[][] {
  const lots: MessageRow[][] = []
  for (const row of rows) {
    const last = lots.at(-1)
    if (last && last.length < LOT && last[0]?.send_at === row.send_at) last.push(row)
    else lots.push([row])
  }
  return lots
}

/** A hundred thousand whole emails would not fit into memory, and nobody looks for their text. */
function withoutBodies(render: RenderMessage): RenderMessage {
  return async (ctx, rows) => {
    const emails = await render(ctx, rows)
    return emails.map((email) => ('failed' in email ? email : { ...email, html: '<p>-</p>', text: '-' }))
  }
}
