import type { Instant } from '../../clock.ts'
import type { Revenue } from '../../models/index.ts'

/** One of the two groups: its customers, how many reached the goal, and what they brought in minor units. */
export interface HoldoutGroup extends Revenue {
  readonly reached: number
}

/**
 * What became of who was held out and who was not, from each customer's first day in it: the first run since somebody is
 * held out that would have written to her. Whether an email then left does not matter ("intention to treat").
 */
export interface Holdout {
  /** null: the whole programme, all marketing emails; its goal is an order, and its days have no end. */
  readonly campaign: string | null
  /** The part of all customers that is to be held out, 0 to 1; null: nobody any more. */
  readonly share: number | null
  readonly treated: HoldoutGroup
  readonly heldOut: HoldoutGroup
  /** Emails that left for who was taken in, in the days of the goal. */
  readonly emails: number
  /** The first run that held somebody out. */
  readonly since: Instant
  /** Customers who come into both groups a day, of the last 28 days. */
  readonly customersADay: number
}
