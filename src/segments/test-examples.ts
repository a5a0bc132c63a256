import { localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import {
  type Clause,
  columnOf,
  type FactValue,
  isEventQuestion,
  type Question,
  type Vocabulary,
} from '../facts/index.ts'
import type { When } from '../facts/index.ts'
import type { Problem } from '../problem.ts'
import { fold } from '../text/index.ts'
import type { Answer, Example } from './example.ts'
import { judge, judgeClause, type Known } from './judge.ts'
import { clausesOf } from './rule.ts'
import type { Segment } from './segment.ts'

/** What became of an example; `problem` where it failed. */
export interface ExampleResult {
  readonly example: Example
  readonly got: 'in' | 'out'
  readonly problem?: Problem
}

/** Runs a segment's examples, no database needed. `now` is what "120 days ago" is counted from. */
export function testExamples(segment: Segment, vocabulary: Vocabulary, now: Instant): ExampleResult[] {
  const when: When = { now, today: localDay(now, vocabulary.shop.timeZone), shop: vocabulary.shop }
  return segment.examples.map((example) => {
    const known = knownOf(example, segment, vocabulary, when)
    const got = judge(segment.who, known, vocabulary, when) ? 'in' : 'out'
    return got === example.expect ? { example, got } : { example, got, problem: failed(segment, example, got, known) }

    function failed({ name, who }: Segment, { expect, place }: Example, found: string, customer: Known): Problem {
      const lines = clausesOf(who).filter(
        (clause) => judgeClause(clause, customer, vocabulary, when) !== (expect === 'in'),
      )
      const message = `This customer is ${found === 'in' ? 'in' : 'not in'} ${name}, the example expects ${expect}`
      const verdict = expect === 'in' ? 'does not hold' : 'holds'
      const hint = lines.map(({ text }) => `${text} ${verdict}`).join('; ')
      return { code: 'example-failed', severity: 'error', message, ...(hint ? { hint } : {}), place }
    }
  })
}

function knownOf(example: Example, segment: Segment, vocabulary: Vocabulary, when: When): Known {
  const values: Record<string, FactValue> = {}
  for (const clause of clausesOf(segment.who)) {
    values[columnOf(clause.question)] = answerTo(clause.question, example.customer, vocabulary, when)
  }
  return { values, holds: (clause) => answered(clause, example.customer) }
}

function answerTo(question: Question, answers: readonly Answer[], vocabulary: Vocabulary, when: When): FactValue {
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
