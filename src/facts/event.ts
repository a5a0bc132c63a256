import type { KindName } from './kind.ts'
import type { MeasureName } from './question.ts'

/** Something that happens at an instant and can be counted, measured and followed. */
export interface EventKind {
  readonly name: string
  /** One sentence. */
  readonly doc: string
  /** A line's value that parses, as YAML: `{category: tea, within: 180 days}`. */
  readonly example: string
  readonly rows: EventRows
  readonly filters: readonly EventFilterKind[]
  readonly measures: readonly EventMeasureKind[]
}

/**
 * `orders`; `events`: the shop's own; `messages`: emails submitted; `message events`: what came of them, machines left
 * out; `consents`: the log of who may be written to.
 */
export type EventRows = 'orders' | 'events' | 'messages' | 'message events' | 'consents'

/** `chooses`: lines of an order, or the order (event) as a whole. */
export interface EventFilterKind {
  readonly name: string
  readonly kind: Extract<KindName, 'text' | 'number' | 'money'>
  readonly doc: string
  readonly chooses: 'lines' | 'whole'
}

/** `key` is what a rule writes: `times`, `sum of price`. `ofNothing` null: missing. */
export interface EventMeasureKind {
  readonly key: string
  readonly name: MeasureName
  readonly property?: string
  readonly kind: Extract<KindName, 'count' | 'number' | 'money'>
  readonly doc: string
  readonly ofNothing: 0 | null
}
