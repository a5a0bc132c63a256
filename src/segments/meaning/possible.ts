import type { FactValue } from '../../facts/index.ts'
import { type Column, columnsOf, type Limit, limitsOf } from './columns.ts'
import type { Atom, Formula, Meaning } from './formula.ts'

/** After so many steps a rule counts as one that may hold. */
const MOST_STEPS = 20_000

interface Search {
  readonly columns: readonly Column[]
  readonly columnOf: ReadonlyMap<string, number>
  readonly limits: readonly Limit[]
  /** The position of each column's value, -1 while it is open. */
  readonly chosen: number[]
  steps: number
}

/** True where some customer could meet the formula as of `meaning.when`, or where that takes too long to find out. */
export function isPossible(formula: Formula, meaning: Meaning): boolean {
  const columns = columnsOf(atomsOf(formula), meaning)
  const columnOf = new Map(columns.flatMap(({ holds }, i) => [...holds.keys()].map((key) => [key, i] as const)))
  const limits = limitsOf(columns, meaning)
  return found(formula, { columns, columnOf, limits, chosen: columns.map(() => -1), steps: 0 })
}

/** The different lines of a formula. */
export function atomsOf(formula: Formula): Atom[] {
  const atoms = new Map<string, Atom>()
  const collect = (part: Formula): void => {
    if (part.is === 'asks') atoms.set(part.key, part)
    else for (const one of part.parts) collect(one)
  }
  collect(formula)
  return [...atoms.values()]
}

/** Tries values column by column, and leaves a branch as soon as it is decided or no customer has such a mix. */
function found(formula: Formula, search: Search): boolean {
  if (++search.steps > MOST_STEPS) return true
  const { answer, open } = judged(formula, search)
  if (answer === 'no') return false
  const next = open ?? openLimit(search)
  if (next === undefined) return true
  const { values } = search.columns[next] as Column
  const possible = values.some((_, i) => {
    search.chosen[next] = i
    return isAllowed(next, search) && found(formula, search)
  })
  search.chosen[next] = -1
  return possible
}

/** `open`: a column on whose value the answer still depends. */
interface Judged {
  readonly answer: 'yes' | 'no' | 'open'
  readonly open?: number
}

const YES: Judged = { answer: 'yes' }
const NO: Judged = { answer: 'no' }

function judged(formula: Formula, search: Search): Judged {
  if (formula.is === 'asks') {
    const column = search.columnOf.get(formula.key) ?? 0
    const chosen = search.chosen[column] ?? -1
    if (chosen < 0) return { answer: 'open', open: column }
    return search.columns[column]?.holds.get(formula.key)?.[chosen] ? YES : NO
  }
  const { parts } = formula
  if (formula.is === 'none') return opposite(counted(parts, 1, search))
  if (formula.is === 'at least') return counted(parts, formula.count, search)
  return counted(parts, formula.is === 'all' ? parts.length : 1, search)
}

/** Whether at least `enough` parts hold. */
function counted(parts: readonly Formula[], enough: number, search: Search): Judged {
  let yes = 0
  let open: Judged | undefined
  let no = 0
  for (const part of parts) {
    const one = judged(part, search)
    if (one.answer === 'yes') yes++
    else if (one.answer === 'no') no++
    else open ??= one
    if (yes >= enough) return YES
    if (parts.length - no < enough) return NO
  }
  return open ?? (yes >= enough ? YES : NO)
}

function opposite(judgement: Judged): Judged {
  if (judgement.answer === 'open') return judgement
  return judgement.answer === 'yes' ? NO : YES
}

/** A column that the formula no longer asks about, but a limit does. */
function openLimit({ limits, chosen }: Search): number | undefined {
  return limits.flatMap(({ of }) => of).find((column) => (chosen[column] ?? 0) < 0)
}

function isAllowed(column: number, { limits, chosen, columns }: Search): boolean {
  return limits.every(({ of, allows }) => {
    if (!of.includes(column) || of.some((one) => (chosen[one] ?? -1) < 0)) return true
    return allows(of.map((one): FactValue => columns[one]?.values[chosen[one] ?? 0] ?? null))
  })
}
