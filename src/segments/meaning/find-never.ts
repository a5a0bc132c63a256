import type { Clause } from '../../facts/index.ts'
import type { Problem } from '../../problem.ts'
import type { Rule } from '../rule.ts'
import { all, type Formula } from './formula.ts'
import { keyOf, placeOf, saidOf } from './parts.ts'
import type { Reasoning } from './reasoning.ts'

/**
 * Lines, groups and whole rules that hold for nobody: bounds that exclude each other, windows that cannot be.
 * `consequence` says what comes of a whole rule that never holds: `nobody can be in vip`.
 */
export function findNever(rule: Rule, consequence: string, reasoning: Reasoning): Problem[] {
  const conflict = conflictIn(conjuncts(rule), reasoning)
  return conflict ? [neverHolds(conflict, consequence)] : deadParts(rule, [], reasoning)
}

/** Parts of a rule that hold for nobody, given what stands around them. */
function deadParts(rule: Rule, around: readonly Rule[], reasoning: Reasoning): Problem[] {
  if (rule.is === 'line') return []
  const dead = (part: Rule, given: readonly Rule[]) => {
    const all = [...given.flatMap(conjuncts), ...conjuncts(part)]
    const conflict = conflictIn(all, reasoning)
    if (!conflict) return deadParts(part, given, reasoning)
    const consequence =
      rule.is === 'none' ? 'this "none" leaves nobody out' : `this part of "${keyOf(rule)}" is in vain`
    return [neverHolds(conflict, consequence)]
  }
  switch (rule.is) {
    case 'all':
      return rule.rules.flatMap((part) => deadParts(part, [...around, ...others(rule.rules, part)], reasoning))
    case 'any':
    case 'at least':
      return rule.rules.flatMap((part) => dead(part, around))
    case 'none':
      return rule.rules.flatMap((part) => dead(part, []))
    default:
      return rule satisfies never
  }
}

/** The smallest set of parts that exclude each other today and on every later day, in the order of the file. */
function conflictIn(parts: readonly Rule[], reasoning: Reasoning): readonly Rule[] | undefined {
  const exclude = (some: readonly Rule[]) => !reasoning.possibleToday(joined(some, reasoning))
  if (!exclude(parts)) return undefined
  const conflict = parts.reduce<readonly Rule[]>((kept, part) => {
    const rest = kept.filter((one) => one !== part)
    return exclude(rest) ? rest : kept
  }, parts)
  return reasoning.everPossible(joined(conflict, reasoning)) ? undefined : conflict
}

/** A rule as parts that must all hold. */
function conjuncts(rule: Rule): Rule[] {
  if (rule.is === 'all') return rule.rules.flatMap(conjuncts)
  if (rule.is === 'none' && rule.rules.length > 1) return rule.rules.map((part) => ({ ...rule, rules: [part] }))
  return [rule]
}

function neverHolds(conflict: readonly Rule[], consequence: string): Problem {
  const last = conflict.at(-1)
  const said = conflict.map(saidOf)
  const place = last && placeOf(last)
  const one = `"${said.at(-1)}" can never hold`
  const message = conflict.length > 1 ? `${one} together with ${quoted(said.slice(0, -1))}` : one
  const list = listInstead(conflict)
  return {
    code: 'never-holds',
    severity: 'warning',
    message,
    hint: list ? 'one customer has one value: a list means or' : consequence,
    ...(list ? { try: list } : {}),
    ...(place ? { place } : {}),
  }
}

/** `country: HR` and `country: BA`: what is meant is a list. */
function listInstead(conflict: readonly Rule[]): string | undefined {
  const clauses = conflict.flatMap((part) => (part.is === 'line' ? [part.clause] : []))
  const facts = new Set(clauses.map(({ question }) => ('fact' in question ? question.fact : '')))
  const [fact] = facts
  if (clauses.length < conflict.length || clauses.length < 2 || facts.size > 1 || !fact) return undefined
  const words = clauses.flatMap(wordsOf)
  return words.length === clauses.length ? `${fact}: [${words.join(', ')}]` : undefined
}

function wordsOf({ condition, text }: Clause): string[] {
  return condition.is === 'one of'
    ? [
        text
          .slice(text.indexOf(':') + 1)
          .trim()
          .replace(/^\[(.*)\]$/, '$1'),
      ]
    : []
}

function quoted(said: readonly string[]): string {
  return said.map((one) => `"${one}"`).join(' and ')
}

function joined(parts: readonly Rule[], reasoning: Reasoning): Formula {
  return all(...parts.map(reasoning.formula))
}

function others(rules: readonly Rule[], part: Rule): Rule[] {
  return rules.filter((one) => one !== part)
}
