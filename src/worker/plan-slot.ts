import { addJobs, type Job } from '../db/index.ts'
import { dueSlots, freeSlot, type RanSlot, workSlot } from '../schedule/index.ts'
import type { GivenJob } from './given-job.ts'
import { slotIn, slotJob, slotsOf, tidyJob } from './slots.ts'
import type { Work } from './work.ts'

/**
 * Runs a slot if it is the next one due, and adds the job of the slot after it. The worker that began it before died,
 * where this is not the first attempt: of one queue only one job is worked on.
 */
export async function planSlot(work: Work, { payload, attempt }: GivenJob): Promise<void> {
  const app = work.app()
  const slot = slotIn(payload)
  if (attempt > 1) await freeSlot(app, slot)
  const { slots, again } = await dueSlots(app.at(work.clock.now()), app.shop)
  if (slots[0] !== slot) return
  const { runSlot, tell } = slotsOf(work)
  const ran = await workSlot(app, work.clock, slot, runSlot, work.stop)
  if (!ran) return
  tell(ran)
  await addJobs(app, after(work, ran, slots[1], slot === again))
  work.deliverSoon()
}

/** One that failed holds up those after it once, because they build on it; one that was broken off goes on elsewhere. */
function after({ stop }: Work, { slot, state }: RanSlot, next: number | undefined, again: boolean): Job[] {
  if (state === 'failed' && stop.aborted) return [slotJob('plan', slot)]
  const following = next !== undefined && (state === 'done' || again) ? [slotJob('refresh-facts', next)] : []
  return state === 'done' ? [...following, tidyJob] : following
}
