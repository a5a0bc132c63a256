import type { Clause } from '../facts/index.ts'
import type { Place } from '../problem.ts'

/** A rule as a tree: groups of rules, and lines that ask one thing each. */
export type Rule = RuleGroup | AtLeastGroup | RuleLine

/** `all`: every rule holds; `any`: one or more; `none`: the plain complement of `any`. */
export interface RuleGroup {
  readonly is: 'all' | 'any' | 'none'
  readonly rules: readonly Rule[]
  readonly place: Place
}

/** `at_least: {count: 2, of: [...]}`. */
export interface AtLeastGroup {
  readonly is: 'at least'
  readonly count: number
  readonly rules: readonly Rule[]
  readonly place: Place
}

export interface RuleLine {
  readonly is: 'line'
  readonly clause: Clause
}

/** The lines of a rule in the order of the file. */
export function clausesOf(rule: Rule): Clause[] {
  return rule.is === 'line' ? [rule.clause] : rule.rules.flatMap(clausesOf)
}
