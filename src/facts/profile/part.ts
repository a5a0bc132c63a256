import { type RawBuilder, sql } from 'kysely'

/** A named query of the profile; `rows` is the comment that says what its rows are. */
export interface Cte {
  readonly name: string
  readonly rows: string
  readonly query: RawBuilder<unknown>
  /** Read more than once: made once and kept. */
  readonly use?: 'twice'
}

/** What one theme adds to the profile: its queries, those to join by subject, and an answer for each column. */
export interface Part {
  readonly ctes: readonly Cte[]
  readonly joins: readonly string[]
  readonly answers: ReadonlyMap<string, RawBuilder<unknown>>
}

/** Nothing asked, nothing added. */
export const noPart: Part = { ctes: [], joins: [], answers: new Map() }

/** Parts one after the other. */
export function joinParts(parts: readonly Part[]): Part {
  return {
    ctes: parts.flatMap((part) => part.ctes),
    joins: parts.flatMap((part) => part.joins),
    answers: new Map(parts.flatMap((part) => [...part.answers])),
  }
}

/** `with a as (…), b as materialized (…)`, or nothing. */
export function withClause(ctes: readonly Cte[]): RawBuilder<unknown> {
  if (ctes.length === 0) return sql``
  const named = ctes.map(
    (cte) => sql`${sql.ref(cte.name)} as ${cte.use === 'twice' ? sql`materialized ` : sql``}(
  -- ${sql.raw(cte.rows)}
  ${cte.query}
)`,
  )
  return sql`with ${sql.join(named, sql`, `)}
`
}
