import { sql } from 'kysely'
import { suppress, suppressedBy } from '../consent/index.ts'
import type { Instant } from '../clock.ts'
import { type DbContext, forgetNote, note, noted } from '../db/index.ts'
import type { ListedAddress, SuppressionList } from '../providers/index.ts'
import { fold } from '../text/index.ts'
import { letEmailsPass } from './let-emails-pass.ts'
import { owesRelease } from './release-list.ts'

/** How many were suppressed here because of it, and what stood in the way. */
export interface Heard {
  readonly count: number
  readonly fault: string | undefined
}

const AN_HOUR = 3_600_000
const A_DAY = 24 * AN_HOUR
/** Pages in one go: the rest of a longer list is read the next time, for emails wait meanwhile. */
const MOST_PAGES = 5

/** A reading of the list, newest first, from `began` back to `since`; `next` is the page that comes. */
interface Reading {
  readonly began: Instant
  readonly since: Instant
  readonly next: string | undefined
}

/** Suppresses here, once a day, who came onto the service's list. What was read is kept, whatever stops it. */
export async function hearList(ctx: DbContext, list: SuppressionList, stop: AbortSignal): Promise<Heard> {
  let count = 0
  let reading = await readingOf(ctx)
  for (let page = 0; reading && page < MOST_PAGES; page += 1) {
    if (page > 0) await letEmailsPass()
    const asked = await list.page(reading.next, stop)
    if ('failed' in asked) {
      // The address where it was to go on may be off the list by now: the next reading begins at the top.
      if (asked.blame === 'request') await forgetNote(ctx, 'suppressions_reading')
      return { count, fault: asked.failed }
    }
    const { since } = reading
    const fresh = asked.value.listed.filter(({ at }) => at >= since)
    for (const listed of fresh) if (await heed(ctx, listed)) count += 1
    reading = await turnPage(ctx, reading, fresh.length > 0 ? asked.value.next : undefined)
  }
  return { count, fault: undefined }
}

/** The reading that goes on, or a new one where a day has passed since the last. */
async function readingOf(ctx: DbContext): Promise<Reading | undefined> {
  const kept = await noted(ctx, 'suppressions_reading')
  const reading = kept === undefined ? undefined : (JSON.parse(kept) as Reading)
  if (reading && reading.began <= ctx.now) return reading
  const before = Number((await noted(ctx, 'suppressions_heard')) ?? 0)
  if (before <= ctx.now && ctx.now < before + A_DAY) return undefined
  // Clocks differ, and a clock that was ahead has heard nothing of what comes.
  return { began: ctx.now, since: Math.min(before, ctx.now) - AN_HOUR, next: undefined }
}

async function turnPage(ctx: DbContext, reading: Reading, next: string | undefined): Promise<Reading | undefined> {
  if (next !== undefined) {
    const rest = { ...reading, next }
    await note(ctx, 'suppressions_reading', JSON.stringify(rest))
    return rest
  }
  await note(ctx, 'suppressions_heard', String(reading.began))
  await forgetNote(ctx, 'suppressions_reading')
  return undefined
}

/** True where it was news: who is suppressed here already stays so, for the reason that we know; whom it must let go of, free. */
async function heed(ctx: DbContext, { address, reason, at }: ListedAddress): Promise<boolean> {
  const { rows } = await sql<{ key: number; suppressed: string }>`
    select key, ${suppressedBy(ctx, sql`customers.key`)} as suppressed
    from customers
    where email_folded = ${fold(address.trim())}`.execute(ctx.db)
  const [customer] = rows
  if (customer?.suppressed !== 'no' || (await owesRelease(ctx, customer.key))) return false
  await suppress({ ...ctx, now: Math.min(at, ctx.now) }, customer.key, reason)
  return true
}
