import { sql } from 'kysely'
import { addDays, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { type Clause, kindOf } from '../facts/index.ts'
import { type EvaluationContext, whenOf } from './context.ts'
import { type Changes, changesQueries } from './history.ts'
import type { MembersOf } from './members-of.ts'
import type { Scratch } from './scratch.ts'

/** The scratch table of `(customer)` that answers a line about the past of one segment. */
export type Moved = (clause: Clause, segment: string) => string

/**
 * Fills a scratch table of `(customer)` for each line about the past of a segment: who entered, who left, and for
 * `in_segment … for` who has not been in it long enough.
 */
export async function movedTables(
  ctx: EvaluationContext,
  clauses: readonly Clause[],
  scratch: Scratch,
  membersOf: MembersOf,
): Promise<Moved> {
  const tables = new Map<string, string>()
  for (const clause of clauses) {
    for (const changes of changesOf(clause, ctx)) {
      const key = keyOf(clause, changes.segment)
      if (tables.has(key)) continue
      const queries = await changesQueries(ctx, changes, membersOf)
      const customers = queries.map((query) => sql`select distinct customer from (${query}) as changes`)
      tables.set(key, await scratch.gather('moved', customers))
    }
  }
  return (clause, segment) => {
    const table = tables.get(keyOf(clause, segment))
    if (table === undefined) throw new Error(`"${clause.text}" was not prepared`)
    return table
  }
}

function keyOf({ condition }: Clause, segment: string): string {
  return `${segment} ${JSON.stringify(condition)}`
}

function changesOf({ condition }: Clause, ctx: EvaluationContext): Changes[] {
  const when = whenOf(ctx)
  if (condition.is === 'entered' || condition.is === 'left') {
    const { segments, is: change, window } = condition
    const kind = kindOf({ fact: 'last_order' }, ctx.vocabulary)
    const within = (at: Instant) => kind.holds(at, window, when)
    return segments.map((segment) => ({ segment, change, within }))
  }
  if (condition.is !== 'member' || condition.forDays === undefined) return []
  const since = addDays(when.today, -condition.forDays)
  const within = (at: Instant) => localDay(at, when.shop.timeZone) > since
  return condition.segments.map((segment) => ({ segment, change: 'entered', within }))
}
