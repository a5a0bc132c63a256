import type { App } from '../app/index.ts'
import { fixedClock, type Instant } from '../clock.ts'
import { invariant } from '../deliver/index.ts'
import { type ForgottenOld, forgetOld } from './forget-old.ts'
import { tellStaff } from './tell-staff.ts'
import { type RunOfSlot, runSlot } from './run-slot.ts'

/** What a day needs and takes long, as plain data: the run of a slot, and what is looked after when runs are over. */
export type DayTask = { readonly kind: 'run'; readonly slot: Instant } | { readonly kind: 'tidy' }

/** What each of them answers. */
export interface DayResults {
  readonly run: RunOfSlot
  readonly tidy: Tidied
}

/** What was removed, and what is wrong with the books of all messages (SEND-14). */
export interface Tidied {
  readonly forgotten: ForgottenOld
  readonly faults: readonly string[]
}

/** Does one of them as of `now`. */
export async function workOnDay(app: App, now: Instant, task: DayTask): Promise<DayResults[DayTask['kind']]> {
  if (task.kind === 'run') return runSlot(app, task.slot, now)
  await tellStaff(app, now)
  const forgotten = await forgetOld(app, fixedClock(now))
  return { forgotten, faults: (await invariant(app)).faults }
}
