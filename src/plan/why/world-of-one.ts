import { type RawBuilder, sql } from 'kysely'
import { dayNumber, localDay } from '../../calendar/index.ts'
import { rulesOf } from '../../campaigns/index.ts'
import type { Instant } from '../../clock.ts'
import { lendEmptyDb, type OpenDb, type Tables, type Value } from '../../db/index.ts'
import { isEventQuestion } from '../../facts/index.ts'
import { clausesOf } from '../../segments/index.ts'
import type { PlanContext } from '../plan.ts'

/** Whose world, and as of when. */
export interface WorldOf {
  readonly ctx: Omit<PlanContext, 'evaluation'>
  readonly customer: number
}

/**
 * A database in memory: the shop as if it had this customer (key) only, with all that is visible as of `ctx.now` and
 * nothing that came later. The stored tables are read through the indexes of the customer's rows. What is planned in it
 * is what is planned for the customer among all others, but for standings and scores, which need everybody.
 */
export async function openWorldOf(of: WorldOf): Promise<OpenDb> {
  const { ctx } = of
  const world = await lendEmptyDb(ctx.now)
  for (const { table, where, wanted, cut } of worldTables) {
    if (wanted && !wanted(of)) continue
    const { rows } = await sql<Row>`select * from ${sql.table(table)} where ${where(of)}`.execute(ctx.db)
    const kept = rows.map((row) => ({ ...row, ...cut?.(row, ctx.now) }))
    const [first] = kept
    if (!first) continue
    const columns = Object.keys(first)
    const marks = columns.map(() => '?').join(', ')
    const names = columns.map((column) => `"${column}"`).join(', ')
    const values = kept.map((row) => columns.map((column) => row[column] ?? null))
    await world.dialect.runMany(world.db, `insert into ${table} (${names}) values (${marks})`, values)
  }
  return world
}

type Row = Readonly<Record<string, Value>>

/** A table of the world: which rows of it, and what of a row was not known yet. */
interface WorldTable {
  readonly table: keyof Tables
  where(of: WorldOf): RawBuilder<unknown>
  /** False where nothing asks for the table. */
  wanted?(of: WorldOf): boolean
  cut?(row: Row, now: Instant): Row
}

/** In an order in which no row refers to one of a later table. */
export const worldTables: readonly WorldTable[] = [
  {
    table: 'customers',
    where: ({ customer }) => sql`key = ${customer}`,
    cut: ({ signed_up_at }, now) => ({ signed_up_at: upTo(signed_up_at, now) }),
  },
  { table: 'customer_tags', where: ofCustomer },
  {
    table: 'customer_attributes',
    where: ({ customer, ctx }) => sql`customer = ${customer} and ${named(ctx.shop.attributes.map(({ name }) => name))}`,
  },
  { table: 'consents', where: (of) => sql`${ofCustomer(of)} and ${since('at', of)}`, cut: () => ({ message: null }) },
  { table: 'suppressions', where: (of) => sql`${ofCustomer(of)} and ${since('since', of)}` },
  {
    table: 'orders',
    where: ({ customer, ctx }) => sql`customer = ${customer} and ordered_at <= ${ctx.now}`,
    cut: ({ delivered_at, refunded_at, refunded_total }, now) => ({
      delivered_at: upTo(delivered_at, now),
      refunded_at: upTo(refunded_at, now),
      // Without an instant of its own a refund is as old as its order.
      refunded_total: typeof refunded_at === 'number' && refunded_at > now ? 0 : (refunded_total ?? 0),
    }),
  },
  {
    table: 'products',
    where: (of) => sql`id in (
    select coalesce(product_id, sku) from order_lines where "order" in (${ofOrders(of)}))`,
  },
  { table: 'order_lines', where: (of) => sql`"order" in (${ofOrders(of)})` },
  {
    table: 'events',
    where: ({ customer, ctx }) =>
      sql`customer = ${customer} and at <= ${ctx.now} and ${named(ctx.shop.events.map(({ name }) => name))}`,
  },
  { table: 'runs', where: ({ ctx }) => sql`slot <= ${ctx.now}` },
  { table: 'customer_pauses', where: ({ customer, ctx }) => sql`customer = ${customer} and since <= ${ctx.now}` },
  {
    table: 'campaign_pauses',
    where: ({ ctx }) => sql`at <= ${ctx.now}`,
    cut: ({ released_at }, now) => ({ released_at: upTo(released_at, now) }),
  },
  {
    table: 'adoptions',
    where: ({ ctx }) => sql`at <= ${ctx.now}`,
    cut: ({ ended_at }, now) => ({ ended_at: upTo(ended_at, now) }),
  },
  { table: 'model_fits', where: ofModels },
  { table: 'age_curves', where: ofCurves, wanted: asksCurves },
  { table: 'campaigns', where: ({ ctx }) => sql`first_slot <= ${ctx.now}` },
  {
    table: 'memberships',
    where: (of) => sql`${ofCustomer(of)} and entered_at <= ${of.ctx.now}`,
    cut: ({ left_at }, now) => ({ left_at: upTo(left_at, now) }),
  },
  {
    table: 'messages',
    where: (of) => sql`${ofCustomer(of)} and run in (select key from runs where slot <= ${of.ctx.now})`,
    cut: ({ submitted_at }, now) => ({ batch: null, submitted_at: upTo(submitted_at, now) }),
  },
  {
    table: 'message_events',
    where: ({ customer, ctx }) => sql`customer = ${customer} and at <= ${ctx.now}`,
    cut: () => ({ message: null }),
  },
]

/** Names that rules of the shop can ask for: with them the index by name is of use. */
function named(names: readonly string[]): RawBuilder<unknown> {
  return names.length === 0 ? sql`1 = 0` : sql`name in (${sql.join(names)})`
}

/** Those that were fitted by the day. */
function ofModels({ ctx: { now, shop } }: WorldOf): RawBuilder<unknown> {
  return sql`day <= ${dayNumber(localDay(now, shop.timeZone))}`
}

/** Those of as many orders as the customer has. */
function ofCurves(of: WorldOf): RawBuilder<unknown> {
  return sql`
    day in (select day from model_fits where ${ofModels(of)}) and curve in ('orders', 'discounted')
    and x <= (select count(*) from orders where customer = ${of.customer})`
}

/** Facts that are read off curves. */
const ALONG_CURVES = ['expected_orders', 'lifetime_value']

function asksCurves({ ctx: { segments, campaigns } }: WorldOf): boolean {
  const rules = [...segments.map(({ who }) => who), ...campaigns.flatMap(rulesOf)]
  return rules
    .flatMap(clausesOf)
    .some(({ question }) => !isEventQuestion(question) && ALONG_CURVES.includes(question.fact))
}

function ofCustomer({ customer }: WorldOf): RawBuilder<unknown> {
  return sql`customer = ${customer}`
}

function ofOrders({ customer, ctx }: WorldOf): RawBuilder<unknown> {
  return sql`
    select key from orders where customer = ${customer} and ordered_at <= ${ctx.now}`
}

/** True for rows without a date, which hold for all times, and those of the past. */
function since(column: string, { ctx }: WorldOf): RawBuilder<unknown> {
  return sql`(${sql.ref(column)} is null or ${sql.ref(column)} <= ${ctx.now})`
}

function upTo(value: Value | undefined, now: Instant): Value {
  return typeof value === 'number' && value <= now ? value : null
}
