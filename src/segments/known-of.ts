import {
  type Clause,
  columnOf,
  type FactValue,
  isEventQuestion,
  type Question,
  type Vocabulary,
  type When,
} from '../facts/index.ts'
import { fold } from '../text/index.ts'
import type { Answer } from './example.ts'
import type { Known } from './judge.ts'
import { clausesOf, type Rule } from './rule.ts'

/**
 * What an example says of its customer, as far as some rules ask: what it does not say is of nothing (counts and sums
 * are 0, everything else is missing). Days such as `120 days ago` are counted from `when`.
 */
export function knownOf(answers: readonly Answer[], rules: readonly Rule[], vocabulary: Vocabulary, when: When): Known {
  const values: Record<string, FactValue> = {}
  for (const { question } of rules.flatMap(clausesOf)) {
    values[columnOf(question)] = answerTo(question, answers, vocabulary, when)
  }
  return { values, holds: (clause) => answered(clause, answers) }
}

/** What an example says to one question. */
export function answerTo(
  question: Question,
  answers: readonly Answer[],
  vocabulary: Vocabulary,
  when: When,
): FactValue {
  const column = columnOf(question)
  for (const answer of answers) if (answer.is === 'value' && answer.column === column) return answer.value(when)
  if (!isEventQuestion(question) && question.asked) {
    const texts = textsOf(question.fact, answers)
    return asked(question.asked, texts) ? 1 : 0
  }
  return ofNothing(question, vocabulary)
}

type Asked = NonNullable<Extract<Question, { fact: string }>['asked']>

/** A condition on the words of a list, such as the tags. */
function asked(condition: Asked, texts: readonly string[]): boolean {
  switch (condition.is) {
    case 'set':
      return texts.length > 0
    case 'not set':
      return texts.length === 0
    case 'one of':
      return texts.some((text) => condition.texts.includes(text))
    case 'contains':
      return texts.some((text) => condition.texts.some((part) => text.includes(part)))
    case 'starts with':
      return texts.some((text) => condition.texts.some((part) => text.startsWith(part)))
    case 'ends with':
      return texts.some((text) => condition.texts.some((part) => text.endsWith(part)))
    default:
      return condition satisfies never
  }
}

function textsOf(fact: string, answers: readonly Answer[]): readonly string[] {
  return answers.flatMap((answer) => (answer.is === 'texts' && answer.fact === fact ? answer.texts : []))
}

function ofNothing(question: Question, vocabulary: Vocabulary): FactValue {
  if (!isEventQuestion(question)) return vocabulary.fact(question.fact)?.ofNothing ?? null
  const { name, property } = question.measure
  const measures = vocabulary.event(question.event)?.measures ?? []
  return measures.find((one) => one.name === name && one.property === property)?.ofNothing ?? null
}

/** Standings and segments, as the example says them. */
function answered({ question, condition }: Clause, answers: readonly Answer[]): boolean {
  if (isEventQuestion(question)) return false
  const texts = textsOf(question.fact, answers)
  if (condition.is === 'member' || condition.is === 'entered' || condition.is === 'left') {
    return condition.segments.some((segment) => texts.includes(fold(segment)))
  }
  if (question.fact === 'stage') return asked(condition as Asked, texts)
  return answers.some((one) => one.is === 'standing' && one.fact === question.fact && reaches(one.condition, condition))
}

/** True where a known standing implies the one asked for: the top 5 percent are in the top 10 percent. */
function reaches(known: Extract<Answer, { is: 'standing' }>['condition'], condition: Clause['condition']): boolean {
  if ('share' in known && 'share' in condition) return known.is === condition.is && known.share <= condition.share
  if ('customers' in known && 'customers' in condition) {
    return known.is === condition.is && known.customers <= condition.customers
  }
  return 'of' in known && 'of' in condition && known.is === condition.is && known.of === condition.of
}
