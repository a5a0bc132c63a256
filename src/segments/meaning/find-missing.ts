import { type Clause, clauseHolds, isEventQuestion, kindOf, mayBeMissing } from '../../facts/index.ts'
import type { Problem } from '../../problem.ts'
import { needsBase } from '../standing.ts'
import { clausesOf, type Rule } from '../rule.ts'
import { asksSegments } from '../judge.ts'
import { all, type Formula, type Meaning } from './formula.ts'
import type { Reasoning } from './reasoning.ts'

/**
 * Lines below `none` that take in customers of whom the answer is not known, where that surprises: `none: [country: HR]`
 * holds customers without a country. Nothing is said where the rule speaks of the missing value itself.
 */
export function findMissing(rule: Rule, { meaning, formula, possibleToday }: Reasoning): Problem[] {
  const spoken = new Set(clausesOf(rule).filter(speaksOfMissing).map(factOf))
  const seen = new Set<string>()
  return negated(rule).flatMap((clause) => {
    const fact = factOf(clause)
    if (fact === undefined || spoken.has(fact) || seen.has(fact) || !surprises(clause, meaning)) return []
    seen.add(fact)
    const takenIn = possibleToday(all(formula(rule), withoutValue(clause, meaning)))
    return takenIn ? [surprise(clause, fact, meaning)] : []
  })
}

/** Lines that count when they are false. */
function negated(rule: Rule, turned = false): Clause[] {
  if (rule.is === 'line') return turned ? [rule.clause] : []
  return rule.rules.flatMap((part) => negated(part, rule.is === 'none' ? !turned : turned))
}

function factOf({ question }: Clause): string | undefined {
  return isEventQuestion(question) ? undefined : question.fact
}

function speaksOfMissing({ condition: { is } }: Clause): boolean {
  return is === 'set' || is === 'not set' || is === 'never' || is === 'ever'
}

/** A value far from all others stands for what people think of as missing: never is long ago, none is nothing. */
function surprises(clause: Clause, { vocabulary, when }: Meaning): boolean {
  const { question } = clause
  if (isEventQuestion(question) || question.asked || asksSegments(clause) || needsBase(clause)) return false
  if (!mayBeMissing(question, vocabulary)) return false
  const holds = (value: number) => clauseHolds(clause, value, vocabulary, when)
  switch (kindOf(question, vocabulary).name) {
    case 'text':
    case 'country':
    case 'language':
      return true
    case 'count':
    case 'number':
    case 'money':
      return vocabulary.fact(question.fact)?.rows !== 'orders' || holds(0)
    case 'past date':
      return holds(LONG_AGO)
    case 'coming date':
    case 'date':
      return holds(FAR_AHEAD)
    case 'yes/no':
      return holds(0)
    default:
      return false
  }
}

const LONG_AGO = Date.UTC(1900, 0, 1)
const FAR_AHEAD = Date.UTC(2999, 0, 1)

function withoutValue(clause: Clause, meaning: Meaning): Formula {
  const is = isDate(clause, meaning) ? 'never' : 'not set'
  const missing: Clause = { ...clause, condition: { is }, text: `${factOf(clause)}: ${is}` }
  return { is: 'asks', key: missing.text, clause: missing }
}

function surprise(clause: Clause, fact: string, meaning: Meaning): Problem {
  const words = fact.replaceAll('_', ' ')
  return {
    code: 'none-of-missing',
    severity: 'warning',
    message: `Customers without ${article(words)} ${words} are in too`,
    hint: 'none takes in the unknown too; where that is not meant, add a line to all',
    try: `${fact}: ${isDate(clause, meaning) ? 'ever' : 'set'}`,
    place: clause.place,
  }
}

function isDate({ question }: Clause, { vocabulary }: Meaning): boolean {
  return kindOf(question, vocabulary).name.endsWith('date') && kindOf(question, vocabulary).name !== 'yearly date'
}

function article(words: string): string {
  return /^[aeiou]/.test(words) ? 'an' : 'a'
}
