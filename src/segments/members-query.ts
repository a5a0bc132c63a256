import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Clause, profileQuery, type Question } from '../facts/index.ts'
import { columnsFor, type EvaluationContext, whenOf } from './context.ts'
import { asksSegments } from './judge.ts'
import { lineSql, type LineScope } from './line-sql.ts'
import type { Moved } from './moved-tables.ts'
import { segmentsOf } from './references.ts'
import { clausesOf } from './rule.ts'
import type { Segment } from './segment.ts'
import { type Standing, standingQuestions, standingsIn } from './standing.ts'
import { borders } from './standing-columns.ts'
import { borderQuery, rankedIn } from './standing-sql.ts'
import { oneOrNothing, toSql } from './to-sql.ts'
import { wordColumns } from './words.ts'

/** Whom a query judges, and where it finds the borders of standings, which need the whole base. */
export interface Judged {
  /** Their answers, `customer` and a column per question: a query of them, or the scratch table where they stand. */
  readonly profile: ((questions: readonly Question[]) => RawBuilder<unknown>) | { readonly table: string }
  readonly border: (standing: Standing) => RawBuilder<unknown>
  /** Whether each flag has a 0/1 column of its own, or a bit of a word (see `Words`). */
  readonly flags: 'columns' | 'words'
}

/**
 * One select with a row per customer: `customer`, a flag for each of `segments`, which stand in dependency order and
 * need no others. `moved` names the scratch table of a line about the past of a segment.
 */
export function membersQuery(
  ctx: EvaluationContext,
  segments: readonly Segment[],
  moved: Moved,
  judged: Judged = everyone(ctx),
): RawBuilder<unknown> {
  const clauses = segments.flatMap(({ who }) => clausesOf(who))
  const standings = standingsIn(clauses)
  const profile =
    'table' in judged.profile
      ? sql`select * from ${sql.table(judged.profile.table)}`
      : judged.profile(questionsOf(clauses, standings, ctx))
  const columns = columnsFor(segments.map(({ name }) => name))
  const scope: LineScope = {
    profile: 'profile',
    vocabulary: ctx.vocabulary,
    when: whenOf(ctx),
    standings,
    member: (name) => sql`profile.${sql.ref(columns.get(name) ?? name)} = 1`,
    moved,
  }
  const holds = ({ who }: Segment) => toSql(who, (clause) => lineSql(clause, scope))
  const column = ({ name }: Segment) => sql.ref(columns.get(name) ?? name)
  const flag = (segment: Segment) => sql`${oneOrNothing(holds(segment))} as ${column(segment)}`
  const levels = levelsOf(segments, ctx.vocabulary.shop.stages)
  if (levels.length === 1 && standings.length === 0) {
    return sql`select profile.customer,
      ${columnList(judged.flags === 'words' ? wordColumns(segments.map(holds)) : segments.map(flag))}
    from (
${profile}
) as profile`
  }
  const made = sql`everyone as materialized (
${profile}
)`
  const parts = ['table' in judged.profile ? [] : [made], borders(standings, judged.border)].flat()
  let rows = 'table' in judged.profile ? judged.profile.table : 'everyone'
  const known = new Set<Segment>()
  for (const [i, level] of levels.slice(0, -1).entries()) {
    const name = `level_${i + 1}`
    parts.push(sql`${sql.table(name)} as materialized (
      -- one row per customer: the answers so far
      select profile.*,
      ${columnList(level.map(flag))}
      from ${sql.table(rows)} as profile
    )`)
    for (const segment of level) known.add(segment)
    rows = name
  }
  const last = levels.at(-1) ?? []
  const isIn = (segment: Segment) => (known.has(segment) ? sql<SqlBool>`${column(segment)} = 1` : holds(segment))
  return sql`
    with ${sql.join(parts, sql`, `)}
    select profile.customer,
      ${columnList(judged.flags === 'words' ? wordColumns(segments.map(isIn)) : [...[...known].map(column), ...last.map(flag)])}
    from ${sql.table(rows)} as profile`
}

/** Everybody, with borders found among them. */
export function everyone(ctx: EvaluationContext, flags: Judged['flags'] = 'columns'): Judged {
  const border = (standing: Standing) => borderQuery(standing, rankedIn(standing, 'everyone', ctx))
  const profile = (questions: readonly Question[]) => profileQuery(ctx, { of: 'everyone' }, questions)
  return { profile, border, flags }
}

/** Columns of a select, one a line. */
export function columnList(columns: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(
    columns,
    sql`,
      `,
  )
}

/** What the profile is asked: the lines' own questions and those of the standings. */
export function questionsOf(
  clauses: readonly Clause[],
  standings: readonly Standing[],
  ctx: EvaluationContext,
): Question[] {
  const own = clauses.filter((clause) => !asksSegments(clause)).map(({ question }) => question)
  return [...own, ...standingQuestions(standings, ctx.vocabulary)]
}

/** Segments by how many others stand below them: each level needs only those before it. */
function levelsOf(segments: readonly Segment[], stages: readonly string[]): Segment[][] {
  const level = new Map<string, number>()
  const levels: Segment[][] = []
  for (const segment of segments) {
    const needed = clausesOf(segment.who)
      .filter(({ condition }) => condition.is !== 'entered' && condition.is !== 'left')
      .flatMap((clause) => segmentsOf(clause, stages))
    const own = Math.max(-1, ...needed.map((name) => level.get(name) ?? -1)) + 1
    level.set(segment.name, own)
    levels[own] = [...(levels[own] ?? []), segment]
  }
  return levels
}
