import { type RawBuilder, sql } from 'kysely'
import { columnOf, type EventQuestion } from '../question.ts'
import { measureKey } from '../say-event.ts'
import type { Scope } from './scope.ts'

/** The answer to a measured event in a joined CTE: of nothing, counts and sums are 0. */
export function measuredAnswer(cte: string, question: EventQuestion, scope: Scope): RawBuilder<unknown> {
  const key = measureKey(question)
  const measure = scope.ctx.vocabulary.event(question.event)?.measures.find((one) => one.key === key)
  const column = columnOf(question)
  return measure?.ofNothing === 0 ? zeroOf(cte, column) : sql.ref(`${cte}.${column}`)
}

/** A count or a sum: 0 where the CTE has no row for the subject. */
export function zeroOf(cte: string, column: string): RawBuilder<unknown> {
  return sql`coalesce(${sql.ref(`${cte}.${column}`)}, 0)`
}
