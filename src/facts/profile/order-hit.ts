import { type RawBuilder, sql } from 'kysely'
import type { EventQuestion } from '../question.ts'
import { type LineSets, lineSetOf } from './line-sets.ts'
import { orderConditions } from './order-conditions.ts'
import type { Position, Scope } from './scope.ts'

/** The condition of an order that hits, on one line. */
export function hitOf(question: EventQuestion, scope: Scope, position: Position, sets: LineSets): RawBuilder<unknown> {
  const lines = lineSetOf(sets, question)
  const chosen = lines ? [sql`${sql.ref(`o.${lines.chosen}`)} = 1`] : []
  const conditions = [...chosen, ...orderConditions(question, scope, position)]
  return conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `)
}
