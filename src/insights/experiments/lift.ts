import {
  alwaysValidRevenueVerdict,
  alwaysValidVerdict,
  customersToGo,
  type DailyVerdict,
  type Difference,
  differenceOf,
  revenueDifference,
  type SampleRatio,
  sampleRatio,
} from '../../models/index.ts'
import type { Holdout } from './holdout.ts'

/** A number and the interval that holds it 95 times in 100. */
export interface Bounds {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * What a campaign or the programme brings: the share of customers that reach the goal beyond that of the held out. The
 * intervals are those of one look, the verdicts hold however often one looks.
 */
export interface Lift extends Difference {
  readonly verdict: 'works' | 'harms' | 'not proven'
  /** Days until it is proven, with a chance of four in five, at the present pace and difference; undefined: unknown. */
  readonly daysToGo: number | undefined
  /** Customers who reached the goal and would not have without it. */
  readonly conversions: Bounds
  readonly revenue: RevenueLift | undefined
  /** Undefined where no share is asked for any more. */
  readonly groups: SampleRatio | undefined
}

/** Money beyond the holdout, in minor units; undefined as a whole while hardly anybody has bought. */
export interface RevenueLift {
  readonly verdict: Lift['verdict']
  readonly perCustomer: Bounds
  readonly total: Bounds
  /** Undefined before the first email. */
  readonly perEmail: Bounds | undefined
}

/** Compares both groups; undefined where nobody is in one of them. */
export function liftOf(holdout: Holdout): Lift | undefined {
  const { treated, heldOut, share, customersADay } = holdout
  if (treated.customers === 0 || heldOut.customers === 0) return undefined
  const groups = [
    { reached: treated.reached, of: treated.customers },
    { reached: heldOut.reached, of: heldOut.customers },
  ] as const
  const found = differenceOf(...groups)
  return {
    ...found,
    verdict: words[alwaysValidVerdict(...groups)],
    daysToGo: daysOf(customersToGo(...groups), customersADay),
    conversions: times(found, treated.customers),
    revenue: revenueLift(holdout),
    groups: share === null ? undefined : sampleRatio(shares(holdout, share)),
  }
}

const words: Readonly<Record<DailyVerdict, Lift['verdict']>> = {
  'first is higher': 'works',
  'second is higher': 'harms',
  'not proven': 'not proven',
}

function daysOf(customers: number | undefined, aDay: number): number | undefined {
  if (customers === 0) return 0
  return customers === undefined || aDay <= 0 ? undefined : Math.ceil(customers / aDay)
}

function revenueLift({ treated, heldOut, emails }: Holdout): RevenueLift | undefined {
  const found = revenueDifference(treated, heldOut)
  if (!found) return undefined
  return {
    verdict: words[alwaysValidRevenueVerdict(treated, heldOut)],
    perCustomer: times(found, 1),
    total: times(found, treated.customers),
    perEmail: emails === 0 ? undefined : times(found, treated.customers / emails),
  }
}

function times({ difference, low, high }: Difference, factor: number): Bounds {
  return { value: difference * factor, low: low * factor, high: high * factor }
}

function shares({ treated, heldOut }: Holdout, share: number) {
  return [
    { customers: treated.customers, share: 1 - share },
    { customers: heldOut.customers, share },
  ]
}
