import { type RawBuilder, sql } from 'kysely'
import { dayNumber } from '../../calendar/index.ts'
import { columnOf, type EventQuestion, type Sequence } from '../question.ts'
import { eventHit, sourceOfEvent } from './event-answers.ts'
import { lineSetOf } from './line-sets.ts'
import { localDayOf } from './local-day.ts'
import { measuredAnswer } from './of-nothing.ts'
import { hitOf } from './order-hit.ts'
import { populationOf, type Staging } from './staging.ts'
import { instantOf } from './order-conditions.ts'
import { amountOf, measured } from './order-measures.ts'
import { allOf, columns } from './layout.ts'
import { type Cte, noPart, type Part } from './part.ts'
import { staged } from './kept-position.ts'
import type { Scope } from './scope.ts'

/**
 * "A, then B": every first and second step in one relation, each first step with the next second one at a strictly
 * later instant. Reads the staged orders and events.
 */
export function sequenceAnswers(scope: Scope, questions: readonly EventQuestion[], staging: Staging): Part {
  if (questions.length === 0) return noPart
  const legs = questions.flatMap((question, index) => [
    leg(question, index, 'first', scope, staging),
    leg(sequenceOf(question).event, index, 'second', scope, staging),
  ])
  const steps: Cte = {
    name: 'steps',
    rows: 'one row per subject and step of a sequence: `first` is 1 for A, 0 for B',
    query: sql.join(
      legs,
      sql`
  union all
  `,
    ),
  }
  const followed: Cte = {
    name: 'followed',
    rows: 'the same with the instant of the next second step',
    query: sql`select subject, sequence, first, happened_at, amount,
    min(case when first = 0 then happened_at end) over (
      partition by subject, sequence
      order by happened_at
      range between 1 following and unbounded following
    ) as next_at
  from steps`,
  }
  const selected = questions.map((question, index) => measureColumn(question, index, scope, staging))
  const answers: Cte = {
    name: 'sequence_answers',
    rows: 'one row per subject with a step',
    query: sql`select ${columns([sql`subject`, ...selected])}
  from followed
  group by subject`,
  }
  return {
    ctes: [steps, followed, answers],
    joins: [answers.name],
    answers: new Map(questions.map((one) => [columnOf(one), measuredAnswer(answers.name, one, scope)])),
  }
}

export function sequenceOf(question: EventQuestion): Sequence {
  if (!question.followedBy) throw new Error('not a sequence')
  return question.followedBy
}

function leg(
  question: EventQuestion,
  index: number,
  step: 'first' | 'second',
  scope: Scope,
  staging: Staging,
): RawBuilder<unknown> {
  const first = step === 'first' ? 1 : 0
  if (scope.ctx.vocabulary.event(question.event)?.rows !== 'orders') {
    const source = sourceOfEvent(question.event, scope)
    const hit = eventHit(question, scope, staged(scope, source.alias))
    return sql`select ${sql.ref(`${source.alias}.subject`)}, ${sql.lit(index)} as sequence, ${sql.lit(first)} as first, ${source.at} as happened_at, 1 as amount
  from ${sql.ref(source.staged.name)} as ${sql.ref(source.alias)}
  where ${hit}`
  }
  const position = staged(scope, 'o')
  const at = { position, dialect: scope.ctx.dialect }
  const amount = first === 1 ? amountOf(question, lineSetOf(staging.sets, question), at) : sql`1`
  return sql`select o.subject, ${sql.lit(index)} as sequence, ${sql.lit(first)} as first, ${instantOf(question.event)} as happened_at, ${amount} as amount
  from ordered as o
  where ${allOf([...populationOf(question.event, scope, staging), hitOf(question, scope, position, staging.sets)])}`
}

function measureColumn(question: EventQuestion, index: number, scope: Scope, staging: Staging): RawBuilder<unknown> {
  const { days, happened } = sequenceOf(question)
  const zoned = { shop: scope.when.shop, now: scope.ctx.now }
  const last = sql`${localDayOf(zoned, sql`happened_at`)} + ${sql.lit(days)}`
  const next = localDayOf(zoned, sql`next_at`)
  // Whether B stayed out is known only when its days are over.
  const holds =
    happened === 'yes'
      ? sql`next_at is not null and ${next} <= ${last}`
      : sql`${last} < ${sql.lit(dayNumber(scope.today))} and (next_at is null or ${next} > ${last})`
  const hit = sql`sequence = ${sql.lit(index)} and first = 1 and ${holds}`
  return sql`${measured(question, lineSetOf(staging.sets, question), hit, sql`amount`)} as ${sql.ref(columnOf(question))}`
}
