import { judge, judgeClause } from '../judge.ts'
import { type ClauseValue, lineValue, type SignedLine, type Turn, turnIn } from '../line-value.ts'
import type { Rule } from '../rule.ts'
import type { JudgeOne, KnownAt, Moment } from './judging.ts'
import type { OneCustomer } from './one-customer.ts'

/** A line of a rule with what is true of the customer, and where it stands among the groups. */
export interface ExplainedLine extends ClauseValue {
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

function linesOf(rule: Rule, telling: Telling, turn: Turn, within: readonly ExplainedGroup[]): ExplainedLine[] {
  if (rule.is === 'line') return [{ ...explainedLine({ clause: rule.clause, turn }, telling), within }]
  const [only, ...more] = rule.rules
  const inner = turnIn(rule, turn)
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

function explainedLine(line: SignedLine, { one, known, moment }: Telling): ClauseValue {
  const { vocabulary } = one.ctx
  const when = one.whenAt(moment.at)
  const isTrue = judgeClause(line.clause, known, vocabulary, when)
  return lineValue(line, isTrue, known.answers, vocabulary, when)
}

function holds(rule: Rule, { one, known, moment }: Telling): boolean {
  return judge(rule, known, one.ctx.vocabulary, one.whenAt(moment.at))
}
