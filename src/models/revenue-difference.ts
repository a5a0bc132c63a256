import { type DailyTest, type DailyVerdict, dailyCritical, LEAST_EXPECTED } from './always-valid.ts'
import { type Difference, endOf, Z } from './difference-interval.ts'
import { toGoAt } from './power.ts'
import { type Revenue, revenueScore } from './revenue.ts'

/**
 * How much more a customer of the first group brought on average, in the unit of the sums, with its 95 percent interval:
 * for one look. Undefined while fewer than five buyers are to be expected in the smaller group.
 */
export function revenueDifference(first: Revenue, second: Revenue): Difference | undefined {
  return timesTooFew(first, second) > 1 ? undefined : intervalOf(first, second, Z)
}

/** The same, with an interval that holds the difference at every look at once, as `alwaysValidDifference`. */
export function alwaysValidRevenue(first: Revenue, second: Revenue, test: DailyTest = {}): Difference | undefined {
  if (timesTooFew(first, second) > 1) return undefined
  return intervalOf(first, second, dailyCritical(first.customers, second.customers, test))
}

/** Which group is proven to bring more, however often one has looked. */
export function alwaysValidRevenueVerdict(first: Revenue, second: Revenue, test: DailyTest = {}): DailyVerdict {
  if (timesTooFew(first, second) > 1) return 'not proven'
  const score = revenueScore(first, second, 0)
  if (Math.abs(score) <= dailyCritical(first.customers, second.customers, test)) return 'not proven'
  return score > 0 ? 'first is higher' : 'second is higher'
}

/** Customers still needed until it is proven with a chance of 80 percent, as `customersToGo`. */
export function customersToGoByRevenue(first: Revenue, second: Revenue, test: DailyTest = {}): number | undefined {
  const few = timesTooFew(first, second)
  const score = few === Number.POSITIVE_INFINITY ? 0 : revenueScore(first, second, 0)
  return toGoAt(score, few, [first.customers, second.customers], test)
}

function timesTooFew(first: Revenue, second: Revenue): number {
  const buyers = (first.buyers + second.buyers) / (first.customers + second.customers)
  return LEAST_EXPECTED / (buyers * Math.min(first.customers, second.customers))
}

function intervalOf(first: Revenue, second: Revenue, critical: number): Difference {
  const difference = first.sum / first.customers - second.sum / second.customers
  const isInside = (supposed: number) => Math.abs(revenueScore(first, second, supposed)) <= critical
  const mean = (first.sum + second.sum) / (first.customers + second.customers)
  const end = (side: 1 | -1) => endOf(difference, beyond(difference, side * mean, isInside), isInside)
  return { difference, low: end(-1), high: end(1) }
}

/** The first place outside, each step twice as far. */
function beyond(from: number, step: number, isInside: (at: number) => boolean): number {
  for (let far = step, round = 0; round < MOST_DOUBLINGS; far *= 2, round++)
    if (!isInside(from + far)) return from + far
  return step > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
}

const MOST_DOUBLINGS = 60
