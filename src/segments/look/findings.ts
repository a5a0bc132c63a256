import type { Instant } from '../../clock.ts'
import type { EvaluationContext } from '../context.ts'
import { openEvaluation } from '../evaluation.ts'
import type { Segment } from '../segment.ts'
import { type LineShare, lineVariants, sharesOf } from './line-shares.ts'
import { type Movement, movementOf } from './movement.ts'
import { type Reach, reachOf } from './reach.ts'

/** What there is to find out about a segment beyond its size: one evaluation for all of it. */
export interface Findings {
  readonly size: number
  readonly lines: readonly LineShare[]
  /** Most first. */
  readonly reach: readonly Reach[]
  readonly movement: Movement
}

/** Finds out what each line of a segment does, whom its emails can reach, and who moved since an instant. */
export async function findingsOf(ctx: EvaluationContext, segment: Segment, since: Instant): Promise<Findings> {
  const variants = lineVariants(segment)
  const evaluation = openEvaluation({ ...ctx, segments: [...ctx.segments, ...variants.flatMap(({ all }) => all)] })
  try {
    const names = [segment.name, ...variants.flatMap(({ all }) => all.map(({ name }) => name))]
    const members = await evaluation.members(names)
    const sizes = await members.sizes(names)
    const size = sizes.get(segment.name) ?? 0
    const reach = await reachOf(ctx, members.list(segment.name))
    const movement = await movementOf(ctx, segment.name, since)
    return { size, lines: sharesOf(variants, sizes, size), reach, movement }
  } finally {
    await evaluation.close()
  }
}
