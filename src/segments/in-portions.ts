import { type RawBuilder, sql } from 'kysely'

/** Databases limit how many selects one may join (SQLite: 500). */
const MOST_SELECTS = 100

/** Selects of the same columns joined by `union all`, in portions that every database takes. */
export function inPortions(selects: readonly RawBuilder<unknown>[]): RawBuilder<unknown>[] {
  const portions: RawBuilder<unknown>[] = []
  for (let i = 0; i < selects.length; i += MOST_SELECTS) {
    const portion = selects.slice(i, i + MOST_SELECTS)
    portions.push(
      sql.join(
        portion,
        sql`
    union all `,
      ),
    )
  }
  return portions
}
