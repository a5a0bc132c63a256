import type { RawBuilder } from 'kysely'
import type { Day } from '../../calendar/index.ts'
import type { Shop } from '../../config/shop.ts'
import type { DbContext } from '../../db/index.ts'
import type { Vocabulary } from '../../facts/index.ts'
import type { Checked, Place } from '../../problem.ts'
import type { Evaluation } from '../../segments/index.ts'
import type { YamlMap } from '../../yaml/index.ts'
import type { StartDays } from './start-days.ts'

/** What `starts:` is read with. */
export interface StartReading {
  readonly shop: Shop
  readonly vocabulary: Vocabulary
  /** Names of all segments of the shop, for references. */
  readonly segments: readonly string[]
}

/** What an occasions query is asked with. */
export interface OccasionContext extends DbContext {
  readonly shop: Shop
  readonly evaluation: Evaluation
  /** The slot: `now` of the evaluation. */
  readonly now: number
  /** The shop's day of the slot. */
  readonly today: Day
  /** Shop days on which a journey may have begun, ascending. */
  readonly days: readonly Day[]
  /** What happened before this instant starts nothing; null: everything counts (as-of evaluation). */
  readonly notBefore: number | null
  /** The shop's day of the campaign's first slot. */
  readonly firstDay: Day
  /** Only this customer, or everybody. */
  readonly customer: number | undefined
  /** Whether the campaign takes in those who are in the segment at its first slot. */
  readonly includeCurrent: 'yes' | 'no'
}

/**
 * A `starts:` block that was read. `occasions` selects one row per start: `customer` (key), `occasion` (text, unique
 * for the customer), `at` (the start's instant), `day` (number of the calendar day it counts on), `order` (key or null).
 */
export interface StartOf {
  readonly trigger: TriggerName
  /** `when entering lapsed`. */
  readonly phrase: string
  /** The line of `starts:` in the campaign's file. */
  readonly line: number
  /** Segments it depends on. */
  readonly segments: readonly string[]
  /** Whether templates may use `order.*` and `items`. */
  readonly about: 'an order' | 'a customer'
  readonly defaults: StartDefaults
  /** Whether a start is an event with its own instant, or a day. */
  readonly moment: 'event' | 'day'
  readonly days: StartDays
  occasions(ctx: OccasionContext): Promise<RawBuilder<unknown>>
}

/** A start with the block that it was read from. */
export interface Start extends StartOf {
  /** The block with its options in order: equal for starts that mean the same. */
  readonly text: string
  readonly place: Place
}

export interface StartDefaults {
  readonly priority: number
  readonly again: 'never' | 'every time' | 'every year' | { readonly afterDays: number }
}

export type TriggerName = 'when_entering' | 'when' | 'on_date' | 'every' | 'once'

/** One way a journey begins: the key of `starts:` that names it, its options, and how it is read. */
export interface Trigger {
  readonly name: TriggerName
  readonly options: readonly string[]
  readonly doc: string
  readonly example: string
  read(block: YamlMap, reading: StartReading): Checked<StartOf>
}

/** Gives a trigger its type; registered in `triggers/index.ts`. */
export function defineTrigger(trigger: Trigger): Trigger {
  return trigger
}
