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
export function carriedMembers({ from, judged, states }: Sources, moves: MovesCounted): Members {
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
      const moved = await moves()
      const size = (name: string) => {
        const { entered, left } = moved.get(name) ?? { entered: 0, left: 0 }
        return (states.get(name)?.size ?? 0) + entered - left
      }
      return new Map(names.map((name) => [name, size(name)]))
    },
  }
}

/** How many customers entered and left each segment since the run. */
export type MovesCounted = () => Promise<ReadonlyMap<string, { readonly entered: number; readonly left: number }>>

/** Counts the moves among those judged again, all segments in one reading, once. */
export function movesCounted({ db }: EvaluationContext, names: readonly string[], judged: Flags): MovesCounted {
  const count = async () => {
    const sums = names.flatMap((name) =>
      (['entered', 'left'] as const).map(
        (change) =>
          sql`sum(case when ${isMoved(judged.column(name), change)} then 1 else 0 end) as ${sql.ref(`${change}_${judged.column(name)}`)}`,
      ),
    )
    const query = sql<Record<string, number | null>>`select ${sql.join(sums)} from ${sql.table(judged.table)}`
    const { rows } = await query.execute(db)
    const of = (name: string, change: Change) => Number(rows[0]?.[`${change}_${judged.column(name)}`] ?? 0)
    return new Map(names.map((name) => [name, { entered: of(name, 'entered'), left: of(name, 'left') }]))
  }
  let counted: ReturnType<MovesCounted> | undefined
  return () => {
    counted ??= count()
    return counted
  }
}

type Change = 'entered' | 'left'

/** The column that says who was in a segment at the run before, beside the one that says who is. */
export function wasColumn(column: string): string {
  return `was_${column}`
}

/** Who entered or left a segment since the run, among those judged again. */
export function movedOf(segment: string, change: Change, judged: Flags): RawBuilder<unknown> {
  return sql`
    select customer
    from ${sql.table(judged.table)}
    where ${isMoved(judged.column(segment), change)}`
}

function isMoved(column: string, change: Change): RawBuilder<SqlBool> {
  const [is, was] = change === 'entered' ? [1, 0] : [0, 1]
  return sql`${sql.ref(column)} = ${sql.lit(is)} and ${sql.ref(wasColumn(column))} = ${sql.lit(was)}`
}

/** True where a customer was in a segment at the run `from`. */
export function wasMember(segment: string, customer: RawBuilder<unknown>, from: Instant): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (
      select 1 from memberships
      where segment = ${segment} and customer = ${customer} and ${stillOpen(from)})`
}

/** A membership of the run `from` is open until the next run. */
function stillOpen(from: Instant): RawBuilder<SqlBool> {
  return sql<SqlBool>`left_at is null and entered_at <= ${from}`
}
