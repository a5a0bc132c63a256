import type { RawBuilder } from 'kysely'
import type { Day } from '../../calendar/index.ts'
import type { DbContext } from '../../db/index.ts'
import type { EventQuestion, Question } from '../question.ts'
import type { Vocabulary } from '../vocabulary.ts'

/** What a profile query needs besides the questions. */
export interface ProfileContext extends DbContext {
  readonly vocabulary: Vocabulary
}

/**
 * Whom a profile is about. `everyone`: each customer that exists as of `ctx.now`, subject = customers.key.
 * `rows`: a scratch table (subject integer unique, customer bigint, at bigint, since bigint or null): each row is a
 * customer as of its own instant `at`; events not after `since` do not count where it is not null. All `at` of one
 * table lie on the shop's day `today`.
 */
export type Subjects =
  | { readonly of: 'everyone' }
  | { readonly of: 'rows'; readonly table: string; readonly today: Day }

/**
 * One select with a row per subject: `subject`, `customer`, `at` and a column per question named by
 * `columnOf(question)`. Each stored table is read at most once, however many questions. Questions about segments
 * (`in_segment`, `stage`, …) are left out: the segments room joins them.
 */
export function profileQuery(
  _ctx: ProfileContext,
  _subjects: Subjects,
  _questions: readonly Question[],
): RawBuilder<unknown> {
  throw new Error('not built yet')
}

/**
 * What happened, one row per occurrence visible as of `ctx.now` that passes the question's filters and window:
 * `(customer, at, "order")`, order null for the shop's own events. For triggers and goals.
 */
export function occurrences(_ctx: ProfileContext, _event: EventQuestion): RawBuilder<unknown> {
  throw new Error('not built yet')
}
