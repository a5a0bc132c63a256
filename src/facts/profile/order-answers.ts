import { type RawBuilder, sql } from 'kysely'
import type { Fact } from '../fact.ts'
import { columnOf, type EventQuestion } from '../question.ts'
import { type LineSets, lineSetOf } from './line-sets.ts'
import { factAnswer, measuredAnswer, zeroOf } from './of-nothing.ts'
import { hitOf } from './order-hit.ts'
import { inPopulation } from './order-conditions.ts'
import { orderMeasure } from './order-measures.ts'
import { columns, whereAll } from './layout.ts'
import type { Cte, Part } from './part.ts'
import { staged } from './kept-position.ts'
import { fromTable, stored } from './position.ts'
import type { Position, Scope } from './scope.ts'
import { populationOf, type Staging } from './staging.ts'
import { expressionOf, viewAt } from './view.ts'

/** What is asked of one population of orders: those that count, or the cancelled. */
export interface OrderAsk {
  readonly facts: readonly Fact[]
  readonly questions: readonly EventQuestion[]
  /** Other queries read the answers as well. */
  readonly use?: 'twice'
}

/** Straight from the table: one scan of an index, grouped as it lies. */
export function fromOrders(scope: Scope, ask: OrderAsk, event: string): Part {
  const position = stored(scope, 'o')
  const conditions = [sql`o.ordered_at <= ${position.at}`, inPopulation(event, scope.when.shop)]
  const from = sql`${fromTable(scope, 'orders', 'o')}${whereAll(conditions)}`
  return answersFrom(scope, ask, position, from, event, new Map())
}

/** From the staged orders, which other queries read as well. */
export function fromOrdered(scope: Scope, ask: OrderAsk, event: string, staging: Staging): Part {
  const from = sql`ordered as o${whereAll(populationOf(event, scope, staging))}`
  return answersFrom(scope, ask, staged(scope, 'o'), from, event, staging.sets)
}

/** How many different products: counted over the lines, since an order cannot add them up. */
export function distinctProducts(scope: Scope, questions: readonly EventQuestion[], staging: Staging): Part {
  const position = staged(scope, 'o')
  const selected = questions.map((question) => {
    const hit = hitOf(question, scope, position, staging.sets)
    return sql`count(distinct case when ${hit} then o.product end) as ${sql.ref(columnOf(question))}`
  })
  const query = sql`select ${columns([sql`o.subject`, ...selected])}
  from lines as o${whereAll(populationOf('bought', scope, staging))}
  group by o.subject`
  const cte: Cte = { name: 'product_answers', rows: 'one row per subject with lines', query }
  return {
    ctes: [cte],
    joins: [cte.name],
    answers: new Map(questions.map((one) => [columnOf(one), zeroOf(cte.name, columnOf(one))])),
  }
}

function answersFrom(
  scope: Scope,
  ask: OrderAsk,
  position: Position,
  from: RawBuilder<unknown>,
  event: string,
  sets: LineSets,
): Part {
  const name = event === 'cancelled' ? 'cancelled_answers' : 'order_answers'
  const view = viewAt(scope, position, () => {
    throw new Error('an aggregate over orders needs no other fact')
  })
  const facts = ask.facts.map((fact) => sql`${expressionOf(fact, view)} as ${sql.ref(columnOf({ fact: fact.name }))}`)
  const events = ask.questions.map((question) => {
    const hit = hitOf(question, scope, position, sets)
    return sql`${orderMeasure(question, lineSetOf(sets, question), hit, { position, dialect: scope.ctx.dialect })} as ${sql.ref(columnOf(question))}`
  })
  const query = sql`select ${columns([sql`${position.subject} as subject`, ...facts, ...events])}
  from ${from}
  group by ${position.subject}`
  const rows =
    event === 'cancelled' ? 'one row per subject with a cancelled order' : 'one row per subject with a counted order'
  const answers = new Map<string, RawBuilder<unknown>>()
  for (const fact of ask.facts) {
    const question = { fact: fact.name }
    answers.set(columnOf(question), factAnswer(name, fact, question))
  }
  for (const question of ask.questions) answers.set(columnOf(question), measuredAnswer(name, question, scope))
  const cte: Cte = ask.use ? { name, rows, query, use: ask.use } : { name, rows, query }
  return { ctes: [cte], joins: [name], answers }
}
