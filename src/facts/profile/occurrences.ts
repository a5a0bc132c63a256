import { type RawBuilder, sql } from 'kysely'
import type { EventQuestion } from '../question.ts'
import { eventHit, sourceOfEvent } from './event-answers.ts'
import { rowsAmong } from './event-sources.ts'
import { lineConditions, lineFilters } from './line-conditions.ts'
import { inPopulation, instantOf, orderConditions } from './order-conditions.ts'
import { allOf } from './layout.ts'
import { stored } from './position.ts'
import { type ProfileContext, type Scope, scopeOf } from './scope.ts'

/**
 * What happened, one row per occurrence visible as of `ctx.now` that passes the question's filters and window:
 * `(customer, at, "order")`, order null for the shop's own events. For triggers and goals. A plain select, so that what
 * a caller asks of `customer` and `at` reaches the indexes.
 */
export function occurrences(ctx: ProfileContext, question: EventQuestion): RawBuilder<unknown> {
  if (question.followedBy) throw new Error('a sequence is no occurrence')
  const scope = scopeOf(ctx, { of: 'everyone' })
  return ctx.vocabulary.event(question.event)?.rows === 'orders'
    ? orderOccurrences(scope, question)
    : otherOccurrences(scope, question)
}

function otherOccurrences(scope: Scope, question: EventQuestion): RawBuilder<unknown> {
  const source = sourceOfEvent(question.event, scope)
  const { table, alias, at } = source
  const position = stored(scope, alias)
  return sql`
  -- one row per event
  select ${sql.ref(`${alias}.customer`)}, ${at} as at, cast(null as bigint) as "order"
  from ${sql.table(table)} as ${sql.ref(alias)}
  where ${allOf([...rowsAmong(source, [question.event], scope, position), eventHit(question, scope, position)])}`
}

function orderOccurrences(scope: Scope, question: EventQuestion): RawBuilder<unknown> {
  const filters = lineFilters(question)
  const conditions = [
    // The plus keeps this bound from the index: whoever asks brings a closer one, and SQLite would take the first.
    sql`+o.ordered_at <= ${scope.ctx.now}`,
    inPopulation(question.event, scope.when.shop),
    ...orderConditions(question, scope, stored(scope, 'o')),
    ...(filters.length > 0
      ? [
          sql`exists (
      select 1
      from order_lines as l
      left join products as p on p.id = coalesce(l.product_id, l.sku)
      where l."order" = o.key and ${sql.join(lineConditions(filters), sql` and `)}
    )`,
        ]
      : []),
  ]
  return sql`
  -- one row per order to which it happened
  select o.customer, ${instantOf(question.event)} as at, o.key as "order"
  from orders as o
  where ${allOf(conditions)}`
}
