import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { EvaluationContext } from './context.ts'
import { inPortions } from './in-portions.ts'
import type { MembersOf } from './members-of.ts'
import { runsWith } from './runs.ts'
import { firstTrace, type Slot, slotsBack, withRuns } from './slots.ts'

/** Which changes are asked for: of whom, in what direction, and at which instants. */
export interface Changes {
  readonly segment: string
  readonly change: 'entered' | 'left'
  readonly within: (at: Instant) => boolean
  /** Where known: nothing before it lies within. */
  readonly since?: Instant
}

/**
 * Who entered or left a segment, and when: queries of `(customer, at)`, together one row per change. Stored memberships
 * answer where runs took place, every other daily slot is recomputed; `ctx.now` itself is always judged anew.
 */
export async function changesQueries(
  ctx: EvaluationContext,
  changes: Changes,
  membersOf: MembersOf,
): Promise<RawBuilder<unknown>[]> {
  const instants = slotsBack(ctx.now, await firstTrace(ctx), ctx.vocabulary.shop.timeZone, changes.since)
  const slots = withRuns(instants, await runsWith(ctx, changes.segment))
  const stored: Instant[] = []
  const parts: RawBuilder<unknown>[] = []
  for (const [i, slot] of slots.entries()) {
    const before = slots[i + 1]
    if (!before || slot.at < (changes.since ?? slot.at)) break
    if (slot.runs.length > 0 && before.runs.length > 0) stored.push(...slot.runs.filter(changes.within))
    else if (changes.within(slot.at)) parts.push(await recomputed(changes, slot, before, membersOf))
  }
  return inPortions([storedChanges(ctx, changes, stored), ...parts])
}

function storedChanges(ctx: EvaluationContext, { segment, change }: Changes, runs: readonly Instant[]) {
  const at = sql.ref(change === 'entered' ? 'entered_at' : 'left_at')
  const instants = ctx.dialect.rows(
    { slot: 'integer' },
    runs.map((run) => [run]),
  )
  return sql`
    select customer, ${at} as at
    from memberships
    where segment = ${segment} and ${at} in (select slot from ${instants} as runs_inside)`
}

async function recomputed(
  { segment, change }: Changes,
  slot: Slot,
  before: Slot,
  membersOf: MembersOf,
): Promise<RawBuilder<unknown>> {
  const run = before.runs.at(-1)
  const quick = run !== undefined && (await membersOf([segment], slot.at)).moved?.(segment, change, run)
  if (quick && slot.runs.length === 0)
    return sql`select customer, cast(${slot.at} as bigint) as at from (${quick}) as changed`
  const then = await membersAt(segment, before, membersOf)
  const now = await membersAt(segment, slot, membersOf)
  const [more, fewer] = change === 'entered' ? [now, then] : [then, now]
  return sql`
    select customer, cast(${slot.at} as bigint) as at
    -- in brackets of its own: what was judged again may be a union, which would begin after the difference
    from (${more} except select customer from (${fewer}) as fewer) as changed`
}

async function membersAt(segment: string, { at, runs }: Slot, membersOf: MembersOf): Promise<RawBuilder<unknown>> {
  const run = runs.at(-1)
  if (run !== undefined) {
    return sql`
      select customer
      from memberships
      where segment = ${segment}
        and entered_at <= ${run}
        and (left_at is null or left_at > ${run})`
  }
  return (await membersOf([segment], at)).list(segment)
}
