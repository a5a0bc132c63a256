import { createHash } from 'node:crypto'
import { meaningHash, readStates } from '../carry/states.ts'
import type { EvaluationContext } from '../context.ts'
import { withNeeds } from '../dependency-order.ts'
import { segmentsIn } from '../references.ts'
import type { Segment } from '../segment.ts'

type Rules = Pick<EvaluationContext, 'segments' | 'vocabulary'>

/** A hash of what a segment's rule means, the rules of the segments it needs among it: 16 hex digits. */
export function ruleHash(rules: Rules, name: string): string {
  const meant = ruleWithNeeds(rules, name).map((segment) => [segment.name, meaningHash(segment, rules.vocabulary)])
  return createHash('sha256').update(JSON.stringify(meant)).digest('hex').slice(0, 16)
}

/** Whether the rule of a segment, or one that it needs, is another than the one by which the last run counted. */
export async function ruleSinceRun(ctx: EvaluationContext, name: string): Promise<'same' | 'newer'> {
  const states = await readStates(ctx)
  const isNew = (segment: Segment): boolean => {
    const state = states.get(segment.name)
    return state !== undefined && state.meaning !== meaningHash(segment, ctx.vocabulary)
  }
  return ruleWithNeeds(ctx, name).some(isNew) ? 'newer' : 'same'
}

function ruleWithNeeds({ segments, vocabulary }: Rules, name: string): readonly Segment[] {
  const { stages } = vocabulary.shop
  const needs = new Map(segments.map((one) => [one.name, segmentsIn([one.who], stages)]))
  const names = withNeeds([name], [...needs.keys()], needs)
  return names.flatMap((needed) => segments.find((one) => one.name === needed) ?? [])
}
