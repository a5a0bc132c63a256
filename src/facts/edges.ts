import type { Instant } from '../clock.ts'
import type { DateCondition } from './condition.ts'
import type { KindName, When } from './kind.ts'
import { dateRanges } from './kinds/date-range.ts'
import { lineFilters } from './profile/line-conditions.ts'
import { type Clause, type EventQuestion, isEventQuestion } from './question.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Stored instants that cross the edge of a window as time passes: `[from, until)` of the rows' instants. */
export interface Edge {
  readonly rows: EdgeRows
  readonly range: { readonly from: Instant; readonly until: Instant }
}

/** `first order`, `last order`: only where no counted order came earlier or later. */
export type EdgeRows =
  | 'ordered'
  | 'first order'
  | 'last order'
  | 'refunded'
  | 'delivered'
  | 'signed up'
  | { readonly event: string }

/** Facts whose answers move with the data alone, not with the date. */
const STILL = new Set(
  'orders total_spent average_order largest_order country region city language time_zone currency tag'.split(' '),
)

const STILL_ATTRIBUTES: readonly KindName[] = [
  'count',
  'number',
  'money',
  'text',
  'country',
  'language',
  'word',
  'yes/no',
]

const DATES: Readonly<Record<string, EdgeRows>> = {
  first_order: 'first order',
  last_order: 'last order',
  signed_up: 'signed up',
}

/**
 * Whose answer to a line may have changed between two instants though no data changed: those with a row at one of these
 * edges. Undefined where the line does not tell (a yearly date, a sequence, a consent): then everybody must be asked.
 * Rows that became visible in between are not among the edges.
 */
export function edgesOf(clause: Clause, vocabulary: Vocabulary, before: When, now: When): Edge[] | undefined {
  const { question, condition } = clause
  if (isEventQuestion(question)) return eventEdges(question, vocabulary, before, now)
  if (STILL.has(question.fact)) return []
  const fact = vocabulary.fact(question.fact)
  if (fact?.rows === 'attributes') return STILL_ATTRIBUTES.includes(fact.kind) ? [] : undefined
  const rows = DATES[question.fact]
  return rows && windowEdges([rows], condition as DateCondition, before, now)
}

/** True for a line that asks the catalogue, by product, category or brand. */
export function asksCatalogue({ question }: Clause): boolean {
  return isEventQuestion(question) && lineFilters(question).length > 0
}

function eventEdges(question: EventQuestion, vocabulary: Vocabulary, before: When, now: When): Edge[] | undefined {
  const event = vocabulary.event(question.event)
  if (!event || question.followedBy) return undefined
  if (event.rows === 'events')
    return question.window ? windowEdges([{ event: event.name }], question.window, before, now) : []
  if (event.rows !== 'orders') return undefined
  return question.window ? windowEdges(rowsOf(event.name), question.window, before, now) : []
}

/** A return without its own instant happened with its order. */
function rowsOf(event: string): EdgeRows[] {
  if (event === 'returned') return ['refunded', 'ordered']
  return [event === 'delivered' ? 'delivered' : 'ordered']
}

function windowEdges(rows: readonly EdgeRows[], window: DateCondition, before: When, now: When): Edge[] {
  const [then] = dateRanges(window, before)
  const [later] = dateRanges(window, now)
  if (!then || !later) return []
  const ranges = [
    { from: then.from, until: later.from },
    { from: then.until, until: later.until },
  ]
  return ranges.flatMap(({ from: one, until: other }) => {
    if (one === null || other === null || one === other) return []
    const range = { from: Math.min(one, other), until: Math.min(Math.max(one, other), now.now + 1) }
    // What lies later became visible in between, if it is visible at all.
    if (range.from > before.now || range.from >= range.until) return []
    return rows.map((source) => ({ rows: source, range }))
  })
}
