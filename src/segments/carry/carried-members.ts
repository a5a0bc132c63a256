import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import type { Members } from '../members-of.ts'
import { hasFlag } from '../words.ts'
import { type Judged, movedOf, type MovesFound } from './judged.ts'
import type { SegmentState } from './states.ts'

/** The stored memberships of a run, and who was judged again since. */
export interface Sources {
  readonly from: Instant
  readonly judged: Judged
  readonly moves: MovesFound
  readonly states: ReadonlyMap<string, SegmentState>
}

/** Members by the stored history, but of those judged again by what came out. */
export function carriedMembers({ from, judged, moves, states }: Sources): Members {
  const again = sql`select customer from ${sql.table(judged.table)}`
  const among = (segment: string) => sql`${again} where ${hasFlag(judged, segment)}`
  return {
    list: (segment) => sql`
      select customer from memberships
      where segment = ${segment} and ${stillOpen(from)} and customer not in (${again})
      union all
      ${among(segment)}`,
    has: (segment, customer) => sql<SqlBool>`(
      ${customer} in (${among(segment)})
      or (${customer} not in (${again}) and ${wasMember(segment, customer, from)}))`,
    moved: (segment, change, since) => (since === from ? movedOf(segment, change, judged) : undefined),
    async sizes(names) {
      const sizes = new Map(names.map((name) => [name, states.get(name)?.size ?? 0]))
      const { entered, left } = await moves()
      for (const [name] of entered) sizes.set(name, (sizes.get(name) ?? 0) + 1)
      for (const [name] of left) sizes.set(name, (sizes.get(name) ?? 0) - 1)
      return new Map(names.map((name) => [name, sizes.get(name) ?? 0]))
    },
  }
}

/** True where a customer was in a segment at the run `from`. */
function wasMember(segment: string, customer: RawBuilder<unknown>, from: Instant): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (
      select 1 from memberships
      where segment = ${segment} and customer = ${customer} and ${stillOpen(from)})`
}

/** A membership of the run `from` is open until the next run. */
export function stillOpen(from: Instant): RawBuilder<SqlBool> {
  return sql<SqlBool>`left_at is null and entered_at <= ${from}`
}
