import type { Clock } from '../clock.ts'
import type { Delivery, DeliveryProgress, DeliveryStep } from './delivery.ts'
import type { DeliveryApp } from './delivery-app.ts'

/** How a delivery is run. */
export interface DeliverOptions {
  /** The present instant, asked again for each step: leases and retries follow it. */
  readonly now: Clock['now']
  /** Most messages to hand over; absent: all that are due. */
  readonly limit?: number
  /** Aborted: nothing more is claimed, what is claimed is finished. */
  readonly signal?: AbortSignal
  /** Most requests to have under way at once; absent: three. Never more than the mail service takes. */
  readonly atOnce?: number
  /** For how many ms to wait for messages that are to be tried again soon; absent: they are left for the next time. */
  readonly patience?: number
  /** Waits some ms on the clock of `now`, or less when told to stop; absent: real time. */
  readonly sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  readonly onProgress?: (progress: DeliveryProgress) => void
}

/** A delivery under way: what its workers share. */
export interface Run {
  readonly app: DeliveryApp
  readonly options: DeliverOptions
  readonly delivery: Delivery
  readonly instance: string
  /** Whether what leaves is noted beside the database. */
  readonly marks: boolean
  /** How many messages may still be handed over. */
  left: number
  /** Requests that came to an end and whose heirs are not dismissed yet. */
  readonly settled: number[]
  /** Requests in a row that nobody answered. */
  silent: number
  /** Short halts in a row that were sat out. */
  satOut: number
  /** Set when one worker found a reason for all to end. */
  ended: boolean
}

/** Tells whoever watches that a step is over. */
export function report(run: Run, step: DeliveryStep, messages: number): void {
  run.options.onProgress?.({ step, messages, delivery: run.delivery })
}
