import type { LeapDay } from '../calendar/index.ts'
import type { Place } from '../problem.ts'

/** Everything the shop file `perennial.yaml` says, with its defaults filled in. Frozen. */
export interface Shop {
  readonly name: string
  /** The postal address that marketing must show. */
  readonly address: string | undefined
  readonly website: string | undefined
  readonly logo: string | undefined
  /** `Kava <hej@kava.example>`. */
  readonly from: string
  readonly replyTo: string | undefined
  readonly timeZone: string
  /** ISO 4217 code; all amounts in rules and tables are in it. */
  readonly currency: string
  /** One unit of another currency in the shop's: `{USD: '0.92'}` as decimal text, so that nothing is lost. */
  readonly rates: Readonly<Record<string, string>>
  /** Fallback order of languages, BCP 47; the first is the shop's own. */
  readonly languages: readonly string[]
  /** 1 = Monday … 7 = Sunday. */
  readonly firstWeekday: number
  readonly sendAt: SendTime
  /** Segment names, the first that holds is the customer's stage. */
  readonly stages: readonly string[]
  readonly limit: SendLimit | undefined
  readonly quiet: QuietHours | undefined
  /** Customers a run may write to before it waits for confirmation. */
  readonly mostPerRun: number | undefined
  /** Share of customers (0 to 1) who get no marketing at all, to measure against. */
  readonly holdout: number | undefined
  readonly leapDay: LeapDay
  /** Statuses (lower case) whose orders count; undefined: all but `uncountedStatuses`. */
  readonly countedStatuses: readonly string[] | undefined
  readonly attributes: readonly Attribute[]
  readonly events: readonly EventDeclaration[]
  readonly lifetime: Lifetime
  readonly predictions: PredictionSettings
  /** What goes to people of the shop. */
  readonly staff: Staff
  /** The house rules of recommendations; steps add their own. */
  readonly recommend: Recommend
  /** Topic name to the words of the preference page. */
  readonly topics: Readonly<Record<string, string>>
  readonly provider: string
  readonly tracking: Tracking
  /** For how many months opens, clicks and other reports about emails are kept. */
  readonly retention: number
  readonly testAddresses: readonly string[]
  /** Public address of unsubscribe, preference and browser links, without a slash at the end. */
  readonly links: string
}

/** Statuses whose orders do not count unless the shop file says otherwise. */
export const uncountedStatuses = ['cancelled', 'voided', 'failed', 'pending'] as const

/** A wall time, `HH:MM`, on the clock of the customer or of the shop. */
export interface SendTime {
  readonly time: string
  readonly clock: 'customer' | 'shop'
}

/** At most `count` marketing emails in any `days` consecutive days of a customer. */
export interface SendLimit {
  readonly count: number
  readonly days: number
}

/** No email from `from` to `to` (`HH:MM`, may pass midnight). */
export interface QuietHours {
  readonly from: string
  readonly to: string
  readonly clock: 'customer' | 'shop'
}

/** What people of the shop are told by email. */
export interface Staff {
  /** Who hears of alerts; nobody where it is missing. */
  readonly alerts: string | undefined
  /** Most things that one email tells. */
  readonly atMost: number
  /** The address of the web view for people of the shop; without one their emails link nowhere. */
  readonly view: string | undefined
}

/** What lifetime values are reckoned with, where the shop says so. */
export interface Lifetime {
  /** Share of the revenue (0 to 1) that is left after the cost of the goods. */
  readonly margin: number | undefined
  /** What it costs to win a customer, in minor units. */
  readonly acquisitionCost: number | undefined
  /** For how long a customer stays. */
  readonly years: number
  /** By what share (0 to 1) money a year from now is worth less; predictions ask for it. */
  readonly discount: number
}

/** What predictions are about. */
export interface PredictionSettings {
  /** How far `expected_orders` and `lifetime_value` look ahead. */
  readonly days: number
  /** By what `next_order_expected` goes. */
  readonly nextOrder: 'rhythm' | 'model'
}

/** What emails recommend, and what not. */
export interface Recommend {
  /** How many products; undefined: as the shop says, or four. */
  readonly atMost: number | undefined
  /** Only these; undefined: from the whole catalogue. */
  readonly from: ProductChoice | undefined
  readonly none: readonly Unwanted[]
  /** Days after which what a customer bought may be recommended again; undefined: as the shop says, or 60. */
  readonly again: number | 'never' | undefined
}

/** Products by folded names: of several lists each must fit, of a list one name. */
export interface ProductChoice {
  /** Ids, SKUs or names. */
  readonly product: readonly string[] | undefined
  readonly category: readonly string[] | undefined
  readonly brand: readonly string[] | undefined
}

/** Products that are not recommended: to nobody, or not to the customers of a segment. */
export interface Unwanted extends ProductChoice {
  readonly for: string | undefined
  /** Where the segment is named, else the exclusion. */
  readonly place: Place
}

export type AttributeType = 'text' | 'number' | 'money' | 'date' | 'yearly' | 'yes/no' | 'list'

/** An attribute of customers that the shop declares. */
export interface Attribute {
  readonly name: string
  readonly type: AttributeType
  readonly description: string | undefined
}

/** An event of the shop's own with the types of its filters. */
export interface EventDeclaration {
  readonly name: string
  readonly description: string | undefined
  readonly filters: Readonly<Record<string, 'text' | 'number' | 'money'>>
}

/** What emails tell of their reading: nothing, which links were clicked, or also that they were opened, by consent. */
export type Tracking = 'none' | 'clicks' | 'clicks and opens'
