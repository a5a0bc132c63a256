import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import type { EvaluationContext, Flags } from '../context.ts'
import type { Members } from '../members-of.ts'
import type { SegmentState } from './states.ts'

/** The stored memberships of a run, and who was judged again since. */
export interface Sources {
  readonly from: Instant
  /** Beside each segment's column stands `wasColumn` of it. */
  readonly judged: Flags
  readonly states: ReadonlyMap<string, SegmentState>
}

/** Members by the stored history, but of those judged again by what came out. */
export function carriedMembers({ db }: EvaluationContext, { from, judged, states }: Sources): Members {
  const flag = (segment: string) => sql.ref(judged.column(segment))
  const again = sql`select customer from ${sql.table(judged.table)}`
  return {
    list: (segment) => sql`
      select customer from memberships
      where segment = ${segment} and ${stillOpen(from)} and customer not in (${again})
      union all
      select customer from ${sql.table(judged.table)} where ${flag(segment)} = 1`,
    has: (segment, customer) => sql<SqlBool>`(
      ${customer} in (select customer from ${sql.table(judged.table)} where ${flag(segment)} = 1)
      or (${customer} not in (${again}) and ${wasMember(segment, customer, from)}))`,
    moved: (segment, change, since) => (since === from ? movedOf(segment, change, judged) : undefined),
    async sizes(names) {
      if (names.length === 0) return new Map()
      const sums = names.map((name) => {
        const column = judged.column(name)
        return sql`sum(${sql.ref(column)} - ${sql.ref(wasColumn(column))}) as ${sql.ref(column)}`
      })
      const query = sql<Record<string, number | null>>`select ${sql.join(sums)} from ${sql.table(judged.table)}`
      const { rows } = await query.execute(db)
      const change = (name: string) => Number(rows[0]?.[judged.column(name)] ?? 0)
      return new Map(names.map((name) => [name, (states.get(name)?.size ?? 0) + change(name)]))
    },
  }
}

/** The column that says who was in a segment at the run before, beside the one that says who is. */
export function wasColumn(column: string): string {
  return `was_${column}`
}

/** Who entered or left a segment since the run, among those judged again. */
export function movedOf(segment: string, change: 'entered' | 'left', judged: Flags): RawBuilder<unknown> {
  const column = judged.column(segment)
  const [is, was] = change === 'entered' ? [1, 0] : [0, 1]
  return sql`
    select customer
    from ${sql.table(judged.table)}
    where ${sql.ref(column)} = ${is} and ${sql.ref(wasColumn(column))} = ${was}`
}

/** True where a customer was in a segment at the run `from`. */
export function wasMember(segment: string, customer: RawBuilder<unknown>, from: Instant): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (
      select 1 from memberships
      where segment = ${segment} and customer = ${customer} and ${stillOpen(from)})`
}

/** A membership of the run `from` is open until the next run. */
function stillOpen(from: Instant): RawBuilder<SqlBool> {
  return sql<SqlBool>`left_at is null and (entered_at is null or entered_at <= ${from})`
}
