import type { Instant } from '../../clock.ts'
import type { Changes } from '../history.ts'
import type { Known } from '../judge.ts'
import type { Rule } from '../rule.ts'
import type { Answers } from './one-customer.ts'

/** When the customer entered or left a segment, seen from an instant. */
export type Moves = (changes: Changes, from: Instant) => Promise<Instant[]>

/** What is known of the customer's past memberships. */
export interface History {
  readonly moves: Moves
  /** What the last run of the day before an instant saw; undefined where none took place. */
  storedAt(segment: string, at: Instant): Promise<boolean | undefined>
}

/** As of when a rule is judged: memberships as of `latest`, events counting only after `since` where it is given. */
export interface Moment {
  readonly at: Instant
  readonly latest: Instant
  readonly since?: Instant
}

/** What is known of the customer at a moment, enough to judge the rules that were named. */
export interface KnownAt extends Known {
  readonly answers: Answers
}

/** Judges one customer in memory: the same answers as the SQL that judges everybody. */
export interface JudgeOne {
  known(rules: readonly Rule[], moment: Moment): Promise<KnownAt>
  holds(rule: Rule, moment: Moment): Promise<boolean>
  isMember(segment: string, at: Instant): Promise<boolean>
}
