import type { Instant } from '../clock.ts'
import { type DbContext, note, noted } from '../db/index.ts'

/** How the clock moved since the last tick: `steady`, or a jump worth a line in the log (CRON-10). */
export type ClockState = 'steady' | 'backward' | 'forward'

const LAST_TICK = 'last_tick'
const BACKWARD = 60_000
const FORWARD = 60 * 60_000

/**
 * Writes down that the scheduler is alive at `ctx.now` and says how the clock moved: `backward` by more than a minute,
 * `forward` by more than an hour (or the process slept).
 */
export async function recordTick(ctx: DbContext): Promise<ClockState> {
  const last = await lastTick(ctx)
  await note(ctx, LAST_TICK, String(ctx.now))
  if (last === undefined) return 'steady'
  if (ctx.now < last - BACKWARD) return 'backward'
  return ctx.now > last + FORWARD ? 'forward' : 'steady'
}

/** The instant of the last tick: a scheduler that is silent for 3 minutes is not well (CRON-11). */
export async function lastTick(ctx: Pick<DbContext, 'db'>): Promise<Instant | undefined> {
  const at = await noted(ctx, LAST_TICK)
  return at === undefined ? undefined : Number(at)
}
