import type { Day } from '../calendar/index.ts'

export type Unit = 'hours' | 'days' | 'weeks' | 'months' | 'years'
export type Period = 'week' | 'month' | 'quarter' | 'year'

/** What a phrase says, as data. Amounts of money are minor units of the shop's currency; shares are 0 to 1. */
export type Condition =
  | NumberCondition
  | StandingCondition
  | DateCondition
  | YearlyCondition
  | TextCondition
  | TopicCondition
  | ShareCondition
  | SegmentChange

export type NumberCondition =
  | { readonly is: 'at least' | 'at most' | 'more than' | 'less than' | 'exactly'; readonly amount: number }
  | { readonly is: 'between numbers'; readonly from: number; readonly to: number }

/** Among customers with a value (for order facts: with a counted order): they need the whole base to be judged. */
export type StandingCondition =
  | { readonly is: 'top share' | 'bottom share'; readonly share: number }
  | { readonly is: 'top customers' | 'bottom customers'; readonly customers: number }
  | { readonly is: 'above' | 'below'; readonly of: 'average' | 'median' }

/** Past and coming dates count calendar units; hours are elapsed time. */
export type DateCondition =
  | { readonly is: 'within the last' | 'within the next'; readonly count: number; readonly unit: Unit }
  | { readonly is: 'more than ago' | 'more than ahead'; readonly count: number; readonly unit: Unit }
  | { readonly is: 'exactly ago' | 'in'; readonly count: number; readonly unit: Unit }
  | { readonly is: 'between ago'; readonly from: number; readonly to: number; readonly unit: Unit }
  | { readonly is: 'today' | 'yesterday' | 'tomorrow' | 'overdue' | 'never' | 'ever' }
  | { readonly is: 'this' | 'last' | 'next'; readonly period: Period }
  | { readonly is: 'since' | 'before' | 'on'; readonly day: Day }
  | { readonly is: 'between days'; readonly from: Day; readonly to: Day }

/** The day on which a yearly date is kept. `month` is 1 to 12. */
export type YearlyCondition =
  | { readonly is: 'kept today' | 'kept tomorrow' }
  | { readonly is: 'kept in' | 'kept within the next' | 'kept within the last'; readonly days: number }
  | { readonly is: 'kept this'; readonly period: 'week' | 'month' }
  | { readonly is: 'kept in month'; readonly month: number }

/** `texts` are folded; a list means or. `shown` is what the marketer wrote (a country: its code). */
export type TextCondition =
  | {
      readonly is: 'one of' | 'contains' | 'starts with' | 'ends with'
      readonly texts: readonly string[]
      readonly shown: readonly string[]
    }
  | { readonly is: 'set' }
  | { readonly is: 'not set' }

/** `{name: offers, is: subscribed}`: what the customer has said about one of the shop's topics; a list means or. */
export interface TopicCondition {
  readonly is: 'about topic'
  readonly name: string
  readonly texts: readonly string[]
  readonly shown: readonly string[]
}

/** `{name: spring-test, share: 10 percent}`: one of the first so many of the base, in an order that the name shuffles. */
export interface ShareCondition {
  readonly is: 'in share'
  readonly name: string
  readonly share: number
}

/** `in_segment`, `in_segment … for`, `entered_segment`, `left_segment`; several names mean or. */
export type SegmentChange =
  | { readonly is: 'member'; readonly segments: readonly string[]; readonly forDays?: number }
  | { readonly is: 'entered' | 'left'; readonly segments: readonly string[]; readonly window: DateCondition }
