import { sql } from 'kysely'
import { suppress, suppressedBy } from '../consent/index.ts'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'
import type { ListedAddress, SuppressionList } from '../providers/index.ts'
import { fold } from '../text/index.ts'
import { type ListFault, listFault, noteFault, noted, note } from './list-notes.ts'

/** What went to the mail service's own list of suppressed addresses, and what came from it. */
export interface ListKept {
  readonly told: number
  readonly heard: number
  /** Why it could not be asked, in the service's words. */
  readonly fault: string | undefined
}

const AN_HOUR = 3_600_000
const A_DAY = 24 * AN_HOUR
/** Requests in one go: emails share the rate. */
const MOST_REQUESTS = 10

/**
 * Keeps the service's list and ours the same (RES-03): what was suppressed here since the last time goes to it at once,
 * what came onto it comes here once a day, should its event have been lost. After a failure it is left alone for an hour:
 * nobody gets an email because of it.
 */
export async function keepList(ctx: DbContext, list: SuppressionList, signal: AbortSignal): Promise<ListKept> {
  const fault = await listFault(ctx)
  if (fault && isFresh(fault, ctx.now)) return { told: 0, heard: 0, fault: undefined }
  const told = await tellAll(ctx, list, signal)
  const heard = told.fault === undefined ? await hearAll(ctx, list, signal) : { count: 0, fault: told.fault }
  await noteFault(ctx, heard.fault)
  return { told: told.count, heard: heard.count, fault: heard.fault }
}

function isFresh({ at }: ListFault, now: Instant): boolean {
  return at <= now && now < at + AN_HOUR
}

interface Done {
  readonly count: number
  readonly fault: string | undefined
}

async function tellAll(ctx: DbContext, list: SuppressionList, signal: AbortSignal): Promise<Done> {
  let count = 0
  for (let request = 0; request < MOST_REQUESTS; request += 1) {
    const rows = await untold(ctx, list.most)
    const last = rows.at(-1)
    if (!last) break
    const addresses = [...new Set(rows.flatMap(({ email }) => email ?? []))]
    const asked = addresses.length > 0 ? await list.add(addresses, signal) : { value: undefined }
    if ('failed' in asked) return { count, fault: asked.failed }
    await note(ctx, 'suppressions_told', `${last.recorded_at} ${last.customer}`)
    count += addresses.length
  }
  return { count, fault: undefined }
}

/** The oldest suppressions that the service has not heard of. Of an erased person there is nothing left to tell. */
async function untold(ctx: DbContext, most: number) {
  const [at = '-1', customer = '0'] = (await noted(ctx, 'suppressions_told'))?.split(' ') ?? []
  const { rows } = await sql<{ customer: number; recorded_at: Instant; email: string | null }>`
    select suppressions.customer, suppressions.recorded_at, customers.email
    from suppressions
    join customers on customers.key = suppressions.customer
    where suppressions.reason <> 'erased'
      and (
        suppressions.recorded_at > ${Number(at)}
        or (suppressions.recorded_at = ${Number(at)} and suppressions.customer > ${Number(customer)})
      )
    order by suppressions.recorded_at, suppressions.customer
    limit ${most}`.execute(ctx.db)
  return rows
}

async function hearAll(ctx: DbContext, list: SuppressionList, signal: AbortSignal): Promise<Done> {
  const before = Number((await noted(ctx, 'suppressions_heard')) ?? 0)
  if (before <= ctx.now && ctx.now < before + A_DAY) return { count: 0, fault: undefined }
  // Clocks differ, and a clock that was ahead has heard nothing of what comes.
  const asked = await list.since(Math.min(before, ctx.now) - AN_HOUR, signal)
  if ('failed' in asked) return { count: 0, fault: asked.failed }
  let count = 0
  for (const listed of asked.value) if (await heed(ctx, listed)) count += 1
  await note(ctx, 'suppressions_heard', String(ctx.now))
  return { count, fault: undefined }
}

/** True where it was news: who is suppressed here already stays so, for the reason that we know. */
async function heed(ctx: DbContext, { address, reason, at }: ListedAddress): Promise<boolean> {
  const { rows } = await sql<{ key: number; suppressed: string }>`
    select key, ${suppressedBy(ctx, sql`customers.key`)} as suppressed
    from customers
    where email_folded = ${fold(address.trim())}`.execute(ctx.db)
  const [customer] = rows
  if (customer?.suppressed !== 'no') return false
  await suppress({ ...ctx, now: Math.min(at, ctx.now) }, customer.key, reason)
  return true
}
