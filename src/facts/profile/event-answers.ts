import { type RawBuilder, sql } from 'kysely'
import type { EventRows } from '../event.ts'
import { dateSql } from '../kinds/in-range.ts'
import { columnOf, type EventQuestion } from '../question.ts'
import { type EventSource, kindOfFilter, rowsAmong, sourceOf } from './event-sources.ts'
import { allOf, columns } from './layout.ts'
import type { ListAsk } from './list-answers.ts'
import { factAnswer, measuredAnswer } from './of-nothing.ts'
import { type Cte, noPart, type Part } from './part.ts'
import { keepColumns, staged } from './kept-position.ts'
import { fromTable, stored } from './position.ts'
import { type Position, type Scope, whenAt } from './scope.ts'
import { expressionOf, viewAt } from './view.ts'

/** All that is asked of one table of happenings; `steps` are those of its events that sequences read. */
export interface EventsAsked {
  readonly rows: Exclude<EventRows, 'orders'>
  readonly facts: readonly ListAsk[]
  readonly questions: readonly EventQuestion[]
  readonly steps: readonly EventQuestion[]
}

/** The happenings of one table, read once: by their answers alone, or staged where sequences read them as well. */
export function eventAnswers(scope: Scope, asked: EventsAsked): Part {
  const { facts, questions, steps } = asked
  const source = sourceOf(asked.rows)
  const names = namesAsked(scope, asked)
  const ctes = steps.length > 0 ? [stagedRows(scope, source, names)] : []
  if (facts.length + questions.length === 0) return { ...noPart, ctes }
  const position = steps.length > 0 ? staged(scope, source.alias) : stored(scope, source.alias)
  const view = viewAt(scope, position, () => {
    throw new Error('an aggregate over events needs no other fact')
  })
  const selected = [
    ...facts.map(({ fact, question }) => {
      const { name } = question
      return sql`${expressionOf(fact, name === undefined ? view : { ...view, name })} as ${sql.ref(columnOf(question))}`
    }),
    ...questions.map((one) => sql`${eventMeasure(one, source, scope, position)} as ${sql.ref(columnOf(one))}`),
  ]
  const from =
    steps.length > 0
      ? sql`${sql.ref(source.staged.name)} as ${sql.ref(source.alias)}`
      : sql`${fromTable(scope, source.table, source.alias)}
  where ${allOf(rowsAmong(source, names, scope, position))}`
  const query = sql`select ${columns([sql`${position.subject} as subject`, ...selected])}
  from ${from}
  group by ${position.subject}`
  const { name, rows } = source.answers
  const answers = new Map<string, RawBuilder<unknown>>()
  for (const { fact, question } of facts) answers.set(columnOf(question), factAnswer(name, fact, question))
  for (const question of questions) answers.set(columnOf(question), measuredAnswer(name, question, scope))
  return { ctes: [...ctes, { name, rows, query }], joins: [name], answers }
}

/** What makes a row of the event's source one that the question means. */
export function eventHit(question: EventQuestion, scope: Scope, position: Position): RawBuilder<unknown> {
  const source = sourceOfEvent(question.event, scope)
  const conditions = [
    ...source.is(question.event),
    ...(position.since ? [sql`(${position.since} is null or ${source.at} > ${position.since})`] : []),
    ...(question.window ? [dateSql(source.at, question.window, whenAt(scope, position))] : []),
    ...question.filters.map((filter) => source.filter(question.event, filter, scope)),
  ]
  return conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `)
}

/** Where the happenings of an event that is none of orders are stored. */
export function sourceOfEvent(event: string, scope: Scope): EventSource {
  const rows = scope.ctx.vocabulary.event(event)?.rows
  if (rows === undefined || rows === 'orders') throw new Error(`"${event}" does not happen here`)
  return sourceOf(rows)
}

/** The happenings that several queries read, made once. */
function stagedRows(scope: Scope, source: EventSource, names: readonly string[]): Cte {
  const position = stored(scope, source.alias)
  const kept = source.columns.map((column) => sql.ref(`${source.alias}.${column}`))
  const query = sql`select ${columns([keepColumns(position), ...kept])}
  from ${fromTable(scope, source.table, source.alias)}
  where ${allOf(rowsAmong(source, names, scope, position))}`
  return { ...source.staged, query, use: 'twice' }
}

/** The events that questions name; a fact about a table looks at all of its events. */
function namesAsked(scope: Scope, { rows, facts, questions, steps }: EventsAsked): string[] {
  const { events } = scope.ctx.vocabulary
  const all = facts.length > 0 ? events.filter((event) => event.rows === rows).map(({ name }) => name) : []
  return [...new Set([...all, ...[...questions, ...steps].map(({ event }) => event)])]
}

/**
 * Decimals added as binary fractions miss by a hair (0.1 + 0.2 is not 0.3), and a threshold would not be met: where a
 * double has room for them, nine decimals are counted whole and divided once. Money is whole already.
 */
const NANO = sql.lit(1_000_000_000)

function eventMeasure(
  question: EventQuestion,
  source: EventSource,
  scope: Scope,
  position: Position,
): RawBuilder<unknown> {
  const hit = eventHit(question, scope, position)
  const { name, property } = question.measure
  if (property === undefined) return sql`count(*) filter (where ${hit})`
  if (source.table !== 'events') throw new Error(`"${question.event}" has no ${property}`)
  const value = sql`case when ${hit} then ${scope.ctx.dialect.jsonNumber(sql`e.matched`, property)} end`
  const [total, count] = [scope.ctx.dialect.total(value), sql`nullif(count(${value}), 0)`]
  const money = kindOfFilter(question.event, property, scope.ctx) === 'money'
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
