import { type RawBuilder, sql } from 'kysely'
import { type Day, localDay } from '../../calendar/index.ts'
import type { DbContext } from '../../db/index.ts'
import type { Fact, FactView } from '../fact.ts'
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
 * table lie on the shop's day `today`.
 */
export type Subjects =
  | { readonly of: 'everyone' }
  | { readonly of: 'rows'; readonly table: string; readonly today: Day }

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

/** A stored table with the subjects it belongs to: `orders as o`, or the scratch rows joined to it. */
export function fromTable(scope: Scope, table: string, alias: string): RawBuilder<unknown> {
  const stored = sql`${sql.table(table)} as ${sql.ref(alias)}`
  if (scope.subjects.of === 'everyone') return stored
  return sql`${sql.table(scope.subjects.table)} as s
  join ${stored} on ${sql.ref(`${alias}.customer`)} = s.customer`
}

/** Where a stored table's rows find their subject. */
export function stored(scope: Scope, alias: string): Position {
  if (scope.subjects.of === 'everyone') {
    return { subject: sql.ref(`${alias}.customer`), at: sql`${scope.ctx.now}`, since: undefined }
  }
  return { subject: sql.ref('s.subject'), at: sql.ref('s.at'), since: sql.ref('s.since') }
}

/** Where the rows of an earlier CTE, made with `keptColumns`, find their subject. */
export function staged(scope: Scope, alias: string): Position {
  if (scope.subjects.of === 'everyone') {
    return { subject: sql.ref(`${alias}.subject`), at: sql`${scope.ctx.now}`, since: undefined }
  }
  return { subject: sql.ref(`${alias}.subject`), at: sql.ref(`${alias}.judged_at`), since: sql.ref(`${alias}.since`) }
}

/** The names of a position's columns in a CTE. */
export function keptColumns(scope: Scope): readonly string[] {
  return scope.subjects.of === 'everyone' ? ['subject'] : ['subject', 'judged_at', 'since']
}

/** A position selected under those names. */
export function keepColumns(position: Position): RawBuilder<unknown> {
  const subject = sql`${position.subject} as subject`
  return position.since ? sql`${subject}, ${position.at} as judged_at, ${position.since} as since` : subject
}

/** What a condition in SQL is judged by at a position: rows of their own instant count hours from it. */
export function whenAt(scope: Scope, position: Position): When {
  return scope.subjects.of === 'everyone' ? scope.when : { ...scope.when, at: position.at }
}

/** What a fact's expression may use at a position. */
export function viewAt(scope: Scope, position: Position, answer: FactView['answer']): FactView {
  return { at: position.at, today: scope.today, shop: scope.when.shop, answer }
}

/** A fact's expression; facts that another room answers have none. */
export function expressionOf(fact: Fact, view: FactView): RawBuilder<unknown> {
  if (!fact.sql) throw new Error(`"${fact.name}" is answered by another room`)
  return fact.sql(view)
}
