import { type Clause, clauseHolds, columnOf, type FactValue, type Vocabulary, type When } from '../facts/index.ts'
import type { Rule } from './rule.ts'
import { needsBase } from './standing.ts'

/** What is known of one customer, in memory. */
export interface Known {
  /** Answers by `columnOf(question)`; what is absent is missing. */
  readonly values: Readonly<Record<string, FactValue>>
  /** Answers to lines that no value of the customer can settle: standings, and questions about segments. */
  holds(clause: Clause): boolean
}

/** True when the rule holds for a customer: the same answer as its SQL. */
export function judge(rule: Rule, known: Known, vocabulary: Vocabulary, when: When): boolean {
  if (rule.is === 'line') return judgeClause(rule.clause, known, vocabulary, when)
  const answers = rule.rules.map((part) => judge(part, known, vocabulary, when))
  switch (rule.is) {
    case 'all':
      return answers.every(Boolean)
    case 'any':
      return answers.some(Boolean)
    case 'none':
      return !answers.some(Boolean)
    case 'at least':
      return answers.filter(Boolean).length >= rule.count
    default:
      return rule satisfies never
  }
}

/** True when one line holds for a customer. */
export function judgeClause(clause: Clause, known: Known, vocabulary: Vocabulary, when: When): boolean {
  if (needsBase(clause) || asksSegments(clause)) return known.holds(clause)
  return clauseHolds(clause, known.values[columnOf(clause.question)] ?? null, vocabulary, when)
}

/** True for lines about segments: `in_segment`, `entered_segment`, `left_segment` and `stage`. */
export function asksSegments({ question, condition }: Clause): boolean {
  const change = condition.is === 'member' || condition.is === 'entered' || condition.is === 'left'
  return change || ('fact' in question && question.fact === 'stage')
}
