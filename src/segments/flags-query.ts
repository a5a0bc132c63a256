import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { profileQuery, type Subjects } from '../facts/index.ts'
import { type EvaluationContext, whenOf } from './context.ts'
import { lineSql, type LineScope } from './line-sql.ts'
import { columnList, questionsOf } from './members-query.ts'
import { borders } from './standing-columns.ts'
import { borderQuery, rankedIn } from './standing-sql.ts'
import type { Moved } from './moved-tables.ts'
import { clausesOf, type Rule } from './rule.ts'
import { standingQuestions, standingsIn } from './standing.ts'
import { oneOrNothing, toSql } from './to-sql.ts'

/** A rule to be judged, and the column that takes the answer. */
export interface NamedRule {
  readonly column: string
  readonly rule: Rule
}

/**
 * One select with a row per row of a scratch table (see `Subjects`): `subject` and a 0/1 column per rule, each row as
 * of its own instant. Standings and memberships are those as of `ctx.now`.
 */
export function flagsQuery(
  ctx: EvaluationContext,
  subjects: Extract<Subjects, { of: 'rows' }>,
  rules: readonly NamedRule[],
  relations: { member(segment: string): RawBuilder<SqlBool>; readonly moved: Moved },
): RawBuilder<unknown> {
  const clauses = rules.flatMap(({ rule }) => clausesOf(rule))
  const standings = standingsIn(clauses)
  const scope: LineScope = {
    profile: 'profile',
    vocabulary: ctx.vocabulary,
    when: { ...whenOf(ctx), today: subjects.today, at: sql.ref('profile.at') },
    standings,
    ...relations,
  }
  const flags = rules.map(
    ({ column, rule }) => sql`${oneOrNothing(toSql(rule, (clause) => lineSql(clause, scope)))} as ${sql.ref(column)}`,
  )
  const base = profileQuery(ctx, { of: 'everyone' }, standingQuestions(standings, ctx.vocabulary))
  const parts = [
    sql`everyone as materialized (${base})`,
    ...borders(standings, (standing) => borderQuery(standing, rankedIn(standing, 'everyone', ctx))),
  ]
  const heading = standings.length === 0 ? sql`` : sql`with ${sql.join(parts, sql`, `)}`
  return sql`
    ${heading}
    select profile.subject,
      ${columnList(flags)}
    from (
${profileQuery(ctx, subjects, questionsOf(clauses, standings, ctx))}
) as profile`
}
