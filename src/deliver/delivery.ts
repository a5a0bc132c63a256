import type { Instant } from '../clock.ts'

/** What came of a delivery, in messages. */
export interface Delivery {
  /** In the provider's hands. */
  submitted: number
  /** Will never be sent; the row says why. */
  failed: number
  /** Nobody knows whether it was sent; it is not sent again without the operator. */
  uncertain: number
  /** Left out at the last moment: consent, suppression, or no longer wanted. */
  skipped: number
  /** Still in the queue after it: due later, or to be tried again. */
  waiting: number
  /** Why nothing more is handed over for now. */
  halted?: { readonly code: string; readonly reason: string; readonly until: Instant | null } | undefined
}

/** Where a delivery stands: each step is over when it is reported. */
export type DeliveryStep = 'retaken' | 'claimed' | 'rendered' | 'frozen' | 'sent' | 'recorded'

/** One step of one request, and what came of everything so far. */
export interface DeliveryProgress {
  readonly step: DeliveryStep
  readonly messages: number
  readonly delivery: Readonly<Delivery>
}

/** A delivery in which nothing happened. */
export function noDelivery(): Delivery {
  return { submitted: 0, failed: 0, uncertain: 0, skipped: 0, waiting: 0 }
}
