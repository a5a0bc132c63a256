import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import { type Edge, edgeCustomers, newlyVisible, type Question } from '../../facts/index.ts'
import type { EvaluationContext } from '../context.ts'

/**
 * The customers whose answers may differ from those of an earlier instant: whose data changed since, who has a row that
 * became visible, and who has one at the edge of a window. Rows as `rowsOf` gives them.
 */
export function touchedQuery(
  ctx: EvaluationContext,
  from: Instant,
  edges: readonly Edge[],
  questions: readonly Question[],
): RawBuilder<unknown> {
  const parts = [...newlyVisible(ctx, from, questions), ...edges.map((edge) => edgeCustomers(ctx, edge))]
  return rowsOf(
    ctx,
    sql`
    select customer from changed_customers
    union ${sql.join(
      parts,
      sql`
    union `,
    )}`,
  )
}

/** All columns of `rowsOf`, in the order in which a profile groups them. */
export const ROWS_ORDER = ['subject', 'customer', 'at', 'since'] as const

/** The customers of a select, each once, as subjects of a profile as of `ctx.now`. */
export function rowsOf({ now }: EvaluationContext, customers: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select customer as subject, customer, cast(${now} as bigint) as at, cast(null as bigint) as since
    from (${customers}) as touched`
}
