import { type RawBuilder, sql } from 'kysely'
import type { Position, Scope } from './scope.ts'

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
