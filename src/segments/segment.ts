import type { Place } from '../problem.ts'
import type { Example } from './example.ts'
import type { Rule } from './rule.ts'

/** A named group of customers: a file of `segments/`, read and checked. */
export interface Segment {
  readonly name: string
  readonly title: string
  readonly who: Rule
  readonly examples: readonly Example[]
  readonly guard: Guard
  readonly tags: readonly string[]
  /** Relative to the shop's folder. */
  readonly file: string
  /** Where the name stands. */
  readonly place: Place
}

/** A jump beyond these bounds means bad data: campaigns that use the segment stop. */
export interface Guard {
  readonly dailyChange?: Bound
  readonly size?: Bound
}

/** `at most 25 percent` with its place. */
export interface Bound {
  /** 0 to 1 and more. */
  readonly share: number
  readonly place: Place
}
