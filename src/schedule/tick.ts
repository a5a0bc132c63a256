import type { Clock, Instant } from '../clock.ts'
import type { Shop } from '../config/shop.ts'
import type { Db, DbContext, SqlDialect } from '../db/index.ts'
import { type ClaimedSlot, claimSlot, finishSlot } from './claim-slot.ts'
import { doubtClock } from './doubt-clock.ts'
import { dueSlots } from './due-slots.ts'
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

/** What a tick did. */
export interface Ticked {
  readonly clock: ClockState
  readonly ran: readonly { readonly slot: Instant; readonly state: 'done' | 'failed'; readonly error?: string }[]
  /** Missed slots that are too old to catch up with. */
  readonly leftOut: number
}

/**
 * One tick of the scheduler: runs the slots that are due, in order, each once whoever else ticks. It stops at one that
 * another process holds or that fails, because later slots build on it; the next tick goes on. A slot that fails for
 * the second time holds up nobody. Stopped by `signal` it begins no other slot, and the next start takes up the one that
 * was broken off.
 */
export async function tick(app: ScheduleApp, clock: Clock, runSlot: RunSlot, signal?: AbortSignal): Promise<Ticked> {
  const now = (): DbContext => ({ db: app.db, dialect: app.dialect, now: clock.now() })
  const moved = await recordTick(now())
  // Before the runs: after them nobody sees any more for how long there was none.
  await doubtClock(now())
  const { slots, leftOut, again } = await dueSlots(now(), app.shop)
  const ran: Ticked['ran'][number][] = []
  for (const slot of slots) {
    if (signal?.aborted) break
    const claimed = await claimSlot(now(), slot)
    if (!claimed) break
    const outcome = await runOne(now, claimed, runSlot, signal)
    ran.push(outcome)
    if (outcome.state === 'failed' && slot !== again) break
  }
  return { clock: moved, ran, leftOut }
}

async function runOne(
  now: () => DbContext,
  claimed: ClaimedSlot,
  runSlot: RunSlot,
  signal: AbortSignal | undefined,
): Promise<Ticked['ran'][number]> {
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
