import { type RawBuilder, sql } from 'kysely'
import { addDays, type Day, dayNumber, dayOfNumber, localDay, startOfDay } from '../../calendar/index.ts'
import type { Shop } from '../../config/shop.ts'
import type { DbContext } from '../../db/index.ts'
import { periodOf } from '../retention/period.ts'
import { readHistories } from '../retention/read-histories.ts'
import { lastCustomer } from '../retention/read-people.ts'
import { sendsByDay } from '../sends-by-day.ts'
import { findNotices, type Notice } from './find-notices.ts'
import { type LateBuyer, openLateBuyers } from './late-buyers.ts'
import { DAYS, type DayCounts, noCounts, type OutOfRange, outOfRange } from './watched.ts'

/** A late customer by id. */
export interface LateCustomer extends Omit<LateBuyer, 'customer' | 'lastDay'> {
  readonly id: string
  readonly lastOrder: Day
}

/** What somebody of the shop should know. */
export interface Alerts {
  /** The newest week: the seven days up to yesterday. */
  readonly week: { readonly from: Day; readonly to: Day }
  readonly numbers: readonly OutOfRange[]
  /** Who became late today, those who spent most first; at most as many as were asked for. */
  readonly customers: readonly LateCustomer[]
  /** Late ones beyond those. */
  readonly more: number
  /** Whom steps `notify` named in the seven days up to today, the newest first; and how many beyond those. */
  readonly notices: readonly Notice[]
  readonly moreNotices: number
}

/** `news`: customers count who became late on so many days up to today. */
export interface AlertOptions {
  readonly news?: number
  readonly onProgress?: (done: number, total: number) => void
}

const AT_A_TIME = 10_000

/** What left its usual range and who of much value became late, as of `ctx.now`: the orders are read once. */
export async function findAlerts(
  ctx: DbContext,
  shop: Shop,
  most: number,
  { news = 1, onProgress = () => {} }: AlertOptions = {},
): Promise<Alerts> {
  const today = localDay(ctx.now, shop.timeZone)
  const first = addDays(today, -DAYS)
  const days = Array.from({ length: DAYS }, noCounts)
  const late = openLateBuyers(dayNumber(today), news)
  const period = periodOf({ from: addDays(today, -7), to: addDays(today, -1) }, ctx.now, shop.timeZone)
  const last = await lastCustomer(ctx)
  let oldest = dayNumber(today)
  for (let since = 0; since <= last; since += AT_A_TIME) {
    for (const history of await readHistories(ctx, shop, period, { since, until: since + AT_A_TIME })) {
      late.add(history)
      oldest = Math.min(oldest, history.days[0] ?? oldest)
      for (const [i, day] of history.days.entries()) {
        const counts = days[day - dayNumber(first)]
        if (!counts) continue
        counts.orders += 1
        counts.revenue += history.values[i] ?? 0
      }
    }
    onProgress(Math.min(last, since + AT_A_TIME), last)
    await new Promise((answered) => setImmediate(answered))
  }
  await addEmails(ctx, shop, first, days)
  const found = late.highValue()
  const told = await findNotices(ctx, shop, most)
  // What was before the first order says nothing about what is usual.
  const known = days.slice(Math.max(0, oldest - dayNumber(first)))
  return {
    week: { from: period.from, to: period.to },
    numbers: outOfRange(known),
    customers: await named(ctx, found.slice(0, most)),
    more: Math.max(0, found.length - most),
    notices: told.notices,
    moreNotices: told.more,
  }
}

async function addEmails(ctx: DbContext, shop: Shop, first: Day, days: readonly DayCounts[]): Promise<void> {
  const names = days.map((_, i) => addDays(first, i))
  const sent = await sendsByDay(ctx, shop.timeZone, names)
  const spans = ctx.dialect.rows(
    { place: 'integer', since: 'integer', until: 'integer' },
    names.map((day, i) => [i, startOfDay(day, shop.timeZone), startOfDay(addDays(day, 1), shop.timeZone)]),
  )
  const { rows } = await sql<Record<'place' | 'clicked' | 'bounced' | 'complained', number>>`
    select spans.place, ${happened('clicked')}, ${happened('bounced')}, ${happened('complained')}
    from ${spans} as spans`.execute(ctx.db)
  for (const [i, emails] of sent.entries()) (days[i] as DayCounts).sent = emails
  for (const { place, clicked, bounced, complained } of rows) {
    const counts = days[Number(place)] as DayCounts
    counts.clicked = Number(clicked)
    counts.bounced = Number(bounced)
    counts.complained = Number(complained)
  }
}

/** How many emails this happened to on a day, what programs did left out. */
function happened(kind: 'clicked' | 'bounced' | 'complained'): RawBuilder<unknown> {
  return sql`(
      select count(distinct message)
      from message_events
      where kind = ${sql.lit(kind)} and machine = 0 and at >= spans.since and at < spans.until
    ) as ${sql.ref(kind)}`
}

async function named({ db }: DbContext, late: readonly LateBuyer[]): Promise<LateCustomer[]> {
  if (late.length === 0) return []
  const keys = late.map(({ customer }) => customer)
  const rows = await db.selectFrom('customers').select(['key', 'id']).where('key', 'in', keys).execute()
  const ids = new Map(rows.map(({ key, id }) => [Number(key), id]))
  return late.flatMap(({ customer, lastDay, ...rest }) => {
    const id = ids.get(customer)
    return id === undefined ? [] : [{ id, ...rest, lastOrder: dayOfNumber(lastDay) }]
  })
}
