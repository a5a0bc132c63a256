import { type RawBuilder, sql } from 'kysely'
import type { Fact } from '../fact.ts'
import { columnOf, type EventQuestion, type FactQuestion, isEventQuestion, type Question } from '../question.ts'
import type { EventRows } from '../event.ts'
import { eventAnswers } from './event-answers.ts'
import { attributeAnswers, type ListAsk, tagAnswers } from './list-answers.ts'
import { orderPart } from './order-part.ts'
import { columns } from './layout.ts'
import { joinParts, type Part, withClause } from './part.ts'
import { scoreRows } from './score-rows.ts'
import { type ProfileContext, type Scope, scopeOf, type Subjects } from './scope.ts'
import { expressionOf, viewAt } from './view.ts'
import { suppressionAnswers } from './suppression-answers.ts'
import { sequenceAnswers, sequenceOf } from './sequences.ts'

/**
 * One select with a row per subject: `subject`, `customer`, `at` and a column per question named by
 * `columnOf(question)`. Each stored table is read at most once, however many questions; orders
 * once more for predictions. Questions about segments
 * (`in_segment`, `stage`, …) are left out: the segments room joins them.
 */
export function profileQuery(
  ctx: ProfileContext,
  subjects: Subjects,
  questions: readonly Question[],
): RawBuilder<unknown> {
  const scope = scopeOf(ctx, subjects)
  const asked = [...new Map(questions.map((question) => [columnOf(question), question])).values()]
  const facts = factsAsked(scope, asked)
  const part = partsOf(scope, facts, asked.filter(isEventQuestion))
  const answers = new Map([...part.answers, ...ownAnswers(scope, facts, part)])
  const wanted = asked.map(columnOf).flatMap((column) => {
    const answer = answers.get(column)
    return answer ? [sql`${answer} as ${sql.ref(column)}`] : []
  })
  const joins = part.joins.map(
    (name) => sql`
left join ${sql.ref(name)} on ${sql.ref(`${name}.subject`)} = ${subjectOf(scope)}`,
  )
  return sql`${withClause(part.ctes)}-- one row per subject
select ${columns([...heading(scope), ...wanted])}
from ${source(scope)}${sql.join(joins, sql``)}${existing(scope)}`
}

/** A fact of a question, and those it needs. */
function factsAsked(scope: Scope, questions: readonly Question[]): ListAsk[] {
  const found = new Map<string, ListAsk>()
  const add = (question: FactQuestion): void => {
    const fact = scope.ctx.vocabulary.fact(question.fact)
    if (!fact) throw new Error(`no fact "${question.fact}"`)
    if (fact.rows === 'segments') return
    found.set(columnOf(question), { question, fact })
    for (const name of fact.needs ?? []) add({ fact: name })
  }
  for (const question of questions) if (!isEventQuestion(question)) add(question)
  return [...found.values()]
}

/** Tables of happenings that are no orders, each read once. */
const HAPPENINGS = ['events', 'messages', 'message events', 'consents'] as const satisfies readonly EventRows[]

function partsOf(scope: Scope, facts: readonly ListAsk[], events: readonly EventQuestion[]): Part {
  const of = (rows: Fact['rows']) => facts.filter(({ fact }) => fact.rows === rows)
  const on = (rows: EventRows) => (question: EventQuestion) => scope.ctx.vocabulary.event(question.event)?.rows === rows
  const sequences = events.filter(({ followedBy }) => followedBy)
  const plain = events.filter(({ followedBy }) => !followedBy)
  const steps = sequences.flatMap((question) => [question, sequenceOf(question).event])
  const scored = of('scores').length > 0
  const predicted = of('predictions').length > 0
  const orders = orderPart(scope, {
    facts: of('orders').map(({ fact }) => fact),
    questions: plain.filter(on('orders')),
    steps: steps.filter(on('orders')),
    rhythm: of('rhythm').length > 0 ? 'asked' : 'not asked',
    predictions: predicted ? 'asked' : 'not asked',
    ...(scored ? { use: 'twice' as const } : {}),
  })
  return joinParts([
    orders.part,
    ...(scored ? [scoreRows(scope)] : []),
    ...HAPPENINGS.map((rows) =>
      eventAnswers(scope, { rows, facts: of(rows), questions: plain.filter(on(rows)), steps: steps.filter(on(rows)) }),
    ),
    sequenceAnswers(scope, sequences, orders.staging),
    tagAnswers(scope, of('tags')),
    attributeAnswers(scope, of('attributes')),
    suppressionAnswers(scope, of('suppressions')),
  ])
}

/** Rows that stand beside the customer's own, one a subject: facts select from them. */
const BESIDE: readonly Fact['rows'][] = ['customers', 'rhythm', 'scores', 'predictions']

/** Answers of the customer's own row, some of which use others. */
function ownAnswers(scope: Scope, facts: readonly ListAsk[], part: Part): Map<string, RawBuilder<unknown>> {
  const position = { subject: subjectOf(scope), at: atOf(scope), since: undefined }
  const answer = (question: FactQuestion): RawBuilder<unknown> => {
    const known = part.answers.get(columnOf(question))
    const fact = scope.ctx.vocabulary.fact(question.fact)
    if (known) return known
    if (!fact || !BESIDE.includes(fact.rows)) throw new Error(`"${question.fact}" is not answered here`)
    const view = viewAt(scope, position, (name) => answer({ fact: name }))
    return expressionOf(fact, question.name === undefined ? view : { ...view, name: question.name })
  }
  const own = facts.filter(({ fact }) => BESIDE.includes(fact.rows))
  return new Map(own.map(({ question }) => [columnOf(question), answer(question)]))
}

function heading(scope: Scope): RawBuilder<unknown>[] {
  const at = sql`cast(${atOf(scope)} as bigint) as at`
  return [sql`${subjectOf(scope)} as subject`, sql`c.key as customer`, at]
}

function subjectOf(scope: Scope): RawBuilder<unknown> {
  return scope.subjects.of === 'everyone' ? sql`c.key` : sql`s.subject`
}

function atOf(scope: Scope): RawBuilder<unknown> {
  return scope.subjects.of === 'everyone' ? sql`${scope.ctx.now}` : sql`s.at`
}

function source(scope: Scope): RawBuilder<unknown> {
  if (scope.subjects.of === 'everyone') return sql`customers as c`
  return sql`${sql.table(scope.subjects.table)} as s
join customers as c on c.key = s.customer`
}

/**
 * A customer exists from the first dated trace; without any, always. No index helps, nearly everybody does: in the order
 * of keys customers are read in step with the answers that are joined to them.
 */
function existing({ ctx, subjects }: Scope): RawBuilder<unknown> {
  if (subjects.of === 'rows' && !subjects.among) return sql``
  return sql`
where coalesce(c.exists_from, ${ctx.now}) <= ${ctx.now}${subjects.of === 'everyone' ? sql` order by c.key` : sql``}`
}
