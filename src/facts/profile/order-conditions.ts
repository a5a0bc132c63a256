import { type RawBuilder, sql } from 'kysely'
import { type Shop, uncountedStatuses } from '../../config/index.ts'
import { compareSql } from '../kinds/compare.ts'
import type { When } from '../kind.ts'
import { dateRange } from '../kinds/date-range.ts'
import { dateSql, inRangeSql } from '../kinds/in-range.ts'
import { textSql } from '../kinds/text-match.ts'
import type { DateCondition, NumberCondition, TextCondition } from '../condition.ts'
import type { EventFilter, EventQuestion } from '../question.ts'
import { choosesLines } from './line-conditions.ts'
import { type Position, type Scope, whenAt } from './scope.ts'

/** The column of `o` that an order's filter compares. */
const COLUMNS: Readonly<Record<string, string>> = {
  coupon: 'coupon_folded',
  channel: 'channel_folded',
  store: 'store_folded',
  order_total: 'total',
}

/** The instant at which the event happened to order `o`. */
export function instantOf(event: string): RawBuilder<unknown> {
  if (event === 'delivered') return sql`o.delivered_at`
  if (event === 'returned') return sql`coalesce(o.refunded_at, o.ordered_at)`
  return sql`o.ordered_at`
}

/** Orders that count in the shop; a cancellation is one of the other orders. `rows` is the name of the orders. */
export function inPopulation(event: string, shop: Shop, rows = 'o'): RawBuilder<unknown> {
  const status = sql.raw(`${rows}.status`)
  if (event === 'cancelled') return sql`${status} = 'cancelled'`
  const { countedStatuses: counted } = shop
  if (counted === undefined) {
    // Not `not in`: SQLite looks each order's status up in a table of the list, which takes longer than comparing it.
    const others = [...uncountedStatuses].map((uncounted) => sql`${status} <> ${uncounted}`)
    return sql.join(others, sql` and `)
  }
  return counted.length === 0 ? sql`1 = 0` : sql`${status} in (${sql.join([...counted])})`
}

/**
 * What makes order `o` one that the question means, its lines apart: the event has happened, after `since`, in the
 * window, and the filters of the order hold. The order itself is visible already.
 */
export function orderConditions(question: EventQuestion, scope: Scope, position: Position): RawBuilder<unknown>[] {
  const instant = instantOf(question.event)
  return [
    ...happened(question.event, instant, position),
    ...(position.since ? [sql`(${position.since} is null or ${instant} > ${position.since})`] : []),
    ...(question.window ? [inWindow(instant, question.window, whenAt(scope, position))] : []),
    ...wholeFilters(question).map(({ name, condition }) => {
      const column = sql.ref(`o.${COLUMNS[name]}`)
      return 'amount' in condition || 'from' in condition
        ? compareSql(column, condition as NumberCondition)
        : textSql(column, condition as TextCondition)
    }),
  ]
}

/** An order is visible up to the position's instant: an end of the window that lies later asks for nothing more. */
function inWindow(instant: RawBuilder<unknown>, window: DateCondition, when: When): RawBuilder<unknown> {
  const range = when.at ? 'by row' : dateRange(window, when)
  if (range === 'by row' || range === 'missing') return dateSql(instant, window, when)
  return inRangeSql(instant, { ...range, until: range.until !== null && range.until > when.now ? null : range.until })
}

/** Columns of orders that a question needs beyond those of the covering index. */
export function extraColumns(question: EventQuestion): string[] {
  const filtered = wholeFilters(question).flatMap(({ name }) => COLUMNS[name] ?? [])
  const columns = question.event === 'delivered' ? ['delivered_at', ...filtered] : filtered
  return columns.filter((column) => column !== 'total')
}

function happened(event: string, instant: RawBuilder<unknown>, position: Position): RawBuilder<unknown>[] {
  if (event === 'delivered') return [sql`${instant} <= ${position.at}`]
  if (event === 'returned') return [sql`o.refunded_total > 0`, sql`${instant} <= ${position.at}`]
  return []
}

function wholeFilters(question: EventQuestion): EventFilter[] {
  return question.filters.filter(({ name }) => !choosesLines(name))
}
