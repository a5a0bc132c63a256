import { customersToGo, type Difference, differenceOf, type Share } from '../models/index.ts'

/** What came of one variant of an email: how many of those that went out reached the goal. */
export interface VariantShare extends Share {
  readonly variant: string
}

/** The two best variants of an email, and whether the first is proven to be better. */
export interface BestVariant {
  readonly best: VariantShare
  readonly next: VariantShare
  readonly found: Difference
  readonly verdict: 'better' | 'not proven'
  /** Emails of both that must still go out until it is proven, should the shares stay as they are; undefined: equal. */
  readonly toGo: number | undefined
}

/**
 * Compares the variants of an email; undefined where fewer than two went out. The interval is that of one look; the
 * verdict holds however often one looks, and counts that the best of several is the luckiest, too.
 */
export function bestVariant(variants: readonly VariantShare[]): BestVariant | undefined {
  const sent = variants.filter(({ of }) => of > 0)
  const [best, next] = sent.sort((a, b) => b.reached / b.of - a.reached / a.of)
  if (!best || !next) return undefined
  const toGo = customersToGo(best, next, { groups: sent.length })
  return { best, next, found: differenceOf(best, next), verdict: toGo === 0 ? 'better' : 'not proven', toGo }
}
