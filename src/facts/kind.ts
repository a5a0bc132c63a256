import type { RawBuilder, SqlBool } from 'kysely'
import type { Day } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { Shop } from '../config/shop.ts'
import type { Checked } from '../problem.ts'
import type { YamlNode } from '../yaml/index.ts'
import type { Condition } from './condition.ts'

/** The names of the kinds of fact: what phrases a fact understands. */
export type KindName =
  | 'count'
  | 'number'
  | 'money'
  | 'duration'
  | 'quintile'
  | 'percent'
  | 'past date'
  | 'coming date'
  | 'date'
  | 'yearly date'
  | 'anniversary'
  | 'text'
  | 'country'
  | 'language'
  | 'word'
  | 'yes/no'
  | 'topic'
  | 'share'
  | 'segment'
  | 'segment change'

/** The day and instant as of which conditions are judged, and what of the shop their meaning depends on. */
export interface When {
  readonly now: Instant
  /** The shop's day of `now`. */
  readonly today: Day
  readonly shop: Shop
  /** In SQL, the instant of each row where rows differ (`at` of the profile); used by conditions in hours. */
  readonly at?: RawBuilder<unknown>
}

/**
 * A value as the profile holds it: numbers (money in minor units, dates as instants, yes/no as 1/0, yearly dates as
 * YYYYMMDD with year 0 where it is unknown; durations in days), folded text, or null where it is missing.
 */
export type FactValue = number | string | null

/** One kind of fact: how its phrases are read, said, checked in memory and asked in SQL. Kinds are data. */
export interface Kind {
  readonly name: KindName
  readonly doc: string
  /** Phrases that parse, for docs, hover and errors; those of money are in EUR. */
  readonly examples: readonly string[]
  /** JSON-Schema pattern (ECMA 262) of a phrase. */
  readonly pattern: string
  /** Reads a phrase at its place; every mistake is a problem with the line to paste. */
  parse(phrase: YamlNode, reading: PhraseReading): Checked<Condition>
  /** The canonical phrase. */
  say(condition: Condition, reading: PhraseReading): string
  /** True or false, never unknown: a comparison with a missing value is false. */
  holds(value: FactValue, condition: Condition, when: When): boolean
  /** The same in SQL over the profile's column; false or null where it does not hold. */
  predicate(column: RawBuilder<unknown>, condition: Condition, when: When): RawBuilder<SqlBool>
}

/** What a phrase is read with: the fact's name for the line to paste, its words, the shop's currency. */
export interface PhraseReading {
  readonly fact: string
  readonly shop: Shop
  /** The allowed words of a `word` fact. */
  readonly words?: readonly string[]
  /** All texts that a `text` fact can have, where that is known. */
  readonly known?: KnownTexts
}

/** Texts of which there is a list, such as time zones: any other is a slip of the pen. */
export interface KnownTexts {
  has(text: string): boolean
  /** For did-you-mean. */
  names(): readonly string[]
}
