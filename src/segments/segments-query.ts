import { type RawBuilder, sql } from 'kysely'
import { columnsFor, type EvaluationContext } from './context.ts'
import { withNeeds } from './dependency-order.ts'
import { membersQuery } from './members-query.ts'
import { segmentsIn } from './references.ts'
import type { Segment } from './segment.ts'

/**
 * The one select that finds the members of segments, for people to read: lines about the past of a segment stand as
 * tables `entered_NAME` and `left_NAME`, which an evaluation fills first.
 */
export function segmentsQuery(ctx: EvaluationContext, names: readonly string[]): RawBuilder<unknown> {
  return membersQuery(ctx, withAllNeeds(ctx, names), ({ condition }, segment) => {
    return `${condition.is === 'left' ? 'left' : 'entered'}_${segment}`
  })
}

/** The select of the ids of one segment's members, sorted, for people to read. */
export function memberIdsQuery(ctx: EvaluationContext, name: string): RawBuilder<unknown> {
  const columns = columnsFor(withAllNeeds(ctx, [name]).map((segment) => segment.name))
  return sql`
    -- one row per member
    select customers.id
    from (${segmentsQuery(ctx, [name])}) as members
    join customers on customers.key = members.customer
    where members.${sql.ref(columns.get(name) ?? name)} = 1
    order by customers.id`
}

/** The segments with all that they need, each after those. */
function withAllNeeds(ctx: EvaluationContext, names: readonly string[]): Segment[] {
  const needs = new Map(ctx.segments.map(({ name, who }) => [name, segmentsIn([who], ctx.vocabulary.shop.stages)]))
  const order = ctx.segments.map(({ name }) => name)
  const wanted = withNeeds(names, order, needs)
  return ctx.segments.filter(({ name }) => wanted.includes(name))
}
