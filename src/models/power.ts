import { type DailyTest, dailyCritical, timesTooFew } from './always-valid.ts'
import { chanceToCross, smallestEnough } from './crossing.ts'
import { Z } from './difference-interval.ts'
import { type Share, scoreOf } from './score.ts'
import { normalBelow } from './special-functions.ts'

/** What an experiment is to prove, and how its customers are shared out. */
export interface Question extends DailyTest {
  /** The share of the second group that reaches the goal, 0 to 1. */
  readonly rate: number
  /** How much higher (or lower, below 0) the share of the first group is, in shares: 0.01 is one of a hundred. */
  readonly difference: number
  /** The part of the customers of both groups that is in the first, 0 to 1. */
  readonly share: number
}

/** The difference is looked for every day by the always valid test, or once at the end by the fixed interval. */
export type Looks = 'every day' | 'once'

/**
 * Customers in both groups until the difference is proven with a chance of 80 percent. Once: that of a normal distribution
 * to lie beyond the bound (Farrington & Manning 1990). Every day: that of a Brownian motion to have crossed the bound.
 * Undefined where more than a billion would be needed.
 */
export function customersUntilProven(question: Question, looks: Looks): number | undefined {
  const found = smallestEnough(MOST, (customers) => chanceOf(question, looks, customers) >= CHANCE)
  return found === undefined ? undefined : Math.ceil(found)
}

/** Days until the difference is proven with a chance of 80 percent, the days for the goal not counted. */
export function daysUntilProven(question: Question, looks: Looks, customersADay: number): number | undefined {
  const customers = customersUntilProven(question, looks)
  return customers === undefined || customersADay <= 0 ? undefined : Math.ceil(customers / customersADay)
}

/**
 * Customers that a running test still needs in both groups until it is proven with a chance of 80 percent, should the
 * shares stay as they are; 0: it is proven. Undefined where they are equal or nearly so: more than 10,000 times as many.
 */
export function customersToGo(first: Share, second: Share, test: DailyTest = {}): number | undefined {
  const few = timesTooFew(first, second)
  const score = few === Number.POSITIVE_INFINITY ? 0 : scoreOf(first, second, 0)
  return toGoAt(score, few, [first.of, second.of], test)
}

/** The same from a score and how many times too few customers there are for it. */
export function toGoAt(
  score: number,
  few: number,
  [n, m]: readonly [number, number],
  test: DailyTest,
): number | undefined {
  const found = Math.abs(score)
  const bound = (times: number) => Math.sqrt(times) * dailyCritical(n * times, m * times, test)
  if (few <= 1 && found > bound(1)) return 0
  const motion = { from: found, at: 1, drift: found }
  const more = smallestEnough(MOST_TIMES * (n + m), (customers) => {
    const times = 1 + customers / (n + m)
    return times >= few && chanceToCross(bound, motion, times) >= CHANCE
  })
  return more === undefined ? undefined : Math.ceil(more)
}

function chanceOf(question: Question, looks: Looks, customers: number): number {
  const { rate, difference, share } = question
  const first = rate + difference
  const pooled = share * first + (1 - share) * rate
  const spread = Math.sqrt((first * (1 - first)) / share + (rate * (1 - rate)) / (1 - share))
  const wider = Math.sqrt((pooled * (1 - pooled)) / share / (1 - share)) / spread
  const drift = (Math.abs(difference) * Math.sqrt(customers)) / spread
  if (looks === 'once') return normalBelow(drift - Z * wider)
  const of = (part: number, of: number) => ({ reached: of * part * pooled, of: of * part })
  if (timesTooFew(of(share, customers), of(1 - share, customers)) > 1) return 0
  // All customers are time 1; the bound at the part u of them is that of so many, times the root of u.
  const bound = (u: number) =>
    wider * Math.sqrt(u) * dailyCritical(customers * u * share, customers * u * (1 - share), question)
  return chanceToCross(bound, { from: 0, at: 0, drift }, 1)
}

const CHANCE = 0.8
const MOST = 1e9
/** Nobody waits for longer. */
const MOST_TIMES = 10_000
