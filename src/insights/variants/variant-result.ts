import type { Instant } from '../../clock.ts'
import {
  alwaysValidDifference,
  alwaysValidRevenue,
  customersToGo,
  customersToGoByRevenue,
  type Difference,
  type SampleRatio,
  sampleRatio,
} from '../../models/index.ts'
import { LATELY, type VariantCounts } from './count-variants.ts'

/** One variant of an email beside the others. */
export interface VariantGroup extends Omit<VariantCounts, 'campaign' | 'step' | 'since'> {
  /** The part of the customers that is to get it, 0 to 1. */
  readonly share: number
}

/** An email whose variants are compared. */
export interface VariantTest {
  readonly campaign: string
  readonly step: string
  /** By what one of them wins. */
  readonly by: 'conversions' | 'revenue'
  /** Days after the email that count. */
  readonly withinDays: number
  /** When the first email left; undefined: none did. */
  readonly since: Instant | undefined
  readonly groups: readonly VariantGroup[]
}

/** The two best variants and what can be said of them, however often one looks. */
export interface VariantResult {
  readonly best: string
  readonly next: string
  /** By how much the best is higher: in shares, or in minor units a customer. Undefined: too few to say anything. */
  readonly found: Difference | undefined
  readonly verdict: 'winner' | 'not proven'
  /** Days until it is proven, with a chance of four in five, at the pace and difference of now; undefined: unknown. */
  readonly daysToGo: number | undefined
  readonly groups: SampleRatio
}

/** Compares the variants; undefined where fewer than two have customers whose days are over. */
export function variantResult(test: VariantTest, now: Instant): VariantResult | undefined {
  const value = ({ reached, sum, customers }: VariantGroup) => (test.by === 'conversions' ? reached : sum) / customers
  const sound = test.groups.filter(({ customers }) => customers > 0)
  const [best, next] = [...sound].sort((a, b) => value(b) - value(a) || a.variant.localeCompare(b.variant, 'en'))
  if (!best || !next) return undefined
  const groups = sampleRatio(test.groups.map(({ begun, share }) => ({ customers: begun, share })))
  const setUp = { groups: test.groups.length }
  const [a, b] = [share(best), share(next)]
  const found = test.by === 'conversions' ? alwaysValidDifference(a, b, setUp) : alwaysValidRevenue(best, next, setUp)
  const toGo = test.by === 'conversions' ? customersToGo(a, b, setUp) : customersToGoByRevenue(best, next, setUp)
  return {
    ...{ best: best.variant, next: next.variant, found, groups },
    // Groups that are not as large as they should be were not made by chance alone: nothing is proven by them.
    verdict: found && found.low > 0 && groups.verdict === 'as planned' ? 'winner' : 'not proven',
    daysToGo: daysOf(test, [best, next], toGo, now),
  }
}

function share({ reached, customers }: VariantGroup) {
  return { reached, of: customers }
}

/** Customers whose days are not over yet count first, the others at the pace of the last four weeks. */
function daysOf(test: VariantTest, both: readonly VariantGroup[], toGo: number | undefined, now: Instant) {
  if (toGo === undefined || toGo === 0 || test.since === undefined) return toGo
  const sum = (of: (group: VariantGroup) => number) => both.reduce((all, group) => all + of(group), 0)
  const coming = toGo - sum(({ begun, customers }) => begun - customers)
  if (coming <= 0) return test.withinDays
  const aDay = sum(({ lately }) => lately) / Math.min(LATELY, Math.max(1, (now - test.since) / 86_400_000))
  return aDay === 0 ? undefined : Math.ceil(coming / aDay) + test.withinDays
}
