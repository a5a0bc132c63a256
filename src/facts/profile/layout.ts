import { type RawBuilder, sql } from 'kysely'

/** Columns of a select, one a line. */
export function columns(expressions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(
    expressions,
    sql`,
    `,
  )
}

/** Conditions joined by and, one a line. */
export function allOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(
    conditions,
    sql`
    and `,
  )
}

/** ` where …`, or nothing. */
export function whereAll(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0
    ? sql``
    : sql`
  where ${allOf(conditions)}`
}
