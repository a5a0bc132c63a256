import type { Shop } from '../config/shop.ts'
import type { Fact } from './fact.ts'

/** Facts whose answers the segments room makes: here are their phrases and words. */
export const membershipFacts: readonly Fact[] = [
  {
    name: 'in_segment',
    kind: 'segment',
    doc: 'Member of a segment, if asked for at least so many days.',
    example: 'vip',
    missing: 'never missing',
    rows: 'segments',
  },
  {
    name: 'entered_segment',
    kind: 'segment change',
    doc: 'Became a member of a segment in a window of time.',
    example: '{name: at-risk, within: 7 days}',
    missing: 'never missing',
    rows: 'segments',
  },
  {
    name: 'left_segment',
    kind: 'segment change',
    doc: 'Ceased to be a member of a segment in a window of time.',
    example: '{name: at-risk, within: 7 days}',
    missing: 'never missing',
    rows: 'segments',
  },
]

/** `stage`: the first of the shop's stages that holds. */
export function stageFact(shop: Shop): Fact {
  return {
    name: 'stage',
    kind: 'word',
    words: shop.stages,
    doc: "The first of the shop's `stages` that holds.",
    example: shop.stages[0] ?? 'new',
    missing: 'a customer whom no stage holds has none',
    rows: 'segments',
  }
}
