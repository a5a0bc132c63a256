import { addJobs } from '../db/index.ts'
import { heirOf, heldUntil } from '../deliver/index.ts'
import type { GivenJob } from './given-job.ts'
import type { Work } from './work.ts'

/** Between two looks at a request that somebody holds, or that waits for its mail service, in ms. */
const PAUSE = 30_000

/**
 * Sees to a frozen request until it has come to an end. Whoever froze it hands it over at once; where that worker died
 * its lease ends, and the next delivery takes up the same bytes.
 */
export async function inheritBatch(work: Work, { payload }: GivenJob): Promise<void> {
  const batch = batchIn(payload)
  const app = work.app()
  const until = await heldUntil(app, batch)
  if (until === undefined) return
  const now = work.clock.now()
  if (until <= now) work.deliverSoon()
  await addJobs(app, [heirOf(batch, Math.max(until, now) + PAUSE)])
}

function batchIn(payload: unknown): number {
  if (typeof payload === 'object' && payload !== null && 'batch' in payload) return Number(payload.batch)
  throw new Error('a job of a batch names none')
}
