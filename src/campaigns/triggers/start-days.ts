import type { Day } from '../../calendar/index.ts'
import type { EventQuestion } from '../../facts/index.ts'

/**
 * On which days a campaign starts, as data: for examples, which have no database, and for finding the next day ahead.
 * `occasions` says the same in SQL.
 */
export type StartDays = YearlyDays | CalendarDays | EnteringDays | EventDays

/** The day on which a yearly date is kept, or days before it. */
export interface YearlyDays {
  readonly by: 'yearly date'
  /** The fact that holds the date: `birthday`, `first_order`, `signed_up` or an attribute of the shop's own. */
  readonly fact: string
  readonly daysBefore: number
}

/** Days of the calendar, the same for everybody. */
export interface CalendarDays {
  readonly by: 'calendar'
  fits(day: Day): boolean
}

/** The day on which a customer enters a segment. */
export interface EnteringDays {
  readonly by: 'segment'
  readonly segment: string
  readonly comingFrom: string | undefined
}

/** The instants at which something happens. */
export interface EventDays {
  readonly by: 'event'
  readonly question: EventQuestion
  readonly firstTime: 'yes' | 'no'
}
