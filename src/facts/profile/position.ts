import { type RawBuilder, sql } from 'kysely'
import type { Position, Scope } from './scope.ts'

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

/**
 * True for rows up to the position's instant. Of everyone almost all rows are: the added zero keeps the databases from
 * looking each of them up through an index of instants.
 */
export function upTo(scope: Scope, instant: RawBuilder<unknown>, at: RawBuilder<unknown>): RawBuilder<unknown> {
  return scope.subjects.of === 'everyone' ? sql`${instant} + 0 <= ${at}` : sql`${instant} <= ${at}`
}
