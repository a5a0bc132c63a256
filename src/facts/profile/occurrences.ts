import { type RawBuilder, sql } from 'kysely'
import type { EventQuestion } from '../question.ts'
import { eventHit } from './event-answers.ts'
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
  return ctx.vocabulary.event(question.event)?.rows === 'events'
    ? ownOccurrences(scope, question)
    : orderOccurrences(scope, question)
}

function ownOccurrences(scope: Scope, question: EventQuestion): RawBuilder<unknown> {
  return sql`
  -- one row per event
  select e.customer, e.at, cast(null as bigint) as "order"
  from events as e
  where ${allOf([sql`e.at <= ${scope.ctx.now}`, eventHit(question, scope, stored(scope, 'e'))])}`
}

function orderOccurrences(scope: Scope, question: EventQuestion): RawBuilder<unknown> {
  const filters = lineFilters(question)
  const conditions = [
    sql`o.ordered_at <= ${scope.ctx.now}`,
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
