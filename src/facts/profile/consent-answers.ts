import { type RawBuilder, sql } from 'kysely'
import { consentRows, consentState, suppressedBy, suppressionRows } from '../../consent/index.ts'
import { columnOf } from '../question.ts'
import type { ListAsk } from './list-answers.ts'
import { type Cte, noPart, type Part } from './part.ts'
import type { Scope } from './scope.ts'

/** What the consent room says: as a relation for everyone, row by row for a few. */
export function consentAnswers(scope: Scope, asks: readonly ListAsk[]): Part {
  const asked = new Set(asks.map(({ fact }) => fact.rows))
  if (asked.size === 0) return noPart
  const { ctx } = scope
  if (scope.subjects.of === 'rows') {
    const one = {
      consents: consentState(ctx, sql`c.key`, sql`s.at`),
      suppressions: suppressedBy(ctx, sql`c.key`, sql`s.at`),
    }
    return { ...noPart, answers: answersOf(asks, (rows) => one[rows]) }
  }
  const ctes: Cte[] = []
  if (asked.has('consents'))
    ctes.push(renamed('consent_rows', 'one row per customer with a word in the log', 'state', consentRows(ctx)))
  if (asked.has('suppressions'))
    ctes.push(renamed('suppression_rows', 'one row per suppressed customer', 'reason', suppressionRows(ctx)))
  const all = {
    consents: sql`coalesce(consent_rows.state, 'never asked')`,
    suppressions: sql`coalesce(suppression_rows.reason, 'no')`,
  }
  return { ctes, joins: ctes.map(({ name }) => name), answers: answersOf(asks, (rows) => all[rows]) }
}

function answersOf(
  asks: readonly ListAsk[],
  answer: (rows: 'consents' | 'suppressions') => RawBuilder<unknown>,
): Map<string, RawBuilder<unknown>> {
  return new Map(
    asks.map(({ question, fact }) => [
      columnOf(question),
      answer(fact.rows === 'consents' ? 'consents' : 'suppressions'),
    ]),
  )
}

function renamed(name: string, rows: string, column: string, query: RawBuilder<unknown>): Cte {
  return {
    name,
    rows,
    query: sql`select customer as subject, ${sql.ref(column)}
  from (${query}) as log`,
  }
}
