import type { Day } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { PlanContext, Reason } from '../plan/index.ts'

/** What is simulated: the shop's files, without database or instant. */
export type Programme = Pick<PlanContext, 'shop' | 'vocabulary' | 'segments' | 'campaigns'>

/** The orders of the days after the present: none, or those of the last 364 days once more. */
export type FutureOrders = 'none' | 'replay-last-year'

/** Both days taken in, on the shop's calendar. `now`: what happened later is invisible, and where the future begins. */
export interface SimulationRequest {
  readonly from: Day
  readonly to: Day
  readonly now: Instant
  readonly orders: FutureOrders
  /** Chooses which replayed orders come a week earlier or later. */
  readonly seed: number
  readonly signal?: AbortSignal
  readonly onDay?: (done: number, total: number) => void
  /** The same within a day: a part of it is done, in days. */
  readonly onPart?: (done: number, total: number) => void
}

/** What one day's plan says of one campaign: `reasons` counts the waits and skips, as in `plan --json`. */
export interface DayOfCampaign {
  readonly send: number
  /** Of whom somebody of the shop hears; absent where nobody does. */
  readonly tell?: number
  readonly wait: number
  readonly skip: number
  readonly reasons: Partial<Record<Reason, number>>
}

/** What makes a day unlike others. */
export type Mark = 'leap day' | 'clocks forward' | 'clocks back'

/** One simulated day of the shop; emails are counted on the day they go. */
export interface SimulatedDay {
  readonly date: Day
  readonly marks: readonly Mark[]
  readonly send: number
  /** Customers who get an email that day. */
  readonly recipients: number
  readonly campaigns: Readonly<Record<string, DayOfCampaign>>
  /** Segments that a guard stopped that day. */
  readonly stopped: readonly string[]
}

/** What one customer got within the range; days are the customer's own. */
export interface CustomerTotal {
  readonly customer: string
  readonly emails: number
  readonly first: Day
  readonly last: Day
  /** Emails that the shop's limit held back at least once. */
  readonly capped: number
  /** Days without an email after the first, at most. */
  readonly longestSilence: number
  /** The email before that silence. */
  readonly silentSince: Day
}

/** The customers as a whole. */
export interface CustomersSummary {
  /** Who got at least one email, and who got none. */
  readonly reached: number
  readonly unreached: number
  /** Of those reached: emails each, on average to a hundredth, and at most. */
  readonly mean: number
  readonly most: number
  /** The one with the most; of several the first by id. */
  readonly mostCustomer: string | null
  /** How many customers got exactly so many emails. */
  readonly byEmails: Readonly<Record<string, number>>
  readonly longestSilence: { readonly customer: string; readonly days: number; readonly since: Day } | null
  readonly capHits: { readonly emails: number; readonly customers: number }
}

/** Sums over the whole range. */
export interface SimulationTotals {
  readonly send: number
  /** Of whom people of the shop hear, there and below; absent where nobody does. */
  readonly tell?: number
  readonly campaigns: Readonly<Record<string, { readonly send: number; readonly tell?: number; readonly skip: number }>>
  readonly customers: CustomersSummary
  readonly busiestDay: { readonly date: Day; readonly send: number } | null
  readonly daysWithoutEmail: number
  readonly neverFired: readonly string[]
  readonly marked: readonly { readonly date: Day; readonly marks: readonly Mark[]; readonly send: number }[]
}

/** A simulated programme: the shape of `simulate --json`. */
export interface Simulation {
  readonly from: Day
  readonly to: Day
  readonly timeZone: string
  readonly assumption: Assumption
  readonly days: readonly SimulatedDay[]
  readonly totals: SimulationTotals
}

/** Which orders were taken: the stored ones, and from `future` on (null: all is past) none or a replay. */
export interface Assumption {
  readonly orders: 'real' | FutureOrders
  readonly future: Day | null
  readonly seed: number | null
  readonly sentence: string
}
