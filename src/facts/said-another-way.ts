import type { Problem } from '../problem.ts'
import { kindOf } from './judge.ts'
import { type Clause, isEventQuestion, type MeasureName } from './question.ts'
import type { Vocabulary } from './vocabulary.ts'

const FACTS: Partial<Record<MeasureName, string>> = {
  times: 'orders',
  spent: 'total_spent',
  average: 'average_order',
  largest: 'largest_order',
}

/** One fact, one way: `bought` without filter and window is refused where a fact says the same. */
export function saidAnotherWay(clause: Clause, vocabulary: Vocabulary): Problem[] {
  const { question } = clause
  if (!isEventQuestion(question) || question.event !== 'bought') return []
  if (question.filters.length > 0 || question.window || question.followedBy) return []
  const fact = FACTS[question.measure.name]
  if (!fact) return []
  const phrase = kindOf({ fact }, vocabulary).say(clause.condition, { fact, shop: vocabulary.shop })
  const line = `${fact}: ${phrase}`
  const message = `"${clause.text}" is written \`${line}\``
  return [
    { code: 'said-another-way', severity: 'error', message, hint: `write \`${line}\``, try: line, place: clause.place },
  ]
}
