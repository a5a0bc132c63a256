import type { Rule } from '../rule.ts'
import { type Formula, formulaOf, type Meaning } from './formula.ts'
import { laterDays } from './later-days.ts'
import { atomsOf, type Budget, isPossible, type World, worldOf } from './possible.ts'

/** So many lines are looked at for the questions about one rule: some milliseconds, and more than people write. */
const MOST_LOOKS = 70_000
/** What a line costs on another day or beside other lines, in looks: its borders are worked out anew. */
const LOOKS_A_LINE = 40

/** Answers questions about a rule and its parts. */
export interface Reasoning {
  readonly meaning: Meaning
  formula(rule: Rule): Formula
  /** True where some customer could meet it today, or where nobody can tell. */
  possibleToday(formula: Formula): boolean
  /** The same for today and any later day. */
  everPossible(formula: Formula): boolean
}

/** Reasoning about rules that have to do with each other; what they share is worked out once. */
export function reasonAbout(rules: readonly Rule[], meaning: Meaning): Reasoning {
  const formulas = new Map<Rule, Formula>()
  const budget: Budget = { left: MOST_LOOKS }
  let world: World | undefined

  function formula(rule: Rule): Formula {
    const known = formulas.get(rule)
    if (known) return known
    const made = formulaOf(rule, meaning)
    formulas.set(rule, made)
    return made
  }

  /** The world of all rules, or one of its own for a line that stands in none of them. */
  function worldFor(asked: Formula): World {
    const atoms = atomsOf(asked)
    world ??= worldOf(atomsOf({ is: 'all', parts: rules.map(formula) }), meaning)
    const { columnOf } = world
    if (atoms.every(({ key }) => columnOf.has(key))) return world
    budget.left -= LOOKS_A_LINE * atoms.length
    return worldOf(atoms, meaning)
  }

  function possibleToday(asked: Formula): boolean {
    return isPossible(asked, worldFor(asked), budget)
  }

  function everPossible(asked: Formula): boolean {
    if (possibleToday(asked)) return true
    const atoms = atomsOf(asked)
    return laterDays(atoms, meaning.when).some((when) => {
      budget.left -= LOOKS_A_LINE * atoms.length
      return budget.left <= 0 || isPossible(asked, worldOf(atoms, { ...meaning, when }), budget)
    })
  }

  return { meaning, formula, possibleToday, everPossible }
}
