import type { Day } from '../calendar/index.ts'
import type { Place } from '../problem.ts'

/** Whether the number shall rise or fall. */
export type Direction = 'higher' | 'lower'

/** Where a number shall be: at a value of its own, or moved from where it was. */
export type Target =
  | { readonly kind: 'value'; readonly value: number }
  /** A share (0 to 1) of the value it began with. */
  | { readonly kind: 'part'; readonly part: number }
  /** So much of the whole: 0.05 is five points of a percentage. */
  | { readonly kind: 'points'; readonly points: number }

/** Whole days of the shop's calendar, both ends in. */
interface Days {
  readonly from: Day
  readonly to: Day
}

/** One entry of goals.yaml. */
export interface ShopGoal {
  /** A key of `metrics`. */
  readonly metric: string
  /** The phrase as it is written. */
  readonly says: string
  readonly direction: Direction
  readonly target: Target
  /** The last day on which it can be reached. */
  readonly by: Day
  /** The day on which it was set: it begins with the value of the days before. */
  readonly since: Day
  /** The period whose value it begins with, where one is named. */
  readonly baseline: Days | undefined
  /** How many days each value looks back over. */
  readonly over: number
  readonly reading: 'days' | 'rhythm'
  /** The segment whose size it is about. */
  readonly segment: string | undefined
  readonly place: Place
}
