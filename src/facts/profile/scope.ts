import type { RawBuilder } from 'kysely'
import { type Day, localDay } from '../../calendar/index.ts'
import type { DbContext } from '../../db/index.ts'
import type { When } from '../kind.ts'
import type { Vocabulary } from '../vocabulary.ts'

/** What a profile query needs besides the questions. */
export interface ProfileContext extends DbContext {
  readonly vocabulary: Vocabulary
}

/**
 * Whom a profile is about. `everyone`: each customer that exists as of `ctx.now`, subject = customers.key.
 * `rows`: a scratch table (subject integer unique, customer bigint, at bigint, since bigint or null): each row is a
 * customer as of its own instant `at`; events not after `since` do not count where it is not null. All `at` of one
 * table lie on the shop's day `today`. `among`: leaves out who does not exist as of `ctx.now`.
 */
export type Subjects =
  | { readonly of: 'everyone' }
  | { readonly of: 'rows'; readonly table: string; readonly today: Day; readonly among?: 'existing' }

/** Whom and as of when, as the parts of a query see it. */
export interface Scope {
  readonly ctx: ProfileContext
  readonly subjects: Subjects
  readonly today: Day
  /** Conditions of the rows; `at` is set by the place that asks. */
  readonly when: When
}

/** Names for the subject, its instant and its beginning, where the rows of a query hold them. */
export interface Position {
  readonly subject: RawBuilder<unknown>
  readonly at: RawBuilder<unknown>
  readonly since: RawBuilder<unknown> | undefined
}

export function scopeOf(ctx: ProfileContext, subjects: Subjects): Scope {
  const { shop } = ctx.vocabulary
  const today = subjects.of === 'rows' ? subjects.today : localDay(ctx.now, shop.timeZone)
  return { ctx, subjects, today, when: { now: ctx.now, today, shop } }
}

/** What a condition in SQL is judged by at a position: rows of their own instant count hours from it. */
export function whenAt(scope: Scope, position: Position): When {
  return scope.subjects.of === 'everyone' ? scope.when : { ...scope.when, at: position.at }
}
