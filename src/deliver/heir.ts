import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type DbContext, dropJobs, type Job } from '../db/index.ts'
import { isOpen } from './lease.ts'

/**
 * The job of a frozen request: should whoever froze it die before its end, some worker takes it up when its lease is
 * over. It is stored with the request, and who hands the request over dismisses it.
 */
export function heirOf(batch: number, leaseUntil: Instant): Job {
  return { name: 'deliver', key: keyOf(batch), payload: { batch }, at: leaseUntil }
}

/** Takes away the jobs of requests that came to an end, and empties the list. A heir that stays finds nothing to do. */
export async function dismissHeirs(ctx: Pick<DbContext, 'db' | 'dialect'>, settled: number[]): Promise<void> {
  await dropJobs(ctx, settled.splice(0).map(keyOf))
}

/** Until when somebody holds the open messages of a request; undefined where it has none. */
export async function heldUntil({ db }: Pick<DbContext, 'db'>, batch: number): Promise<Instant | undefined> {
  const { rows } = await sql<{ until: Instant | null }>`
    select min(lease_until) as until
    from messages
    where ${isOpen}
      and state = 'claimed'
      and batch = ${batch}`.execute(db)
  return rows[0]?.until ?? undefined
}

function keyOf(batch: number): string {
  return `deliver ${batch}`
}
