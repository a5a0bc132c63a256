import type { FactValue } from '../../facts/index.ts'
import { type Column, columnsOf, type Limit, limitsOf } from './columns.ts'
import type { Atom, Formula, Meaning } from './formula.ts'

/** What customers may answer to a set of lines on one day. */
export interface World {
  readonly columns: readonly Column[]
  /** The column of each atom, by its key. */
  readonly columnOf: ReadonlyMap<string, number>
  readonly limits: readonly Limit[]
  /** Customers who were found for earlier questions: the position of each column's value, -1 where any will do. */
  readonly found: (readonly number[])[]
}

/** How many more lines may be looked at: a rule that asks for more is not decided. */
export interface Budget {
  left: number
}

interface Search extends World {
  readonly budget: Budget
  /** Limits between columns that the formula asks about. */
  readonly limits: readonly Limit[]
  /** The position of each column's value, -1 while it is open. */
  readonly chosen: number[]
}

type Asked = Omit<Search, 'chosen'> & { readonly chosen: readonly number[] }

/** So many customers are kept for the next questions. */
const MOST_FOUND = 10

/** The world of these atoms as of `meaning.when`. */
export function worldOf(atoms: readonly Atom[], meaning: Meaning): World {
  const columns = columnsOf(atoms, meaning)
  const columnOf = new Map(columns.flatMap(({ holds }, i) => [...holds.keys()].map((key) => [key, i] as const)))
  return { columns, columnOf, limits: limitsOf(columns, meaning), found: [] }
}

/** True where some customer of a world could meet the formula, or where that takes too long to find out. */
export function isPossible(formula: Formula, world: World, budget: Budget): boolean {
  const line = lineOf(formula)
  if (line) return isPossibleLine(line, world, budget)
  const asked = new Set(atomsOf(formula).map(({ key }) => world.columnOf.get(key) ?? -1))
  const limits = world.limits.filter(({ of }) => of.every((column) => asked.has(column)))
  const meets = (chosen: readonly number[]) =>
    limits.every(({ of }) => of.every((column) => (chosen[column] ?? -1) >= 0)) &&
    judged(formula, { ...world, limits, budget, chosen }).answer === 'yes'
  // Whoever met the whole rule meets most of what is asked about its parts.
  return world.found.some(meets) || isFound(formula, { ...world, limits, budget, chosen: world.columns.map(() => -1) })
}

/** A line by itself, or the opposite of one: what is asked most. */
interface Line {
  readonly key: string
  readonly wanted: boolean
}

function lineOf(formula: Formula): Line | undefined {
  if (formula.is === 'asks') return { key: formula.key, wanted: true }
  const [only, ...others] = formula.parts
  return formula.is === 'none' && only?.is === 'asks' && others.length === 0
    ? { key: only.key, wanted: false }
    : undefined
}

/** No limit is about one column alone: any of its values is somebody's. */
function isPossibleLine({ key, wanted }: Line, { columns, columnOf }: World, budget: Budget): boolean {
  budget.left--
  const holds = columns[columnOf.get(key) ?? -1]?.holds.get(key)
  return budget.left <= 0 || holds === undefined || holds.includes(wanted)
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
function isFound(formula: Formula, search: Search): boolean {
  if (search.budget.left <= 0) return true
  const { answer, open } = judged(formula, search)
  if (answer === 'no') return false
  const next = open ?? openLimit(search)
  if (next === undefined) {
    if (search.found.length < MOST_FOUND) search.found.push([...search.chosen])
    return true
  }
  const { values } = search.columns[next] as Column
  const possible = values.some((_, i) => {
    search.chosen[next] = i
    return isAllowed(next, search) && isFound(formula, search)
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

function judged(formula: Formula, search: Asked): Judged {
  if (formula.is === 'asks') {
    search.budget.left--
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
function counted(parts: readonly Formula[], enough: number, search: Asked): Judged {
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
  for (const { of } of limits) {
    const open = of.find((column) => (chosen[column] ?? 0) < 0)
    if (open !== undefined) return open
  }
  return undefined
}

function isAllowed(column: number, { limits, chosen, columns }: Search): boolean {
  return limits.every(({ of, allows }) => {
    if (!of.includes(column) || of.some((one) => (chosen[one] ?? -1) < 0)) return true
    return allows(of.map((one): FactValue => columns[one]?.values[chosen[one] ?? 0] ?? null))
  })
}
