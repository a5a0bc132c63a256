import { type Clause, columnOf } from '../../facts/index.ts'
import { asksSegments, judge, judgeClause } from '../judge.ts'
import type { Rule } from '../rule.ts'
import { inPlainWords, membershipInWords } from '../value-in-words.ts'
import type { JudgeOne, KnownAt, Moment } from './judging.ts'
import type { OneCustomer } from './one-customer.ts'

/** A line of a rule with what is true of the customer. */
export interface ExplainedLine {
  readonly clause: Clause
  /** The line, with the group it stands in where that turns it round: `none of: in_segment: vip`. */
  readonly text: string
  /** `181 days ago, 25 May 2026`. */
  readonly value: string
  /** True where the line speaks for the rule: one below `none` does so when it is false. */
  readonly holds: boolean
  /** The groups around it of which not every part must hold, the outermost first. */
  readonly within: readonly ExplainedGroup[]
}

/** `any of`, `at least 2 of 3`: a group by its words, and whether it speaks for the rule. */
export interface ExplainedGroup {
  readonly text: string
  readonly holds: boolean
}

/** A rule line by line, and whether it holds as a whole. */
export interface Explained {
  readonly holds: boolean
  readonly lines: readonly ExplainedLine[]
}

/** The customer's value beside each line of a rule, in the order of the file. */
export async function explain(rule: Rule, one: OneCustomer, judgeOf: JudgeOne, moment: Moment): Promise<Explained> {
  const known = await judgeOf.known([rule], moment)
  const telling: Telling = { one, known, moment }
  return { holds: holds(rule, telling), lines: linesOf(rule, telling, 'plain', []) }
}

interface Telling {
  readonly one: OneCustomer
  readonly known: KnownAt
  readonly moment: Moment
}

/** `turned`: an odd number of `none` stands above. */
type Turn = 'plain' | 'turned'

function linesOf(rule: Rule, telling: Telling, turn: Turn, within: readonly ExplainedGroup[]): ExplainedLine[] {
  if (rule.is === 'line') return [lineOf(rule.clause, telling, turn, within)]
  const [only, ...more] = rule.rules
  const inner: Turn = rule.is === 'none' ? (turn === 'plain' ? 'turned' : 'plain') : turn
  if (only && more.length === 0 && rule.is !== 'at least') return linesOf(only, telling, inner, within)
  const words = wordsOf(rule, turn, within.length > 0)
  const groups =
    words === undefined ? within : [...within, { text: words, holds: holds(rule, telling) !== (turn === 'turned') }]
  return rule.rules.flatMap((part) => linesOf(part, telling, inner, groups))
}

/** The words of a group; undefined where it only says that every part must hold, as lines below each other do. */
function wordsOf(rule: Exclude<Rule, { is: 'line' }>, turn: Turn, nested: boolean): string | undefined {
  const all = nested ? 'all of' : undefined
  switch (rule.is) {
    case 'all':
      return turn === 'plain' ? all : 'not all of'
    case 'any':
      return turn === 'plain' ? 'any of' : all
    case 'none':
      return turn === 'plain' ? all : 'any of'
    case 'at least':
      return turn === 'plain'
        ? `at least ${rule.count} of ${rule.rules.length}`
        : `fewer than ${rule.count} of ${rule.rules.length}`
    default:
      return rule satisfies never
  }
}

function lineOf(clause: Clause, telling: Telling, turn: Turn, within: readonly ExplainedGroup[]): ExplainedLine {
  const { one, known, moment } = telling
  const { vocabulary } = one.ctx
  const when = one.whenAt(moment.at)
  const isTrue = judgeClause(clause, known, vocabulary, when)
  const value = asksSegments(clause)
    ? membershipInWords(clause, isTrue)
    : inPlainWords(clause, known.answers[columnOf(clause.question)] ?? null, vocabulary, when)
  const text = turn === 'turned' ? `none of: ${clause.text}` : clause.text
  return { clause, text, value, holds: isTrue !== (turn === 'turned'), within }
}

function holds(rule: Rule, { one, known, moment }: Telling): boolean {
  return judge(rule, known, one.ctx.vocabulary, one.whenAt(moment.at))
}
