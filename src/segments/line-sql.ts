import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Clause, clausePredicate, columnOf, isEventQuestion, kindOf, type Vocabulary } from '../facts/index.ts'
import type { When } from '../facts/index.ts'
import type { Moved } from './moved-tables.ts'
import { type Standing, standingKey } from './standing.ts'
import { standingPredicate } from './standing-sql.ts'

/** Where the lines of a rule find their answers in a query. */
export interface LineScope {
  /** The rows that hold `customer` and the answers of the profile. */
  readonly profile: string
  readonly vocabulary: Vocabulary
  readonly when: When
  readonly standings: readonly Standing[]
  /** True where the row's customer is in a segment. */
  member(segment: string): RawBuilder<SqlBool>
  /** The scratch table of the customers who entered or left a segment as a line asks (see `movedTables`). */
  readonly moved: Moved
}

/** The condition of one line on a row; false or null where it does not hold. */
export function lineSql(clause: Clause, scope: LineScope): RawBuilder<SqlBool> {
  const { question, condition } = clause
  if (condition.is === 'entered' || condition.is === 'left' || condition.is === 'member') {
    const parts = condition.segments.map((segment) => ofSegment(clause, segment, scope))
    return sql<SqlBool>`(${sql.join(parts, sql` or `)})`
  }
  if (!isEventQuestion(question) && question.fact === 'stage') {
    return kindOf(question, scope.vocabulary).predicate(stage(scope), condition, scope.when)
  }
  const standing = scope.standings.find((one) => standingKey(one.clause) === standingKey(clause))
  if (standing) return standingPredicate(standing, scope.profile, scope.vocabulary)
  const column = sql.ref(`${scope.profile}.${columnOf(question)}`)
  return clausePredicate(clause, column, scope.vocabulary, scope.when)
}

function ofSegment(clause: Clause, segment: string, scope: LineScope): RawBuilder<SqlBool> {
  const moved = () =>
    sql<SqlBool>`${customerOf(scope)} in (select customer from ${sql.table(scope.moved(clause, segment))})`
  if (clause.condition.is !== 'member') return moved()
  const member = scope.member(segment)
  return clause.condition.forDays === undefined ? member : sql<SqlBool>`(${member} and not ${moved()})`
}

function customerOf(scope: LineScope): RawBuilder<unknown> {
  return sql.ref(`${scope.profile}.customer`)
}

/** The first of the shop's stages that holds, or null. */
function stage(scope: LineScope): RawBuilder<unknown> {
  const { stages } = scope.vocabulary.shop
  if (stages.length === 0) return sql`cast(null as text)`
  const cases = stages.map((name) => sql`when ${scope.member(name)} then ${name}`)
  return sql`(case ${sql.join(cases, sql` `)} end)`
}
