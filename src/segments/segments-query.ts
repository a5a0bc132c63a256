import type { RawBuilder } from 'kysely'
import type { EvaluationContext } from './context.ts'
import { withNeeds } from './dependency-order.ts'
import { membersQuery } from './members-query.ts'
import { segmentsIn } from './references.ts'

/**
 * The one select that finds the members of segments, for people to read: lines about the past of a segment stand as
 * tables `entered_NAME` and `left_NAME`, which an evaluation fills first.
 */
export function segmentsQuery(ctx: EvaluationContext, names: readonly string[]): RawBuilder<unknown> {
  const needs = new Map(ctx.segments.map(({ name, who }) => [name, segmentsIn([who], ctx.vocabulary.shop.stages)]))
  const order = ctx.segments.map(({ name }) => name)
  const wanted = withNeeds(names, order, needs)
  const chosen = ctx.segments.filter(({ name }) => wanted.includes(name))
  return membersQuery(ctx, chosen, ({ condition }, segment) => {
    return `${condition.is === 'left' ? 'left' : 'entered'}_${segment}`
  })
}
