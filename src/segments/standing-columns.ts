import { type RawBuilder, sql } from 'kysely'
import { columnOf } from '../facts/index.ts'
import type { EvaluationContext } from './context.ts'
import type { Standing } from './standing.ts'
import { belongs } from './standing-sql.ts'

/** The columns of the questions that standings rank, each once. */
export function rankedColumns(standings: readonly Standing[]): string[] {
  return [...new Set(standings.map(({ clause }) => columnOf(clause.question)))]
}

/** A row's value of a ranked question, null for a customer outside the base. */
export function rankedValue(
  standings: readonly Standing[],
  question: string,
  { vocabulary }: EvaluationContext,
): RawBuilder<unknown> {
  const standing = standings.find(({ clause }) => columnOf(clause.question) === question)
  if (!standing) throw new Error(`no standing ranks ${question}`)
  const among = belongs(standing.clause.question, 'profile', vocabulary)
  return sql`case when ${among} then ${sql.ref(`profile.${question}`)} end`
}

/** A named one-row relation for each standing. */
export function borders(
  standings: readonly Standing[],
  border: (standing: Standing) => RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  return standings.map(
    (standing) =>
      sql`${sql.table(standing.name)} as materialized (
  ${border(standing)}
)`,
  )
}
