import { type RawBuilder, sql } from 'kysely'
import { addDays, type Day, localDay, startOfDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import type { Shop } from '../../config/shop.ts'
import type { DbContext } from '../../db/index.ts'
import { inPopulation } from '../../facts/index.ts'

/** A customer whom a step `notify` of a campaign names to somebody of the shop. */
export interface Notice {
  /** The customer's id. */
  readonly id: string
  /** First and last name, as far as known. */
  readonly name: string | null
  readonly campaign: string
  readonly step: string
  /** The address of the person who is told. */
  readonly to: string
  /** When the journey began, and when the step was due. */
  readonly started: Day
  readonly day: Day
  /** The id of the order that the journey is about. */
  readonly order: string | null
  /** Counted orders up to now. */
  readonly orders: number
  /** Minor units, refunds taken off. */
  readonly spent: number
  readonly lastOrder: Day | null
}

/** What the shop's people hear of customers: some of it in full, and how many there are more. */
export interface Notices {
  readonly notices: readonly Notice[]
  readonly more: number
}

/** The notices of the seven days up to today, as of `ctx.now`, the newest first. */
export async function findNotices(ctx: DbContext, shop: Shop, most: number): Promise<Notices> {
  const since = startOfDay(addDays(localDay(ctx.now, shop.timeZone), -6), shop.timeZone)
  const these = sql`
    messages.state in ('raised', 'told')
      and messages.send_at >= ${since}
      and messages.send_at < ${endOfToday(ctx, shop)}
      and messages.run in (select key from runs where slot <= ${ctx.now})`
  return read(ctx, shop, these, sql`messages.send_at desc, messages.key desc`, most)
}

/** Notices that wait for the daily email: all keys of their messages, and the first of them in full. */
export interface OpenNotices extends Notices {
  readonly keys: readonly number[]
}

/** What an address is to hear today, what is due first first; of a paused campaign nothing. */
export async function openNotices(ctx: DbContext, shop: Shop, to: string, most: number): Promise<OpenNotices> {
  const these = sql`${isOpen(ctx, shop)} and messages.notify = ${to}`
  const { rows } = await sql<{ key: number }>`
    select key
    from messages
    where messages.notify is not null
      and ${these}`.execute(ctx.db)
  const keys = rows.map(({ key }) => Number(key))
  return { ...(await read(ctx, shop, these, sql`messages.send_at, messages.key`, most)), keys }
}

/** The addresses that are to hear something today. */
export async function addressesToTell(ctx: DbContext, shop: Shop): Promise<string[]> {
  const { rows } = await sql<{ notify: string }>`
    select distinct notify
    from messages
    where messages.notify is not null
      and ${isOpen(ctx, shop)}
    order by notify`.execute(ctx.db)
  return rows.map(({ notify }) => notify)
}

/** Takes note that these messages (keys) were told: they are told once. */
export async function noteTold({ db, dialect }: DbContext, keys: readonly number[]): Promise<void> {
  const given = dialect.rows(
    { key: 'integer' },
    keys.map((key) => [key]),
  )
  await sql`
    update messages
    set state = 'told'
    where state = 'raised'
      and key in (select key from ${given} as given)`.execute(db)
}

function isOpen(ctx: DbContext, shop: Shop): RawBuilder<unknown> {
  return sql`messages.state = 'raised'
      and messages.send_at < ${endOfToday(ctx, shop)}
      and messages.campaign not in (select campaign from campaign_pauses where released_at is null)`
}

function endOfToday({ now }: DbContext, { timeZone }: Shop): Instant {
  return startOfDay(addDays(localDay(now, timeZone), 1), timeZone)
}

interface Row {
  readonly id: string
  readonly first_name: string | null
  readonly last_name: string | null
  readonly campaign: string
  readonly step: string
  readonly notify: string
  readonly started_at: Instant
  readonly send_at: Instant
  readonly order: string | null
  readonly orders: number
  readonly spent: number
  readonly last_order: Instant | null
  readonly all: number
}

async function read(
  ctx: DbContext,
  shop: Shop,
  these: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  most: number,
): Promise<Notices> {
  const { rows } = await sql<Row>`
    with
    -- one row per notice that is shown, with how many there are
    shown as (
      select messages.*, count(*) over () as "all", row_number() over (order by ${order}) as place
      from messages
      where messages.notify is not null
        and ${these}
      order by ${order}
      limit ${most}
    )
    select customers.id, customers.first_name, customers.last_name, shown.campaign, shown.step, shown.notify,
      shown.started_at, shown.send_at, shown."all",
      (select orders.id from orders where orders.key = shown."order") as "order",
      ${ofOrders(ctx, shop, sql`count(*)`)} as orders,
      ${ofOrders(ctx, shop, sql`coalesce(sum(orders.total - orders.refunded_total), 0)`)} as spent,
      ${ofOrders(ctx, shop, sql`max(orders.ordered_at)`)} as last_order
    from shown
    join customers on customers.key = shown.customer
    order by shown.place`.execute(ctx.db)
  return {
    notices: rows.map((row) => plain(row, shop)),
    more: Math.max(0, Number(rows[0]?.all ?? 0) - rows.length),
  }
}

function ofOrders({ now }: DbContext, shop: Shop, value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
        select ${value}
        from orders
        where orders.customer = shown.customer
          and orders.ordered_at <= ${now}
          and ${inPopulation('bought', shop, 'orders')}
      )`
}

function plain(row: Row, { timeZone }: Shop): Notice {
  const names = [row.first_name, row.last_name].filter((name) => name !== null && name !== '')
  return {
    id: row.id,
    name: names.length === 0 ? null : names.join(' '),
    campaign: row.campaign,
    step: row.step,
    to: row.notify,
    started: localDay(Number(row.started_at), timeZone),
    day: localDay(Number(row.send_at), timeZone),
    order: row.order,
    orders: Number(row.orders),
    spent: Number(row.spent),
    lastOrder: row.last_order === null ? null : localDay(Number(row.last_order), timeZone),
  }
}
