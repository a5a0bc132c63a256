import type { RawBuilder } from 'kysely'
import type { Shop } from '../config/shop.ts'
import type { Day } from '../calendar/index.ts'
import type { SqlDialect } from '../db/index.ts'
import type { TextCondition } from './condition.ts'
import type { KindName, KnownTexts } from './kind.ts'

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
  /** All texts that a `text` fact can have, where that is known. */
  readonly known?: KnownTexts
  /** Which rows answer it; `segments`: the segments room joins the answer itself. */
  readonly rows: FactRows
  /** Other facts whose answers `sql` uses. */
  readonly needs?: readonly string[]
  /** Value of no rows, where that is not missing: counts and sums are 0, a word is said. */
  readonly ofNothing?: number | string
  /** `asked`: the answer depends on the condition, and is 1 or 0; `named`: on the name that the line gives. */
  readonly answers?: 'asked' | 'named'
  /** Among whom a standing (top, bottom, average, median) is judged; default: customers with a value. */
  readonly among?: 'customers with an order'
  /** The expression over those rows: an aggregate over `o`, `t`, `a`, or a value of `c`; none where a room answers. */
  readonly sql?: (view: FactView) => RawBuilder<unknown>
}

/**
 * `customers`: the row `c`; `orders`: the counted orders `o` of a customer that are visible; `tags`: `t`;
 * `attributes`: `a`; `events`: the shop's own events `e`; `messages`: emails submitted, `m`; `message events`: what came
 * of them, machines left out, `v`; `rhythm`: the row `rhythm` of a customer with three days of orders; `scores`: the row
 * `scores` of a customer with an order; `predictions`: the row `predicted` of a customer with an order; `consents`, `suppressions`: the consent room answers; `segments`: the segments
 * room.
 */
export type FactRows =
  | 'customers'
  | 'orders'
  | 'tags'
  | 'attributes'
  | 'events'
  | 'messages'
  | 'message events'
  | 'rhythm'
  | 'scores'
  | 'predictions'
  | 'consents'
  | 'suppressions'
  | 'segments'

/** What a fact's expression may use. */
export interface FactView {
  /** The instant as of which the row is judged. */
  readonly at: RawBuilder<unknown>
  /** The shop's day of it. */
  readonly today: Day
  readonly shop: Shop
  readonly dialect: SqlDialect
  /** The condition of an `asked` fact. */
  readonly asked?: TextCondition
  /** What a `named` fact is asked about. */
  readonly name?: string
  /** The answer of a fact named in `needs`. */
  answer(fact: string): RawBuilder<unknown>
}
