import { startEngine } from './engine.ts'
import { type Delivering, keepDelivering } from './keep-delivering.ts'
import { PACE } from './signs-of-life.ts'
import type { Work } from './work.ts'

/** A worker; `end` waits for what is under way, after `stop`. */
export interface Worker {
  end(): Promise<void>
}

/**
 * Starts one worker on PostgreSQL: it takes jobs and hands emails over, up to `concurrency` of each at a time. Any
 * number of them work on one database.
 */
export async function startWorker(given: Omit<Work, 'deliverSoon'>, concurrency: number, pace = PACE): Promise<Worker> {
  let delivering: Delivering | undefined
  const work: Work = { ...given, deliverSoon: () => delivering?.soon() }
  const engine = await startEngine(work, concurrency, pace)
  delivering = keepDelivering(work, concurrency)
  const { end } = delivering
  return { end: async () => void (await Promise.all([engine.end(), end()])) }
}
