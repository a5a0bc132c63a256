import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import type { Edge, EdgeRows } from '../edges.ts'
import { inPopulation } from './order-conditions.ts'
import { isEventQuestion, type Question } from '../question.ts'
import type { ProfileContext } from './scope.ts'

type Named = Exclude<EdgeRows, object>

/** The table, the column of the customer and that of the instant behind an edge. */
const SOURCES: Readonly<Record<Named | 'existing', readonly [table: string, customer: string, at: string]>> = {
  ordered: ['orders', 'customer', 'ordered_at'],
  'first order': ['orders', 'customer', 'ordered_at'],
  'last order': ['orders', 'customer', 'ordered_at'],
  refunded: ['orders', 'customer', 'refunded_at'],
  delivered: ['orders', 'customer', 'delivered_at'],
  'signed up': ['customers', 'key', 'signed_up_at'],
  existing: ['customers', 'key', 'exists_from'],
}

/** A select of the customers who have a row at an edge; a customer may come more than once. */
export function edgeCustomers(ctx: ProfileContext, { rows, range }: Edge): RawBuilder<unknown> {
  if (typeof rows === 'object') {
    return sql`
    select customer from events
    where name = ${rows.event} and at >= ${range.from} and at < ${range.until}`
  }
  return between(rows, range, nearest(ctx, rows))
}

/** The same for those with a row that became visible after `from`, up to `ctx.now`, of a kind that the questions ask. */
export function newlyVisible(
  ctx: ProfileContext,
  from: Instant,
  questions: readonly Question[],
): RawBuilder<unknown>[] {
  const range = { from: from + 1, until: ctx.now + 1 }
  const asked = new Set(questions.filter(isEventQuestion).map(({ event }) => event))
  const own = ctx.vocabulary.events.filter(({ name, rows }) => rows === 'events' && asked.has(name))
  const delivered = asked.has('delivered') ? (['delivered'] as const) : []
  return [
    ...(['ordered', 'refunded', ...delivered, 'signed up', 'existing'] as const).map((rows) => between(rows, range)),
    ...own.map(({ name }) => edgeCustomers(ctx, { rows: { event: name }, range })),
  ]
}

function between(rows: Named | 'existing', range: Edge['range'], only = sql``): RawBuilder<unknown> {
  const [table, customer, at] = SOURCES[rows]
  return sql`
    select ${sql.ref(`o.${customer}`)} as customer from ${sql.table(table)} as o
    where ${sql.ref(`o.${at}`)} >= ${range.from} and ${sql.ref(`o.${at}`)} < ${range.until} ${only}`
}

/** No counted order lies beyond the row's own. */
function nearest(ctx: ProfileContext, rows: Named): RawBuilder<unknown> {
  if (rows !== 'first order' && rows !== 'last order') return sql``
  const beyond = rows === 'first order' ? sql`<` : sql`>`
  return sql`
      and not exists (
        select 1 from orders as other
        where other.customer = o.customer
          and other.ordered_at ${beyond} o.ordered_at and other.ordered_at <= ${ctx.now}
          and ${inPopulation('bought', ctx.vocabulary.shop, 'other')}
      )`
}
