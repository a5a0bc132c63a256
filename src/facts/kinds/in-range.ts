import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { DateCondition } from '../condition.ts'
import type { FactValue, When } from '../kind.ts'
import { dateRange, elapsedRange, type InstantRange } from './date-range.ts'

/** True for an instant in the range; a missing one is in none. */
export function inRange(value: FactValue, range: InstantRange): boolean {
  if (typeof value !== 'number') return false
  return (range.from === null || value >= range.from) && (range.until === null || value < range.until)
}

/** The same in SQL, false or null for a missing one; without ends it asks whether there is a value at all. */
export function inRangeSql(column: RawBuilder<unknown>, range: InstantRange): RawBuilder<SqlBool> {
  const parts = bounds(column, range.from, range.until)
  return sql<SqlBool>`(${parts.length === 0 ? sql`${column} is not null` : sql.join(parts, sql` and `)})`
}

/** A date condition in SQL over a column of instants; hours count from the row's own instant. */
export function dateSql(column: RawBuilder<unknown>, condition: DateCondition, when: When): RawBuilder<SqlBool> {
  const elapsed = when.at ? elapsedRange(condition) : undefined
  if (elapsed && when.at) {
    const { at } = when
    const bound = (ms: number | null) => (ms === null ? null : sql`${at} + ${ms}`)
    const parts = bounds(column, bound(elapsed.from), bound(elapsed.until))
    return sql<SqlBool>`(${sql.join(parts, sql` and `)})`
  }
  const range = dateRange(condition, when)
  return range === 'missing' ? sql<SqlBool>`(${column} is null)` : inRangeSql(column, range)
}

/** True in any of many ranges that are sorted and apart: a tree of comparisons, six deep for fifty. */
export function inRangesSql(column: RawBuilder<unknown>, ranges: readonly InstantRange[]): RawBuilder<SqlBool> {
  if (ranges.length === 0) return sql<SqlBool>`(1 = 0)`
  if (ranges.length <= 2) {
    return sql<SqlBool>`(${sql.join(
      ranges.map((range) => inRangeSql(column, range)),
      sql` or `,
    )})`
  }
  const middle = Math.ceil(ranges.length / 2)
  const border = ranges[middle]?.from ?? null
  const [before, after] = [ranges.slice(0, middle), ranges.slice(middle)]
  return sql<SqlBool>`case when ${column} < ${border} then ${inRangesSql(column, before)} else ${inRangesSql(column, after)} end`
}

function bounds(column: RawBuilder<unknown>, from: unknown, until: unknown): RawBuilder<unknown>[] {
  return [...(from === null ? [] : [sql`${column} >= ${from}`]), ...(until === null ? [] : [sql`${column} < ${until}`])]
}
