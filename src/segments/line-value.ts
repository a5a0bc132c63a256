import { type Clause, columnOf, type FactValue, type Vocabulary, type When } from '../facts/index.ts'
import { type FoundState, type FoundValue, foundValue } from './found-value.ts'
import { asksSegments } from './judge.ts'
import type { Rule } from './rule.ts'
import { valueInWords } from './value-in-words.ts'

/** A line of a rule with what is true of one customer. */
export interface ClauseValue {
  readonly clause: Clause
  /** The line with the group it stands in, where that turns it round: `none of: in_segment: vip`. */
  readonly text: string
  /** `181 days ago, 25 May 2026`. */
  readonly value: string
  /** The same as data. */
  readonly found: FoundValue
  /** True where the line speaks for the rule: one below `none` does so when it is false. */
  readonly holds: boolean
  readonly file: string
  readonly line: number
}

/** `turned`: an odd number of `none` stands above. */
export type Turn = 'plain' | 'turned'

/** A line and what the groups above make of it. */
export interface SignedLine {
  readonly clause: Clause
  readonly turn: Turn
}

/** The lines of a rule in order. */
export function signedLines(rule: Rule, turn: Turn = 'plain'): SignedLine[] {
  if (rule.is === 'line') return [{ clause: rule.clause, turn }]
  return rule.rules.flatMap((part) => signedLines(part, turnIn(rule, turn)))
}

/** How the parts of a group are turned. */
export function turnIn(group: Exclude<Rule, { is: 'line' }>, turn: Turn): Turn {
  if (group.is !== 'none') return turn
  return turn === 'plain' ? 'turned' : 'plain'
}

/** A line with the answer of one customer, whose values stand under `columnOf` of their questions. */
export function lineValue(
  { clause, turn }: SignedLine,
  isTrue: boolean,
  values: Readonly<Record<string, FactValue>>,
  vocabulary: Vocabulary,
  when: When,
): ClauseValue {
  const found = asksSegments(clause)
    ? { is: membership(clause, isTrue) }
    : foundValue(clause, values[columnOf(clause.question)] ?? null, vocabulary, when)
  const { file, line } = clause.place
  const turned = turn === 'turned'
  const text = turned ? `none of: ${clause.text}` : clause.text
  return { clause, text, value: valueInWords(found), found, holds: isTrue !== turned, file, line }
}

function membership({ condition }: Clause, isTrue: boolean): FoundState {
  if (condition.is === 'member') return isTrue ? 'a member' : condition.forDays ? 'not that long' : 'not a member'
  if (condition.is === 'entered') return isTrue ? 'entered' : 'did not enter'
  if (condition.is === 'left') return isTrue ? 'left' : 'did not leave'
  return isTrue ? 'yes' : 'no'
}
