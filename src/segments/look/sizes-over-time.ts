import type { Instant } from '../../clock.ts'
import { withOwnTables } from '../../db/index.ts'
import { asOf, type EvaluationContext } from '../context.ts'
import { withNeeds } from '../dependency-order.ts'
import { openEvaluation } from '../evaluation.ts'
import { segmentsIn } from '../references.ts'
import { refreshMembers } from '../refresh-members.ts'
import { clausesOf, type Rule } from '../rule.ts'

/** Sizes by name of segment. */
export type SegmentSizes = ReadonlyMap<string, number>

/** Which segment is asked about, and which others may be counted with it in passing. */
export interface SizesWanted {
  readonly segment: string
  readonly others: readonly string[]
  /** Ascending. */
  readonly at: readonly Instant[]
}

/**
 * The size of a segment at some instants, by the rules as they are and the data as it is; `onCounted` is awaited after
 * each. Everybody is judged once: from one instant to the next only those who can have changed, as runs do it, but in
 * tables of its own. `ctx.now` says nothing here. Use it on one connection.
 */
export async function sizesOverTime(
  ctx: EvaluationContext,
  { segment, others, at: instants }: SizesWanted,
  onCounted: (at: Instant, sizes: SegmentSizes) => Promise<void>,
): Promise<void> {
  const steady = [segment, ...others].filter((name) => !asksPast(ctx, name))
  // It looks into the stored history: nothing may hide that, and each day is judged by itself.
  if (!steady.includes(segment)) {
    for (const at of instants) await onCounted(at, await countAt(asOf(ctx, at), [segment], 'by itself'))
    return
  }
  const names = needed(ctx, steady)
  const alone = { ...ctx, segments: ctx.segments.filter(({ name }) => names.includes(name)) }
  await withOwnTables(ctx, OWN, async () => {
    await noteSeenBefore(ctx, names)
    for (const [i, at] of instants.entries()) {
      const next = instants[i + 1] ?? Number.POSITIVE_INFINITY
      await onCounted(at, await countAt(asOf(alone, at), steady, next - at <= NEAR ? 'goes on' : 'by itself'))
    }
  })
}

/** Where a run writes what the next one goes on from. */
const OWN = [
  { name: 'memberships', unique: ['segment', 'customer', 'entered_at'] },
  { name: 'segment_states', unique: ['segment'] },
  { name: 'standing_values', unique: ['question', 'chunk'] },
  { name: 'changed_customers', unique: ['customer'] },
]

/** From one instant to a later one so many have changed that judging everybody is as quick. */
const NEAR = 10 * 86_400_000

/** Stays of nobody: a segment that was never seen would be judged as of the day before its first day, too. */
async function noteSeenBefore({ db }: EvaluationContext, names: readonly string[]): Promise<void> {
  const stays = names.map((segment) => ({ segment, customer: 0, entered_at: 0, left_at: 0 }))
  await db.insertInto('memberships').values(stays).execute()
}

/** `goes on`: the next instant goes on from this one. */
async function countAt(
  ctx: EvaluationContext,
  names: readonly string[],
  then: 'goes on' | 'by itself',
): Promise<SegmentSizes> {
  const evaluation = openEvaluation(ctx)
  try {
    const sizes = await (await evaluation.members(names)).sizes(names)
    if (then === 'goes on') await refreshMembers(evaluation, { slot: ctx.now })
    return sizes
  } finally {
    await evaluation.close()
  }
}

/** True for a segment whose rule, or one it needs, asks who entered, left or stayed. */
function asksPast(ctx: EvaluationContext, name: string): boolean {
  const rules = ctx.segments.filter((one) => needed(ctx, [name]).includes(one.name)).map(({ who }) => who)
  return rules.some(isAboutPast)
}

function isAboutPast(rule: Rule): boolean {
  return clausesOf(rule).some(({ condition }) => {
    if (condition.is === 'member') return condition.forDays !== undefined
    return condition.is === 'entered' || condition.is === 'left'
  })
}

/** The segments and all that their rules ask for, in the order of `ctx.segments`. */
function needed({ segments, vocabulary }: EvaluationContext, names: readonly string[]): string[] {
  const needs = new Map(segments.map(({ name, who }) => [name, segmentsIn([who], vocabulary.shop.stages)]))
  return withNeeds(names, [...needs.keys()], needs)
}
