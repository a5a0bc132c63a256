import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { FactValue, Kind, When } from './kind.ts'
import { kindNamed } from './kinds/index.ts'
import { type Clause, isEventQuestion, type Question } from './question.ts'
import { measureKey } from './say-event.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The kind whose phrases a question understands. */
export function kindOf(question: Question, vocabulary: Vocabulary): Kind {
  if (!isEventQuestion(question)) {
    const fact = vocabulary.fact(question.fact)
    if (!fact) throw new Error(`no fact "${question.fact}"`)
    return kindNamed(fact.kind)
  }
  const key = measureKey(question)
  const measure = vocabulary.event(question.event)?.measures.find((one) => one.key === key)
  if (!measure) throw new Error(`no measure "${key}" of "${question.event}"`)
  return kindNamed(measure.kind)
}

/** True or false for a value of the clause's question. Standing and segment conditions are judged in segments. */
export function clauseHolds(clause: Clause, value: FactValue, vocabulary: Vocabulary, when: When): boolean {
  if (isAsked(clause.question)) return value === 1
  return kindOf(clause.question, vocabulary).holds(value, clause.condition, when)
}

/**
 * The same in SQL over the profile's column; false or null where it does not hold. Standing and segment conditions are
 * judged in segments.
 */
export function clausePredicate(
  clause: Clause,
  column: RawBuilder<unknown>,
  vocabulary: Vocabulary,
  when: When,
): RawBuilder<SqlBool> {
  if (isAsked(clause.question)) return sql<SqlBool>`(${column} = 1)`
  return kindOf(clause.question, vocabulary).predicate(column, clause.condition, when)
}

/**
 * Among whom a standing is judged: customers whose answer to `question` is above 0 (`positive`) or not missing
 * (`present`). For an event: those to whom it happened.
 */
export function standingBase(
  question: Question,
  vocabulary: Vocabulary,
): { question: Question; test: 'positive' | 'present' } {
  if (isEventQuestion(question)) return { question: { ...question, measure: { name: 'times' } }, test: 'positive' }
  const among = vocabulary.fact(question.fact)?.among
  return among ? { question: { fact: 'orders' }, test: 'positive' } : { question, test: 'present' }
}

function isAsked(question: Question): boolean {
  return !isEventQuestion(question) && question.asked !== undefined
}
