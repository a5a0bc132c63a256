import { sql } from 'kysely'
import type { Link } from '../consent/index.ts'
import { trackingConsent } from '../consent/index.ts'
import { localDay, startOfDay } from '../calendar/index.ts'
import { type DbContext, inTransaction } from '../db/index.ts'
import { isMachine, TRAP } from './flag-machines.ts'
import type { EventMessage } from './occurred.ts'
import { recordEvents } from './record-events.ts'

/** Who asks, as far as it tells a person from a program. */
export interface Visitor {
  readonly method: string
  readonly userAgent: string | undefined
}

/** The target of the link in an email that no person sees: who follows it is a program (MET-02). No link has this key. */
export const trapTarget = 0

/**
 * Where a click leads: the stored address, never one of the link's own (SEC-18); from the link that no person sees to
 * `home`. Notes the click; undefined: unknown.
 */
export async function followLink(
  ctx: DbContext,
  link: Link,
  visitor: Visitor,
  home: string,
): Promise<string | undefined> {
  if (link.target === undefined) return undefined
  const trapped = link.target === trapTarget
  const target = trapped
    ? { url: home }
    : await ctx.db.selectFrom('links').select('url').where('key', '=', link.target).executeTakeFirst()
  if (!target) return undefined
  await inTransaction(ctx.db, async (trx) => {
    const inside = { ...ctx, db: trx }
    const message = await messageOf(inside, link)
    if (!message) return
    const machine = trapped ? 1 : isMachine(visitor.userAgent ?? '', visitor.method)
    const [detail, url] = trapped ? [TRAP, null] : [null, target.url]
    const event = { id: null, kind: 'clicked' as const, at: ctx.now, message, machine, link: url, links: link.of }
    await recordEvents(inside, [{ ...event, providerId: undefined, detail }])
  })
  return target.url
}

/** Notes an open as a date without a time, once a day, where the customer agreed to it and still does (LAW-07). */
export function noteOpen(ctx: DbContext, link: Link, visitor: Visitor, timeZone: string): Promise<void> {
  return inTransaction(ctx.db, async (trx) => {
    const inside = { ...ctx, db: trx }
    const message = await messageOf(inside, link)
    if (!message || !(await mayCount(inside, link.customer))) return
    const machine = isSoon(ctx.now, message.submitted_at) ? 1 : isMachine(visitor.userAgent, visitor.method)
    const day = startOfDay(localDay(ctx.now, timeZone), timeZone)
    // Not before the email itself; and past the seconds in which only programs open.
    const at = Math.max(day, (message.submitted_at ?? 0) + SOON + 1)
    const known = await trx
      .selectFrom('message_events')
      .select('key')
      .where('message', '=', message.key)
      .where('kind', '=', 'opened')
      .where('at', '=', at)
      .where('machine', '=', machine)
      .executeTakeFirst()
    if (known) return
    const event = { id: null, kind: 'opened' as const, at, message, machine, link: null } as const
    await recordEvents(inside, [{ ...event, providerId: undefined, detail: null }])
  })
}

const SOON = 5_000

function isSoon(now: number, submittedAt: number | null): boolean {
  return submittedAt !== null && now <= submittedAt + SOON
}

async function mayCount(ctx: DbContext, customer: number): Promise<boolean> {
  const { rows } = await sql<{ said: string }>`select ${trackingConsent(ctx, sql`${customer}`)} as said`.execute(ctx.db)
  return rows[0]?.said === 'given'
}

async function messageOf(
  { db }: DbContext,
  link: Link,
): Promise<(EventMessage & { readonly submitted_at: number | null }) | undefined> {
  if (link.message === undefined) return undefined
  return db
    .selectFrom('messages')
    .select(['key', 'customer', 'campaign', 'template', 'topic', 'state', 'submitted_at'])
    .where('key', '=', link.message)
    .where('customer', '=', link.customer)
    .executeTakeFirst()
}
