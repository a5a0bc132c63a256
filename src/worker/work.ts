import type { App } from '../app/index.ts'
import type { Clock } from '../clock.ts'
import type { Delivery } from '../deliver/index.ts'
import type { RanSlot, RunSummary } from '../schedule/index.ts'
import type { Outcomes } from './outcomes.ts'

/** What the jobs of a worker share. */
export interface Work {
  /** The shop as its files are now. */
  app(): App
  readonly clock: Clock
  /** Aborted: nothing new is begun, what is under way ends. */
  readonly stop: AbortSignal
  /** Has emails handed over that are due, without waiting for it. */
  deliverSoon(): void
  /** What happened, for whoever watches. */
  readonly heard: Heard
}

/** Whom a worker tells what it did. */
export interface Heard {
  /** What came of some emails just now. */
  handedOver(outcomes: Outcomes): void
  /** A delivery is over: everything was handed over, or nothing more could be. */
  delivered(delivery: Delivery): void
  /** A slot was run: how it ended and how long it took in ms. */
  ran(ran: RanSlot, summary: RunSummary | undefined, ms: number): void
  /** A tick is over. */
  ticked(): void
  /** A sentence for people. */
  said(sentence: string): void
  /** Something failed that will be tried again. */
  failed(what: string, error: unknown): void
}
