import type { Instant } from '../clock.ts'
import type { Shop } from '../config/shop.ts'
import type { Campaign } from '../campaigns/index.ts'
import type { DbContext } from '../db/index.ts'
import type { Vocabulary } from '../facts/index.ts'
import type { Evaluation, Segment } from '../segments/index.ts'

/** `tell`: somebody of the shop hears of the customer. */
export type Decision = 'send' | 'tell' | 'wait' | 'skip'

/** Why, only to explain; in the order in which the first that applies is named (language.md §10.3), then the two of a plain yes. */
export const reasons = [
  'suppressed',
  'no_consent',
  'open_complaint',
  'stopped',
  'left_audience',
  'already_sent',
  'holdout',
  'guard_stopped',
  'paused',
  'too_late',
  'missing_data',
  'outranked',
  'cap_reached',
  'quiet_hours',
  'not_yet',
  'due',
] as const

export type Reason = (typeof reasons)[number]

/** One planned step of one customer's journey. */
export interface Entry {
  readonly campaign: string
  /** The step's id. */
  readonly step: string
  /** The shop's own id of the customer. */
  readonly customer: string
  readonly occasion: string
  readonly variant: string | null
  readonly decision: Decision
  readonly reason: Reason
  /** ISO 8601 with the shop's offset; null for a skip. */
  readonly sendAt: string | null
}

/**
 * What a plan says of one campaign. `reasons` counts the waits and skips; `tell`, of whom somebody of the shop hears, is
 * there only where somebody does.
 */
export interface CampaignCounts {
  readonly campaign: string
  readonly send: number
  readonly tell?: number
  readonly wait: number
  readonly skip: number
  readonly reasons: Partial<Record<Reason, number>>
}

/** Who would get what, and why not: the shape of `plan --json`. */
export interface Plan {
  readonly asOf: string
  readonly totals: { readonly send: number; readonly tell?: number; readonly wait: number; readonly skip: number }
  readonly campaigns: readonly CampaignCounts[]
  readonly entries: readonly Entry[]
}

/** What planning needs: the slot is `ctx.now`. */
export interface PlanContext extends DbContext {
  readonly shop: Shop
  readonly vocabulary: Vocabulary
  readonly segments: readonly Segment[]
  readonly campaigns: readonly Campaign[]
  readonly evaluation: Evaluation
}

export interface PlanOptions {
  /**
   * `run`: a recorded run (or its preview): campaigns begin with their first slot, entries into segments come from the
   * stored history. `as of`: a pure evaluation that sees all events.
   */
  readonly mode: 'run' | 'as of'
  /** The real time when a missed slot is worked off: lateness is counted up to it. Default: the slot. */
  readonly wall?: Instant
  /** Only this customer (key). */
  readonly customer?: number
  /** Segments whose guard stopped them. */
  readonly stoppedSegments?: readonly string[]
  /**
   * `asked` (default): consent, suppression, holdout, address and guards decide too. `assumed`: as if nothing of that
   * stood in the way, to see what the campaigns' own rules say.
   */
  readonly permission?: 'asked' | 'assumed'
  /** Hears how many steps of planning a day are done, of how many. */
  readonly onStep?: ((done: number, total: number) => void) | undefined
}
