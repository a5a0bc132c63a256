import { type RawBuilder, sql } from 'kysely'
import type { Fact } from '../fact.ts'
import { columnOf, type EventQuestion, type FactQuestion } from '../question.ts'
import { measureKey } from '../say-event.ts'
import type { Scope } from './scope.ts'

/** The answer to a measured event in a joined CTE: of nothing, counts and sums are 0. */
export function measuredAnswer(cte: string, question: EventQuestion, scope: Scope): RawBuilder<unknown> {
  const key = measureKey(question)
  const measure = scope.ctx.vocabulary.event(question.event)?.measures.find((one) => one.key === key)
  const column = columnOf(question)
  return measure?.ofNothing === 0 ? zeroOf(cte, column) : sql.ref(`${cte}.${column}`)
}

/** The answer to a fact in a joined CTE: of nothing, what the fact says. */
export function factAnswer(cte: string, { ofNothing }: Fact, question: FactQuestion): RawBuilder<unknown> {
  const column = sql.ref(`${cte}.${columnOf(question)}`)
  return ofNothing === undefined ? column : sql`coalesce(${column}, ${sql.lit(ofNothing)})`
}

/** A count or a sum: 0 where the CTE has no row for the subject. */
export function zeroOf(cte: string, column: string): RawBuilder<unknown> {
  return sql`coalesce(${sql.ref(`${cte}.${column}`)}, 0)`
}
