import type { Place } from '../../problem.ts'
import { clausesOf, type Rule, type RuleLine } from '../rule.ts'

/** A part of a rule in one line: `orders: at least 2`, `none: country: HR`, `any of 3 lines`. */
export function saidOf(rule: Rule): string {
  if (rule.is === 'line') return rule.clause.text
  const [first, ...rest] = rule.rules
  if (first && rest.length === 0 && rule.is !== 'at least') return `${keyOf(rule)}: ${saidOf(first)}`
  return `${rule.is === 'at least' ? `at_least ${rule.count}` : rule.is} of ${clausesOf(rule).length} lines`
}

/** Where a part stands; a group of one part stands where that does. */
export function placeOf(rule: Rule): Place {
  if (rule.is === 'line') return rule.clause.place
  const [first, ...rest] = rule.rules
  return first && rest.length === 0 ? placeOf(first) : rule.place
}

/** The key that opens a group. */
export function keyOf(rule: Exclude<Rule, RuleLine>): string {
  return rule.is === 'at least' ? 'at_least' : rule.is
}
