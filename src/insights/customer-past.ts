import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'

/** What a line of a customer's past is about. */
export const pastKinds = ['order', 'email', 'response', 'event', 'segment', 'consent'] as const

export type PastKind = (typeof pastKinds)[number]

/** One thing that happened to a customer. */
export interface PastLine {
  readonly kind: PastKind
  readonly at: Instant
  /**
   * The order's id, the email as `campaign / step`, the event's or the segment's name; the topic of a consent, or null
   * for marketing as a whole.
   */
  readonly name: string | null
  /** The order's status, what became of an email, `entered` or `left`, what was said about consent. */
  readonly what: string
  /** Variant, link, source or properties. */
  readonly detail: string | null
  /** Of an order, in minor units of the shop's currency. */
  readonly amount: number | null
}

/** Where a page ended: an instant, and how many lines of that very instant were shown. */
export interface PastPlace {
  readonly at: Instant
  readonly shown: number
}

/** A page of a customer's past (by key), the latest first, each table read through the customer's own index. */
export async function customerPast(
  ctx: DbContext,
  customer: number,
  events: readonly string[],
  {
    kinds,
    from,
    limit,
  }: { readonly kinds: readonly PastKind[]; readonly from?: PastPlace | undefined; readonly limit: number },
): Promise<{ readonly lines: readonly PastLine[]; readonly next: PastPlace | undefined }> {
  const parts = kinds.flatMap((kind) => SOURCES[kind](customer, events))
  if (parts.length === 0) return { lines: [], next: undefined }
  const { rows } = await sql<PastLine>`
    select kind, at, name, what, detail, amount
    from (
      ${sql.join(parts, sql` union all `)}
    ) as past
    where at <= ${Math.min(from?.at ?? ctx.now, ctx.now)}
    order by at desc, kind, coalesce(name, ''), what, coalesce(detail, '')
    limit ${limit + 1} offset ${from?.shown ?? 0}`.execute(ctx.db)
  const lines = rows.slice(0, limit).map(plain)
  return { lines, next: rows.length > limit ? placeAfter(lines, from) : undefined }
}

function placeAfter(lines: readonly PastLine[], from: PastPlace | undefined): PastPlace | undefined {
  const last = lines.at(-1)
  if (!last) return undefined
  const same = lines.filter(({ at }) => at === last.at).length
  return { at: last.at, shown: same + (from?.at === last.at ? from.shown : 0) }
}

type Source = (customer: number, events: readonly string[]) => ReturnType<typeof sql>[]

const SOURCES: Record<PastKind, Source> = {
  order: (customer) => [
    sql`select 'order' as kind, ordered_at as at, id as name, status as what, coupon as detail,
        cast(total - refunded_total as bigint) as amount
      from orders where customer = ${customer}`,
  ],
  email: (customer) => [
    sql`select 'email' as kind, submitted_at as at, campaign || ' / ' || step as name,
        coalesce(outcome, 'submitted') as what, variant as detail, cast(null as bigint) as amount
      from messages where customer = ${customer} and submitted_at is not null`,
  ],
  response: (customer) => [
    sql`select 'response' as kind, message_events.at as at, campaign as name, kind as what,
        coalesce(link, detail) as detail, cast(null as bigint) as amount
      from message_events where customer = ${customer} and machine = 0`,
  ],
  event: (customer, events) =>
    events.length === 0
      ? []
      : [
          sql`select 'event' as kind, at, name, '' as what, properties as detail, cast(null as bigint) as amount
      from events where name in (${sql.join(events)}) and customer = ${customer}`,
        ],
  segment: (customer) => [
    sql`select 'segment' as kind, entered_at as at, segment as name, 'entered' as what, null as detail,
        cast(null as bigint) as amount
      from memberships where customer = ${customer} and entered_at > 0`,
    sql`select 'segment' as kind, left_at as at, segment as name, 'left' as what, null as detail,
        cast(null as bigint) as amount
      from memberships where customer = ${customer} and left_at is not null`,
  ],
  consent: (customer) => [
    sql`select 'consent' as kind, coalesce(at, recorded_at) as at, topic as name, status as what, source as detail,
        cast(null as bigint) as amount
      from consents where customer = ${customer} and coalesce(at, recorded_at) > 0`,
  ],
}

function plain(row: PastLine): PastLine {
  return { ...row, at: Number(row.at), amount: row.amount === null ? null : Number(row.amount) }
}
