import { type RawBuilder, sql } from 'kysely'
import type { NumberCondition, TextCondition } from '../condition.ts'
import { dateSql } from '../kinds/in-range.ts'
import { compareSql, presenceSql } from '../kinds/compare.ts'
import { textSql } from '../kinds/text-match.ts'
import { columnOf, type EventQuestion } from '../question.ts'
import { measuredAnswer } from './of-nothing.ts'
import { allOf, columns } from './layout.ts'
import { type Cte, noPart, type Part } from './part.ts'
import { fromTable, keepColumns, staged, stored } from './position.ts'
import { type Position, type Scope, whenAt } from './scope.ts'

/** The shop's own events, in one scan; `staged`: sequences read them as well. */
export function eventAnswers(scope: Scope, questions: readonly EventQuestion[], source: 'stored' | 'staged'): Part {
  if (questions.length === 0) return noPart
  const position = source === 'stored' ? stored(scope, 'e') : staged(scope, 'e')
  const selected = questions.map(
    (question) => sql`${eventMeasure(question, scope, position)} as ${sql.ref(columnOf(question))}`,
  )
  const from =
    source === 'stored'
      ? sql`${fromTable(scope, 'events', 'e')}
  where ${visible(scope, position, questions)}`
      : sql`happened as e`
  const query = sql`select ${columns([sql`${position.subject} as subject`, ...selected])}
  from ${from}
  group by ${position.subject}`
  const name = 'event_answers'
  const answers = new Map(questions.map((one) => [columnOf(one), measuredAnswer(name, one, scope)]))
  return {
    ctes: [{ name, rows: "one row per subject with an event of the shop's own", query }],
    joins: [name],
    answers,
  }
}

/** The events that several queries read, made once. */
export function happenedRows(scope: Scope, questions: readonly EventQuestion[]): Cte {
  const position = stored(scope, 'e')
  const query = sql`select ${columns([keepColumns(position), sql`e.name`, sql`e.at`, sql`e.matched`])}
  from ${fromTable(scope, 'events', 'e')}
  where ${visible(scope, position, questions)}`
  return { name: 'happened', rows: "one row per subject and event of the shop's own", query, use: 'twice' }
}

/** What makes event `e` one that the question means. */
export function eventHit(question: EventQuestion, scope: Scope, position: Position): RawBuilder<unknown> {
  const { dialect } = scope.ctx
  const filters = question.filters.map(({ name, condition }) => {
    if (kindOf(question, name, scope) === 'text')
      return textSql(dialect.jsonText(sql`e.matched`, name), condition as TextCondition)
    const number = dialect.jsonNumber(sql`e.matched`, name)
    if (condition.is === 'set' || condition.is === 'not set') return presenceSql(number, condition)
    return compareSql(number, condition as NumberCondition)
  })
  return sql.join(
    [
      sql`e.name = ${question.event}`,
      ...(position.since ? [sql`(${position.since} is null or e.at > ${position.since})`] : []),
      ...(question.window ? [dateSql(sql`e.at`, question.window, whenAt(scope, position))] : []),
      ...filters,
    ],
    sql` and `,
  )
}

/**
 * Decimals added as binary fractions miss by a hair (0.1 + 0.2 is not 0.3), and a threshold would not be met: where a
 * double has room for them, nine decimals are counted whole and divided once. Money is whole already.
 */
const NANO = sql.lit(1_000_000_000)

function eventMeasure(question: EventQuestion, scope: Scope, position: Position): RawBuilder<unknown> {
  const hit = eventHit(question, scope, position)
  const { name, property } = question.measure
  if (property === undefined) return sql`sum(case when ${hit} then 1 else 0 end)`
  const value = sql`case when ${hit} then ${scope.ctx.dialect.jsonNumber(sql`e.matched`, property)} end`
  const [total, count] = [sql`sum(${value})`, sql`nullif(count(${value}), 0)`]
  const money = kindOf(question, property, scope) === 'money'
  const small = sql`abs(${total}) < 1000000`
  switch (name) {
    case 'sum':
      return money ? total : sql`case when ${small} then round(${total} * ${NANO}) / ${NANO} else ${total} end`
    case 'average':
      return money
        ? sql`${total} / ${count}`
        : sql`case when ${small} then round(${total} * ${NANO}) / (${NANO} * ${count}) else ${total} / ${count} end`
    case 'largest':
      return sql`max(${value})`
    case 'smallest':
      return sql`min(${value})`
    case 'distinct':
      return sql`count(distinct ${value})`
    default:
      throw new Error(`events are not measured by "${name}"`)
  }
}

function kindOf(question: EventQuestion, filter: string, scope: Scope): string | undefined {
  return scope.ctx.vocabulary.event(question.event)?.filters.find(({ name }) => name === filter)?.kind
}

function visible(scope: Scope, position: Position, questions: readonly EventQuestion[]): RawBuilder<unknown> {
  const followers = questions.flatMap(({ followedBy }) => (followedBy ? [followedBy.event] : []))
  const names = new Set(
    [...questions, ...followers]
      .map(({ event }) => event)
      .filter((name) => scope.ctx.vocabulary.event(name)?.rows === 'events'),
  )
  return allOf([sql`e.name in (${sql.join([...names])})`, sql`e.at <= ${position.at}`])
}
