import type { JobName } from '../db/index.ts'
import type { GivenJob } from './given-job.ts'
import { inheritBatch } from './inherit-batch.ts'
import { keepList } from './keep-list.ts'
import { planSlot } from './plan-slot.ts'
import { refreshFacts } from './refresh-facts.ts'
import { tickOnce } from './tick-once.ts'
import { tidy } from './tidy.ts'
import type { Work } from './work.ts'
import { workOffEvent } from './work-off-event.ts'

/** What a worker does for a job. It may be done twice: each of them finds out itself what is left to do. */
export type DoJob = (work: Work, job: GivenJob) => Promise<void>

/**
 * All jobs. On SQLite `serve` does the same steps in one process, in this order: tick, run what is due, work off
 * events, deliver, keep the list, tidy.
 *
 * - `tick`: each minute, by the engine's cron. Says which slot is due and adds its first job.
 * - `refresh-facts`, of a slot: what the run will read is made fresh. Then comes its plan.
 * - `plan`, of a slot: one evaluation of everything, one transaction (docs/decisions.md says why it is not divided).
 * - `deliver`, of a frozen batch: its heir, should the worker that froze it die before its end.
 * - `webhook`, of a stored event.
 * - `keep-list`: our suppressions and those of the mail service.
 * - `tidy`, after runs: what is too old goes, and the books are balanced.
 */
export const jobs: Readonly<Record<JobName, DoJob>> = {
  tick: tickOnce,
  'refresh-facts': refreshFacts,
  plan: planSlot,
  deliver: inheritBatch,
  webhook: workOffEvent,
  'keep-list': keepList,
  tidy,
}
