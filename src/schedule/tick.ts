import type { Clock, Instant } from '../clock.ts'
import type { Shop } from '../config/shop.ts'
import type { Db, DbContext, SqlDialect } from '../db/index.ts'
import { type ClaimedSlot, claimSlot, finishSlot } from './claim-slot.ts'
import { doubtClock } from './doubt-clock.ts'
import { type DueSlots, dueSlots } from './due-slots.ts'
import { noteEnd } from './note-end.ts'
import { type ClockState, recordTick } from './record-tick.ts'

/** What the scheduler needs. */
export interface ScheduleApp {
  readonly db: Db
  readonly dialect: SqlDialect
  readonly shop: Pick<Shop, 'sendAt' | 'timeZone'>
}

/** The daily run of one slot, whose row in `runs` is there already; what it returns is kept as its summary. */
export type RunSlot = (claimed: ClaimedSlot) => Promise<object>

/** How the run of a slot ended. */
export interface RanSlot {
  readonly slot: Instant
  readonly state: 'done' | 'failed'
  readonly error?: string
}

/** What a tick did. */
export interface Ticked {
  readonly clock: ClockState
  readonly ran: readonly RanSlot[]
  /** Missed slots that are too old to catch up with. */
  readonly leftOut: number
}

/**
 * One tick of the scheduler: runs the slots that are due, in order, each once whoever else ticks. It stops at one that
 * another process holds or that fails, because later slots build on it; the next tick goes on. A slot that fails for
 * the second time holds up nobody. Stopped by `signal` it begins no other slot, and the next start takes up the one that
 * was broken off. `tell` hears of each run as it ends.
 */
export async function tick(
  app: ScheduleApp,
  clock: Clock,
  runSlot: RunSlot,
  signal?: AbortSignal,
  tell?: (ran: RanSlot) => void,
): Promise<Ticked> {
  const { moved, due } = await beginTick({ ...contextOf(app), now: clock.now() }, app.shop)
  const { slots, leftOut, again } = due
  const ran: RanSlot[] = []
  for (const slot of slots) {
    if (signal?.aborted) break
    const outcome = await workSlot(app, clock, slot, runSlot, signal)
    if (!outcome) break
    ran.push(outcome)
    tell?.(outcome)
    if (outcome.state === 'failed' && slot !== again) break
  }
  return { clock: moved, ran, leftOut }
}

/** Writes down that the schedule is alive, and says which slots are due. */
export async function beginTick(
  ctx: DbContext,
  shop: ScheduleApp['shop'],
): Promise<{ readonly moved: ClockState; readonly due: DueSlots }> {
  const moved = await recordTick(ctx)
  // Before the runs: after them nobody sees any more for how long there was none.
  await doubtClock(ctx)
  return { moved, due: await dueSlots(ctx, shop) }
}

/** Takes one slot, runs it and writes down how that ended; undefined where it is somebody else's. */
export async function workSlot(
  app: ScheduleApp,
  clock: Clock,
  slot: Instant,
  runSlot: RunSlot,
  signal?: AbortSignal,
): Promise<RanSlot | undefined> {
  const now = (): DbContext => ({ ...contextOf(app), now: clock.now() })
  const claimed = await claimSlot(now(), slot)
  return claimed ? runOne(now, claimed, runSlot, signal) : undefined
}

function contextOf({ db, dialect }: ScheduleApp): Pick<DbContext, 'db' | 'dialect'> {
  return { db, dialect }
}

async function runOne(
  now: () => DbContext,
  claimed: ClaimedSlot,
  runSlot: RunSlot,
  signal: AbortSignal | undefined,
): Promise<RanSlot> {
  const { slot } = claimed
  try {
    const summary = await runSlot(claimed)
    await finishSlot(now(), claimed, 'done', summary)
    await noteEnd(now(), claimed.run)
    return { slot, state: 'done' }
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown.message : String(thrown)
    await finishSlot(now(), claimed, signal?.aborted ? 'broken off' : 'failed', { error })
    return { slot, state: 'failed', error }
  }
}
