import { localDay, startOfDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { columnOf, type Vocabulary, type When } from '../facts/index.ts'
import type { Problem } from '../problem.ts'
import type { Example } from './example.ts'
import { asksSegments, judge, judgeClause, type Known } from './judge.ts'
import { foundValue } from './found-value.ts'
import { knownOf } from './known-of.ts'
import { clausesOf, type Rule } from './rule.ts'
import type { Segment } from './segment.ts'
import { needsBase } from './standing.ts'
import { valueInWords } from './value-in-words.ts'

/** What became of an example; `problem` where it failed. */
export interface ExampleResult {
  readonly example: Example
  readonly got: 'in' | 'out'
  readonly lines: readonly JudgedLine[]
  readonly problem?: Problem
}

/** A line of a rule with what an example says to it. */
export interface JudgedLine {
  readonly text: string
  /** `120 days ago, 25 July 2026`; empty where the example states the answer itself. */
  readonly value: string
  readonly holds: boolean
}

/** Runs a segment's examples, no database needed. `now` is what "120 days ago" is counted from, unless one says `on`. */
export function testExamples(segment: Segment, vocabulary: Vocabulary, now: Instant): ExampleResult[] {
  return segment.examples.map((example) => {
    const when = whenOf(example, vocabulary, now)
    const known = knownOf(example.customer, [segment.who], vocabulary, when)
    const got = judge(segment.who, known, vocabulary, when) ? 'in' : 'out'
    const lines = judgedLines(segment.who, known, vocabulary, when)
    return got === example.expect
      ? { example, got, lines }
      : { example, got, lines, problem: failed(segment, example, got, lines) }
  })
}

/** The lines of a rule as they stand in it, each judged by itself. */
export function judgedLines(rule: Rule, known: Known, vocabulary: Vocabulary, when: When): JudgedLine[] {
  return clausesOf(rule).map((clause) => {
    const stated = asksSegments(clause) || needsBase(clause)
    const value = known.values[columnOf(clause.question)] ?? null
    return {
      text: clause.text,
      value: stated ? '' : valueInWords(foundValue(clause, value, vocabulary, when)),
      holds: judgeClause(clause, known, vocabulary, when),
    }
  })
}

function whenOf({ on }: Example, { shop }: Vocabulary, now: Instant): When {
  return on === undefined
    ? { now, today: localDay(now, shop.timeZone), shop }
    : { now: startOfDay(on, shop.timeZone), today: on, shop }
}

function failed(
  { name }: Segment,
  { expect, place }: Example,
  got: 'in' | 'out',
  lines: readonly JudgedLine[],
): Problem {
  const message = `This customer is ${got === 'in' ? 'in' : 'not in'} ${name}, the example expects ${expect}`
  const verdict = expect === 'in' ? 'does not hold' : 'holds'
  const wrong = lines.filter(({ holds }) => holds !== (expect === 'in'))
  const hint = wrong.map(({ text }) => `${text} ${verdict}`).join('; ')
  return { code: 'example-failed', severity: 'error', message, ...(hint ? { hint } : {}), place }
}
