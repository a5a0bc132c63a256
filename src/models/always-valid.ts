import { type Difference, scoreInterval } from './difference-interval.ts'
import { type Share, scoreOf } from './score.ts'

/** What a test that may be looked at each day says now. */
export type DailyVerdict = 'first is higher' | 'second is higher' | 'not proven'

/** How a daily test was set up before its first look. */
export interface DailyTest {
  /** Customers in both groups at which it is to be at its sharpest. */
  readonly planned?: number
  /** Of how many groups the two are the best and the next: of more than two the best is the luckiest, too. */
  readonly groups?: number
}

/**
 * How much higher the first share is than the second, with an interval that holds the difference at every look at once,
 * 95 times in 100: a mixture sequential probability ratio test with a normal mixture (Robbins 1970, "Statistical Methods
 * Related to the Law of the Iterated Logarithm", Annals of Mathematical Statistics 41(5); Johari, Koomen, Pekelis & Walsh
 * 2022, "Always Valid Inference", Operations Research 70(3)), on the score of Miettinen & Nurminen. Before there is enough
 * to go by it is −1 to 1.
 */
export function alwaysValidDifference(first: Share, second: Share, test: DailyTest = {}): Difference {
  return scoreInterval(first, second, criticalOf(first, second, test))
}

/** Which share is proven to be higher, however often one has looked: what the interval says, without working it out. */
export function alwaysValidVerdict(first: Share, second: Share, test: DailyTest = {}): DailyVerdict {
  const critical = criticalOf(first, second, test)
  const score = critical === Number.POSITIVE_INFINITY ? 0 : scoreOf(first, second, 0)
  if (Math.abs(score) <= critical) return 'not proven'
  return score > 0 ? 'first is higher' : 'second is higher'
}

/**
 * How many standard deviations it takes in groups of these sizes. Time is nm / (n + m), to which the information grows in
 * proportion; the mixture is the one that is sharpest at the planned time (Howard, Ramdas, McAuliffe & Sekhon 2021,
 * "Time-uniform, Nonparametric, Nonasymptotic Confidence Sequences", Annals of Statistics 49(2)). Each of several groups
 * may be the best by luck, higher than a given other in half of the alarms: together they share 5 in 100.
 */
export function dailyCritical(n: number, m: number, { planned = PLANNED_CUSTOMERS, groups = 2 }: DailyTest): number {
  const odds = 2 * Math.log(Math.max(2, groups) / 2 / FALSE_ALARMS)
  const time = (n * m) / (n + m)
  const mixed = planned / 4 / (odds + Math.log(1 + odds))
  return Math.sqrt(((time + mixed) / time) * (Math.log((time + mixed) / mixed) + odds))
}

/** How many times too few customers there are for a score that is nearly normal; 1 or less is enough. */
export function timesTooFew(first: Share, second: Share): number {
  const rate = (first.reached + second.reached) / (first.of + second.of)
  return LEAST_EXPECTED / (Math.min(rate, 1 - rate) * Math.min(first.of, second.of))
}

function criticalOf(first: Share, second: Share, test: DailyTest): number {
  return timesTooFew(first, second) > 1 ? Number.POSITIVE_INFINITY : dailyCritical(first.of, second.of, test)
}

const FALSE_ALARMS = 0.05
const PLANNED_CUSTOMERS = 10_000
/** Conversions to expect in the smaller group before anything is said (and as many customers without one). */
export const LEAST_EXPECTED = 5
