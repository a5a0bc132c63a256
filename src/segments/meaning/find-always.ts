import type { Problem } from '../../problem.ts'
import type { Rule } from '../rule.ts'
import { not } from './formula.ts'
import { placeOf, saidOf } from './parts.ts'
import type { Reasoning } from './reasoning.ts'

/**
 * Lines, groups and whole rules that hold for everybody. `consequence` says what comes of a whole rule that does:
 * `everybody is in vip`.
 */
export function findAlways(rule: Rule, consequence: string, reasoning: Reasoning): Problem[] {
  const parts = idleParts(rule, reasoning)
  return parts.length === 0 && always(rule, reasoning) ? [alwaysHolds(rule, consequence)] : parts
}

/** The innermost parts that tell nobody from anybody. */
function idleParts(rule: Rule, reasoning: Reasoning): Problem[] {
  if (rule.is === 'line') {
    return always(rule, reasoning) ? [alwaysHolds(rule, 'it tells nobody from anybody: leave the line out')] : []
  }
  const inside = rule.rules.flatMap((part) => idleParts(part, reasoning))
  const mayBeIdle = inside.length === 0 && (rule.is === 'any' || rule.is === 'at least') && !isOfNegatives(rule)
  return mayBeIdle && always(rule, reasoning)
    ? [alwaysHolds(rule, 'its lines leave nobody out: write the one that is meant')]
    : inside
}

/** An `any` with two negatives or more has a problem of its own. */
export function isOfNegatives(rule: Rule): boolean {
  return rule.is === 'any' && rule.rules.filter((part) => part.is === 'none').length > 1
}

function always(rule: Rule, reasoning: Reasoning): boolean {
  return !reasoning.everPossible(not(reasoning.formula(rule)))
}

function alwaysHolds(rule: Rule, hint: string): Problem {
  const message = `"${saidOf(rule)}" holds for everybody`
  return { code: 'always-holds', severity: 'warning', message, hint, place: placeOf(rule) }
}
