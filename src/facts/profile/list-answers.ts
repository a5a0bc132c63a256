import { type RawBuilder, sql } from 'kysely'
import type { Fact } from '../fact.ts'
import { columnOf, type FactQuestion } from '../question.ts'
import { columns, whereAll } from './layout.ts'
import { noPart, type Part } from './part.ts'
import { fromTable, stored } from './position.ts'
import type { Scope } from './scope.ts'
import { expressionOf, viewAt } from './view.ts'

/** A question about a fact that has a row for each value: tags, the shop's own attributes. */
export interface ListAsk {
  readonly question: FactQuestion
  readonly fact: Fact
}

export function tagAnswers(scope: Scope, asks: readonly ListAsk[]): Part {
  return listAnswers(scope, asks, { table: 'customer_tags', alias: 't', name: 'tag_answers', where: [] })
}

export function attributeAnswers(scope: Scope, asks: readonly ListAsk[]): Part {
  const names = [...new Set(asks.map(({ fact }) => fact.name))]
  const where = names.length === 0 ? [] : [sql`a.name in (${sql.join(names)})`]
  return listAnswers(scope, asks, { table: 'customer_attributes', alias: 'a', name: 'attribute_answers', where })
}

interface ListTable {
  readonly table: string
  readonly alias: string
  readonly name: string
  readonly where: readonly RawBuilder<unknown>[]
}

function listAnswers(scope: Scope, asks: readonly ListAsk[], list: ListTable): Part {
  if (asks.length === 0) return noPart
  const position = stored(scope, list.alias)
  const view = viewAt(scope, position, () => {
    throw new Error('a list needs no other fact')
  })
  const selected = asks.map(({ fact, question }) => {
    const { asked } = question
    return sql`${expressionOf(fact, asked ? { ...view, asked } : view)} as ${sql.ref(columnOf(question))}`
  })
  const query = sql`select ${columns([sql`${position.subject} as subject`, ...selected])}
  from ${fromTable(scope, list.table, list.alias)}${whereAll(list.where)}
  group by ${position.subject}`
  const answers = new Map(asks.map(({ question }) => [columnOf(question), answerOf(list.name, question)]))
  return { ctes: [{ name: list.name, rows: 'one row per subject with a value', query }], joins: [list.name], answers }
}

/** `asked` answers are 1 or 0; `not set` asked for any row and is its opposite. */
function answerOf(cte: string, question: FactQuestion): RawBuilder<unknown> {
  const column = sql.ref(`${cte}.${columnOf(question)}`)
  if (!question.asked) return column
  return question.asked.is === 'not set' ? sql`1 - coalesce(${column}, 0)` : sql`coalesce(${column}, 0)`
}
