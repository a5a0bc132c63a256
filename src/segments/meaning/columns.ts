import {
  bordersOf,
  canonical,
  type Clause,
  clauseHolds,
  columnOf,
  type FactValue,
  isEventQuestion,
  knownRelations,
  possibleValues,
  type Question,
  standingBase,
} from '../../facts/index.ts'
import { needsBase } from '../standing.ts'
import type { Atom, Meaning } from './formula.ts'
import { standingFamily, standingPlaces, standsAt } from './standings.ts'

/** Something customers answer: values that stand for all values, and what each atom makes of them. */
export interface Column {
  readonly values: readonly FactValue[]
  /** For each atom by its key: whether it holds, value by value. */
  readonly holds: ReadonlyMap<string, readonly boolean[]>
  readonly about: 'a value' | 'a standing' | 'yes or no'
  readonly question?: Question
}

/** A mix of values that some customer may have, or none: `of` are positions of columns. */
export interface Limit {
  readonly of: readonly number[]
  allows(values: readonly FactValue[]): boolean
}

/** Sorts atoms into columns, each with as few values as tell its atoms apart. */
export function columnsOf(atoms: readonly Atom[], meaning: Meaning): Column[] {
  const clauses = atoms.flatMap(({ clause }) => (clause === 'free' ? [] : [clause]))
  const borders = bordersOf(clauses, meaning.when)
  return grouped(atoms).flatMap((group) => {
    const own = group.flatMap(({ clause }) => (clause === 'free' ? [] : [clause]))
    const [first] = own
    if (!first) return group.map(yesOrNo)
    const { question } = first
    const conditions = own.map(({ condition }) => condition)
    if (needsBase(first)) {
      const values = standingPlaces(conditions)
      return [{ about: 'a standing', question, values, holds: answers(group, values, standing) } as const]
    }
    const isAsked = !isEventQuestion(question) && question.asked
    const { vocabulary, when } = meaning
    const values = isAsked ? [1, 0] : possibleValues(question, conditions, borders, vocabulary, when)
    if (!values) return group.map(yesOrNo)
    const judged = (clause: Clause, value: FactValue) => clauseHolds(clause, value, vocabulary, when)
    return [{ about: 'a value', question, values, holds: answers(group, values, judged) } as const]
  })
}

/** What the answers have to do with each other. */
export function limitsOf(columns: readonly Column[], { vocabulary, when }: Meaning): Limit[] {
  const asked = columns.flatMap(({ about, question }, of) =>
    about === 'a value' && question ? [{ of, question }] : [],
  )
  const known = knownRelations(
    asked.map(({ question }) => question),
    when,
  ).map(({ of, allows }): Limit => ({ of: of.map((i) => asked[i]?.of ?? 0), allows }))
  const inBase = columns.flatMap(({ about, question }, of): Limit[] => {
    if (about !== 'a standing' || !question) return []
    const base = standingBase(question, vocabulary)
    const column = columnOf(base.question)
    const counted = asked.find((one) => columnOf(one.question) === column)
    const allows: Limit['allows'] = ([place, value = null]) =>
      place === null || (base.test === 'present' ? value !== null : value !== 0)
    return counted ? [{ of: [of, counted.of], allows }] : []
  })
  return [...known, ...inBase]
}

function grouped(atoms: readonly Atom[]): Atom[][] {
  const groups = new Map<string, Atom[]>()
  for (const atom of atoms) {
    const key = columnKey(atom)
    groups.set(key, [...(groups.get(key) ?? []), atom])
  }
  return [...groups.values()]
}

function columnKey({ clause, key }: Atom): string {
  if (clause === 'free') return `free ${key}`
  const column = canonical(clause.question)
  return needsBase(clause) ? `${column} ${standingFamily(clause.condition)}` : column
}

/** Nothing is known of it, or nothing that could be listed. */
function yesOrNo(atom: Atom): Column {
  return { about: 'yes or no', values: [1, 0], holds: new Map([[atom.key, [true, false]]]) }
}

function standing({ condition }: Clause, place: FactValue): boolean {
  return standsAt(condition, place)
}

function answers(
  atoms: readonly Atom[],
  values: readonly FactValue[],
  judged: (clause: Clause, value: FactValue) => boolean,
): ReadonlyMap<string, readonly boolean[]> {
  return new Map(
    atoms.map(({ key, clause }) => [key, values.map((value) => clause !== 'free' && judged(clause, value))]),
  )
}
