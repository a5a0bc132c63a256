import { workOffWebhooks } from '../app/index.ts'
import { addJobs, freshStatistics } from '../db/index.ts'
import type { GivenJob } from './given-job.ts'
import { slotIn, slotJob } from './slots.ts'
import type { Work } from './work.ts'

/**
 * Makes fresh what the run of a slot will read: what customers did with the emails of before, and what the database
 * knows of its tables. Then the plan of the slot may come. The facts themselves are carried forward in the plan's own
 * transaction, by judging who was touched.
 */
export async function refreshFacts(work: Work, { payload }: GivenJob): Promise<void> {
  const app = work.app()
  await workOffWebhooks(app, work.clock.now(), work.stop)
  await freshStatistics(app)
  await addJobs(app, [slotJob('plan', slotIn(payload))])
}
