import { type Difference, differenceOf, type Share } from './lift.ts'

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
  /** Emails that must still go out until it is proven, should the shares stay as they are; undefined: shares are equal. */
  readonly toGo: number | undefined
}

/** Compares the variants of an email; undefined where fewer than two went out. */
export function bestVariant(variants: readonly VariantShare[]): BestVariant | undefined {
  const [best, next] = variants.filter(({ of }) => of > 0).sort((a, b) => b.reached / b.of - a.reached / a.of)
  if (!best || !next) return undefined
  const found = differenceOf(best, next)
  if (found.low > 0) return { best, next, found, verdict: 'better', toGo: 0 }
  return { best, next, found, verdict: 'not proven', toGo: emailsToGo(best, next) }
}

/** Nobody waits for more than ten thousand times what was sent. */
const MOST_TIMES = 10_000

/** The smallest number of emails, in the proportion of now, at which the interval leaves 0 out. */
function emailsToGo(best: Share, next: Share): number | undefined {
  const isProven = (times: number) => differenceOf(grown(best, times), grown(next, times)).low > 0
  if (!isProven(MOST_TIMES)) return undefined
  let [low, high] = [1, MOST_TIMES]
  while (high / low > 1.01) {
    const middle = Math.sqrt(low * high)
    if (isProven(middle)) high = middle
    else low = middle
  }
  return Math.ceil((high - 1) * (best.of + next.of))
}

function grown({ reached, of }: Share, times: number): Share {
  return { reached: reached * times, of: of * times }
}
