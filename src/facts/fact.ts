import type { RawBuilder } from 'kysely'
import type { Shop } from '../config/shop.ts'
import type { Day } from '../calendar/index.ts'
import type { TextCondition } from './condition.ts'
import type { KindName } from './kind.ts'

/** What can be asked about a customer. One object describes it to the checker, the docs, the editor and the database. */
export interface Fact {
  readonly name: string
  readonly kind: KindName
  /** One sentence. */
  readonly doc: string
  /** A phrase that parses. */
  readonly example: string
  /** What it means when there is no value. */
  readonly missing: string
  /** The allowed words of a `word` fact. */
  readonly words?: readonly string[]
  /** Which rows answer it; `segments`: the segments room joins the answer itself. */
  readonly rows: FactRows
  /** Other facts whose answers `sql` uses. */
  readonly needs?: readonly string[]
  /** Value of no rows, where that is not missing: counts and sums are 0. */
  readonly ofNothing?: number
  /** `asked`: the answer depends on the condition, and is 1 or 0. */
  readonly answers?: 'asked'
  /** Among whom a standing (top, bottom, average, median) is judged; default: customers with a value. */
  readonly among?: 'customers with an order'
  /** The expression over those rows: an aggregate over `o`, `t`, `a`, or a value of `c`; none where a room answers. */
  readonly sql?: (view: FactView) => RawBuilder<unknown>
}

/**
 * `customers`: the row `c`; `orders`: the counted orders `o` of a customer that are visible; `tags`: `t`;
 * `attributes`: `a`; `consents`, `suppressions`: the consent room answers; `segments`: the segments room.
 */
export type FactRows = 'customers' | 'orders' | 'tags' | 'attributes' | 'consents' | 'suppressions' | 'segments'

/** What a fact's expression may use. */
export interface FactView {
  /** The instant as of which the row is judged. */
  readonly at: RawBuilder<unknown>
  /** The shop's day of it. */
  readonly today: Day
  readonly shop: Shop
  /** The condition of an `asked` fact. */
  readonly asked?: TextCondition
  /** The answer of a fact named in `needs`. */
  answer(fact: string): RawBuilder<unknown>
}
