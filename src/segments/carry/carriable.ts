import type { Instant } from '../../clock.ts'
import { asksCatalogue, type Edge, edgesOf, type When } from '../../facts/index.ts'
import { asOf, type EvaluationContext, whenOf } from '../context.ts'
import { asksSegments } from '../judge.ts'
import { segmentsOf } from '../references.ts'
import { clausesOf } from '../rule.ts'
import type { Segment } from '../segment.ts'
import { meaningHash, type SegmentState } from './states.ts'

/** The segments that the last run's memberships can be carried forward for, and what moves them as time passes. */
export interface Carriable {
  /** In dependency order. */
  readonly segments: readonly Segment[]
  readonly edges: readonly Edge[]
}

/** Those whose rule is as it was and tells whom the passing of time touches. */
export function carriableOf(
  ctx: EvaluationContext,
  states: ReadonlyMap<string, SegmentState>,
  from: Instant,
  catalogue: 'as it was' | 'changed',
): Carriable {
  const [before, now] = [whenOf(asOf(ctx, from)), whenOf(ctx)]
  const segments: Segment[] = []
  const edges: Edge[] = []
  for (const segment of ctx.segments) {
    if (states.get(segment.name)?.meaning !== meaningHash(segment, ctx.vocabulary)) continue
    const found = edgesOfSegment(ctx, segment, segments, before, now)
    if (!found || (catalogue === 'changed' && clausesOf(segment.who).some(asksCatalogue))) continue
    segments.push(segment)
    edges.push(...found)
  }
  return { segments, edges: distinct(edges) }
}

function edgesOfSegment(
  { vocabulary }: EvaluationContext,
  segment: Segment,
  carried: readonly Segment[],
  before: When,
  now: When,
): Edge[] | undefined {
  const edges: Edge[] = []
  for (const clause of clausesOf(segment.who)) {
    if (asksSegments(clause)) {
      const { condition } = clause
      const past = condition.is === 'entered' || condition.is === 'left'
      if (past || (condition.is === 'member' && condition.forDays !== undefined)) return undefined
      const needed = segmentsOf(clause, vocabulary.shop.stages)
      if (!needed.every((name) => carried.some((one) => one.name === name))) return undefined
    } else {
      const found = edgesOf(clause, vocabulary, before, now)
      if (!found) return undefined
      edges.push(...found)
    }
  }
  return edges
}

function distinct(edges: readonly Edge[]): Edge[] {
  return [...new Map(edges.map((edge) => [JSON.stringify(edge), edge])).values()]
}
