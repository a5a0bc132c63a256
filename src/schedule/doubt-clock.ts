import type { Instant } from '../clock.ts'
import { type DbContext, forgetNote, note, noted } from '../db/index.ts'

/** How long a clock that jumped is doubted, so that somebody can set it, in ms. */
const A_WEEK = 7 * 86_400_000
const AN_HOUR = 3_600_000

/**
 * Until when nothing may be removed for its age, because more than a week seems to have gone by since the last run: the
 * clock jumped, or the program rested. Undefined where the clock can be trusted, as it is again after a week of runs.
 */
export async function doubtClock(ctx: DbContext): Promise<Instant | undefined> {
  const since = await doubtedSince(ctx)
  if (since !== undefined && since <= ctx.now) {
    if (ctx.now < since + A_WEEK) return since + A_WEEK
    await forgetNote(ctx, DOUBT)
    return undefined
  }
  const last = await lastRun(ctx)
  if (last === undefined || last >= ctx.now - A_WEEK) {
    if (since !== undefined) await forgetNote(ctx, DOUBT)
    return undefined
  }
  await note(ctx, DOUBT, String(ctx.now))
  return ctx.now + A_WEEK
}

/** The same, without a decision: for whoever only looks. */
export async function doubtedUntil(ctx: Pick<DbContext, 'db' | 'now'>): Promise<Instant | undefined> {
  const since = await doubtedSince(ctx)
  if (since === undefined || since > ctx.now || ctx.now >= since + A_WEEK) return undefined
  return since + A_WEEK
}

const DOUBT = 'clock_doubted'

async function doubtedSince(ctx: Pick<DbContext, 'db'>): Promise<Instant | undefined> {
  const since = await noted(ctx, DOUBT)
  return since === undefined ? undefined : Number(since)
}

/** The newest run but that of this moment, on a clock that was not further ahead than this one. */
async function lastRun({ db, now }: DbContext): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('runs')
    .select(({ fn }) => fn.max('started_at').as('at'))
    .where('started_at', '<', now - AN_HOUR)
    .executeTakeFirst()
  return row?.at ?? undefined
}
