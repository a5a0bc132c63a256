import type { RawBuilder } from 'kysely'
import type { Fact, FactView } from '../fact.ts'
import type { Position, Scope } from './scope.ts'

/** What a fact's expression may use at a position. */
export function viewAt(scope: Scope, position: Position, answer: FactView['answer']): FactView {
  return { at: position.at, today: scope.today, shop: scope.when.shop, dialect: scope.ctx.dialect, answer }
}

/** A fact's expression; facts that another room answers have none. */
export function expressionOf(fact: Fact, view: FactView): RawBuilder<unknown> {
  if (!fact.sql) throw new Error(`"${fact.name}" is answered by another room`)
  return fact.sql(view)
}
