import { createHash } from 'node:crypto'
import type { Place } from '../problem.ts'
import type { Condition, DateCondition, NumberCondition, TextCondition } from './condition.ts'

/** A line of a rule as data: something asked of a customer and the condition it must meet. */
export interface Clause {
  readonly question: Question
  readonly condition: Condition
  /** Key and phrase together, for `why` and carets. */
  readonly place: Place
  /** The line as written in canonical form: `last_order: more than 180 days ago`. */
  readonly text: string
}

/** What is asked: a fact by name, or a measure over an event. Equal questions have equal columns. */
export type Question = FactQuestion | EventQuestion

/**
 * `asked` is the condition where the answer depends on it (tags, lists): then the value is 1 or 0. `name` is what the
 * fact is asked about (a topic, a bucket).
 */
export interface FactQuestion {
  readonly fact: string
  readonly asked?: TextCondition
  readonly name?: string
}

/** `bought: {category: tea, times: at least 2, within: 180 days}` without the measure's condition. */
export interface EventQuestion {
  readonly event: string
  /** In the order of the event's own list of filters. */
  readonly filters: readonly EventFilter[]
  readonly measure: EventMeasure
  readonly window?: DateCondition
  readonly followedBy?: Sequence
}

/** "A, then B (or not B) at a strictly later instant, at most `days` calendar days after." */
export interface Sequence {
  readonly event: EventQuestion
  readonly days: number
  readonly happened: 'yes' | 'no'
}

export interface EventFilter {
  readonly name: string
  readonly condition: TextCondition | NumberCondition
}

/** `property` names the measured filter of a declared event (`sum of price`). */
export interface EventMeasure {
  readonly name: MeasureName
  readonly property?: string
}

export type MeasureName =
  | 'times'
  | 'items'
  | 'spent'
  | 'average'
  | 'largest'
  | 'smallest'
  | 'sum'
  | 'distinct'
  | 'distinct_products'

export function isEventQuestion(question: Question): question is EventQuestion {
  return 'event' in question
}

/** The profile's column for a question: the same for equal questions, safe as a bare SQL name. */
export function columnOf(question: Question): string {
  const name = isEventQuestion(question) ? question.event : question.fact
  if (!isEventQuestion(question) && !question.asked && question.name === undefined && /^[a-z][a-z_]{0,40}$/.test(name))
    return `f_${name}`
  const known = columns.get(question)
  if (known !== undefined) return known
  const hash = createHash('sha256').update(canonical(question)).digest('hex').slice(0, 10)
  const column = `${isEventQuestion(question) ? 'e' : 'f'}_${slug(name)}_${hash}`
  columns.set(question, column)
  return column
}

/** A question is asked for its column again and again. */
const columns = new WeakMap<Question, string>()

function slug(name: string): string {
  const letters = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')
  return letters.slice(0, 30)
}

/** JSON with sorted keys and without what was only shown. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([key, content]) => key !== 'shown' && content !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, content]) => `${JSON.stringify(key)}:${canonical(content)}`).join(',')}}`
}
