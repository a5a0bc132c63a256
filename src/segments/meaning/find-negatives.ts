import type { Problem } from '../../problem.ts'
import type { Rule } from '../rule.ts'

/** `any` of two `none`: it leaves out only who is in both, where nearly everybody means neither. */
export function findNegatives(rule: Rule): Problem[] {
  if (rule.is === 'line') return []
  const inside = rule.rules.flatMap(findNegatives)
  if (rule.is !== 'any') return inside
  const negatives = rule.rules.flatMap((part) => (part.is === 'none' ? [part] : []))
  return negatives.length < 2 ? inside : [ofNegatives(rule, negatives), ...inside]
}

type Group = Exclude<Rule, { is: 'line' }>

function ofNegatives({ place }: Group, negatives: readonly Group[]): Problem {
  const parts = negatives.flatMap((part) => part.rules)
  const lines = parts.flatMap((part) => (part.is === 'line' ? [`  - ${part.clause.text}`] : []))
  const message = `"any" of ${negatives.length} "none" leaves out only who meets ${negatives.length === 2 ? 'both' : 'all'}`
  return {
    code: 'any-of-negatives',
    severity: 'warning',
    message,
    hint: 'to leave out whoever meets one of them, write one none',
    ...(lines.length === parts.length ? { try: ['none:', ...lines].join('\n') } : {}),
    place,
  }
}
