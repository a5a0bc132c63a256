import type { Recommend, SendTime } from '../config/shop.ts'
import type { Place } from '../problem.ts'
import type { Rule } from '../segments/index.ts'
import type { CampaignExample } from './example.ts'
import type { Start } from './triggers/trigger.ts'

/** Who gets which emails, when: one file of `campaigns/`. */
export interface Campaign {
  readonly name: string
  readonly title: string
  /** Relative to the shop's folder, with `/`. */
  readonly file: string
  readonly place: Place
  readonly purpose: 'marketing' | 'service'
  readonly topic: string
  readonly starts: Start
  /** Asked at the start and again before every step. */
  readonly who: Rule | undefined
  /** Ends the journey when it holds for what happened since the start. */
  readonly stopWhen: Rule | undefined
  readonly sendAt: SendTime
  readonly steps: readonly Step[]
  readonly again: Again
  /** Local days after its day on which a message may still go. */
  readonly late: number
  /** Higher wins the day. */
  readonly priority: number
  readonly whenCapped: 'defer' | 'skip'
  /** Share (0 to 1) of customers who get nothing and are measured. */
  readonly holdout: number | undefined
  readonly goal: Goal | undefined
  /** Days before the first run whose events still start journeys. */
  readonly backfill: number
  /** Whether the first run takes in everybody who is in the segment already. */
  readonly includeCurrent: 'yes' | 'no'
  readonly tags: readonly string[]
  readonly examples: readonly CampaignExample[]
}

/** One entry of `steps`. */
export type Step = DueStep | PauseStep

/** A step that becomes due: an email to the customer, or a word to somebody of the shop. */
export type DueStep = SendStep | NotifyStep

/** A step that lets time pass. */
export type PauseStep = WaitStep | WaitUntilStep

/** An email. `id` is what makes it unique: the file's `id`, or the template's name. */
export interface SendStep {
  readonly kind: 'send'
  readonly id: string
  readonly template: string
  readonly subject: Subject | undefined
  readonly variants: readonly Variant[]
  /** When one of the variants is to become the only one; undefined: they go on beside each other. */
  readonly winner: Winner | undefined
  readonly coupon: Coupon | undefined
  /** What the email recommends, over and above the shop's own rules. */
  readonly recommend: Recommend
  readonly onlyIf: Rule | undefined
  readonly place: Place
}

/** A person of the shop is told about the customer, who hears nothing of it. `id` is the file's, or `notify`. */
export interface NotifyStep {
  readonly kind: 'notify'
  readonly id: string
  /** The address of that person. */
  readonly to: string
  /** What is to be done, in plain words. */
  readonly task: string | undefined
  readonly onlyIf: Rule | undefined
  readonly place: Place
}

/** A subject that stands in for the template's own; `place` is where its text begins. */
export interface Subject {
  readonly text: string
  readonly place: Place
}

/** Calendar days to the campaign's `send_at`, or elapsed hours. */
export interface WaitStep {
  readonly kind: 'wait'
  readonly count: number
  readonly unit: 'hours' | 'days' | 'months'
}

/** The next such weekday (1 = Monday), today included, at a time of day. */
export interface WaitUntilStep {
  readonly kind: 'wait until'
  readonly weekday: number
  readonly time: string | undefined
}

/** A version of an email for a share (0 to 1) of the customers, always the same for one customer. */
export interface Variant {
  readonly name: string
  readonly share: number
  readonly subject: Subject | undefined
  readonly template: string | undefined
}

/** By what a variant wins, and who makes it the one that everybody new gets. */
export interface Winner {
  readonly by: 'conversions' | 'revenue'
  readonly adopt: 'by hand' | 'automatically'
  readonly place: Place
}

/** One code for everybody. `off` is shown as written. */
export interface Coupon {
  readonly code: string
  readonly off: string
  readonly validForDays: number | undefined
}

/** When a customer who had this campaign may start it anew. */
export type Again = 'never' | 'every time' | 'every year' | { readonly afterDays: number }

/** What the campaign is for: a rule over what happens within some days of the email. */
export interface Goal {
  readonly rule: Rule
  readonly withinDays: number
}
