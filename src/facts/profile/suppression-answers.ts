import { sql } from 'kysely'
import { suppressedBy, suppressionRows } from '../../consent/index.ts'
import { columnOf } from '../question.ts'
import type { ListAsk } from './list-answers.ts'
import { type Cte, noPart, type Part } from './part.ts'
import type { Scope } from './scope.ts'

/** Why a customer gets nothing, as the consent room says: as a relation for everyone, row by row for a few. */
export function suppressionAnswers(scope: Scope, asks: readonly ListAsk[]): Part {
  if (asks.length === 0) return noPart
  const answered = (answer: ReturnType<typeof sql>) => new Map(asks.map(({ question }) => [columnOf(question), answer]))
  const { ctx } = scope
  if (scope.subjects.of === 'rows') {
    return { ...noPart, answers: answered(suppressedBy(ctx, sql`c.key`, sql`s.at`)) }
  }
  const rows: Cte = {
    name: 'suppression_rows',
    rows: 'one row per suppressed customer',
    query: sql`select customer as subject, reason
  from (${suppressionRows(ctx)}) as log`,
  }
  return { ctes: [rows], joins: [rows.name], answers: answered(sql`coalesce(suppression_rows.reason, 'no')`) }
}
