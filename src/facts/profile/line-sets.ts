import { canonical, type EventFilter, type EventQuestion } from '../question.ts'
import { lineFilters } from './line-conditions.ts'

/** A choice of lines that questions share: its filters, and the columns in which each order holds what it chose. */
export interface LineSet {
  readonly filters: readonly EventFilter[]
  /** 1 where a line was chosen. */
  readonly chosen: string
  /** Sum of the chosen lines in thousandths of a minor unit. */
  readonly milli: string
  /** Sum of their quantities. */
  readonly items: string
}

/** The different choices of lines in a list of questions, by the filters' own text. */
export type LineSets = ReadonlyMap<string, LineSet>

export function lineSetsOf(questions: readonly EventQuestion[]): LineSets {
  const keys = new Map(questions.filter(needsLines).map((question) => [keyOf(question), lineFilters(question)]))
  return new Map(
    [...keys].map(([key, filters], index) => {
      const n = index + 1
      return [key, { filters, chosen: `chosen_${n}`, milli: `milli_${n}`, items: `items_${n}` }]
    }),
  )
}

/** The choice of a question; undefined where it asks about whole orders. */
export function lineSetOf(sets: LineSets, question: EventQuestion): LineSet | undefined {
  return needsLines(question) ? sets.get(keyOf(question)) : undefined
}

function needsLines(question: EventQuestion): boolean {
  return lineFilters(question).length > 0 || ['items', 'distinct_products'].includes(question.measure.name)
}

function keyOf(question: EventQuestion): string {
  return canonical(lineFilters(question))
}
