import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type DbContext, note, noted } from '../db/index.ts'
import type { SuppressionList } from '../providers/index.ts'
import { letEmailsPass } from './let-emails-pass.ts'

/** How many addresses went to the service's list, how many it takes for none, and what stood in the way. */
export interface Told {
  readonly told: number
  readonly refused: number
  readonly fault: string | undefined
}

/** Requests in one go. Enough to come from a hundred addresses down to the one to blame. */
const MOST_REQUESTS = 10

/**
 * Tells the service's list who was suppressed here since the last time. Where it refuses what was asked, half as many
 * are asked next, down to a single one, which is stepped over: it must not keep back all others.
 */
export async function tellList(ctx: DbContext, list: SuppressionList, stop: AbortSignal): Promise<Told> {
  let told = 0
  let refused = 0
  let most = list.most
  for (let request = 0; request < MOST_REQUESTS; request += 1) {
    const rows = await untold(ctx, most)
    const last = rows.at(-1)
    if (!last) break
    if (request > 0) await letEmailsPass()
    const addresses = [...new Set(rows.flatMap(({ email }) => email ?? []))]
    const asked = addresses.length > 0 ? await list.add(addresses, stop) : { value: undefined }
    if ('failed' in asked && asked.blame === 'service') return { told, refused, fault: asked.failed }
    if ('failed' in asked && rows.length > 1) {
      most = Math.floor(rows.length / 2)
      continue
    }
    await note(ctx, 'suppressions_told', `${last.recorded_at} ${last.customer}`)
    if ('failed' in asked) refused += addresses.length
    else told += addresses.length
    most = Math.min(most * 2, list.most)
  }
  return { told, refused, fault: undefined }
}

/**
 * The oldest suppressions that the service has not heard of. Of an erased person there is nothing left to tell. What
 * lies in the future is told in its time, or all that follows would wait for it.
 */
async function untold(ctx: DbContext, most: number) {
  const [at, customer] = (await noted(ctx, 'suppressions_told'))?.split(' ').map(Number) ?? []
  const [from, after] = at !== undefined && at <= ctx.now ? [at, customer ?? 0] : [-1, 0]
  const { rows } = await sql<{ customer: number; recorded_at: Instant; email: string | null }>`
    select suppressions.customer, suppressions.recorded_at, customers.email
    from suppressions
    join customers on customers.key = suppressions.customer
    where suppressions.reason <> 'erased'
      and suppressions.recorded_at <= ${ctx.now}
      and (suppressions.recorded_at, suppressions.customer) > (${from}, ${after})
    order by suppressions.recorded_at, suppressions.customer
    limit ${most}`.execute(ctx.db)
  return rows
}
