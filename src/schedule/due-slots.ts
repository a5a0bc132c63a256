import { addDays, instantAt, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { Shop } from '../config/shop.ts'
import type { DbContext } from '../db/index.ts'
import { CLOCK_TOLERANCE, isAbandoned } from './claim-slot.ts'
import { missedSlots, type Slots } from './missed-slots.ts'

/**
 * What is to be run now. `running`: a run is under way, nothing is due until it is over. `retry_later`: the
 * last run failed a moment ago. `ahead`: it is dated after the present, because a clock was wrong.
 */
export interface DueSlots extends Slots {
  readonly state: 'due' | 'nothing' | 'running' | 'retry_later' | 'ahead'
  /** The one of `slots` that failed or died before and is tried again. */
  readonly again: Instant | undefined
}

/**
 * The slots due at `ctx.now` by the shop's own clock (`sendAt.time` in its zone): the last run if it failed or died,
 * then the missed days, then today's. A shop that never ran begins with today's slot, never with an older one.
 */
export async function dueSlots(ctx: DbContext, shop: Pick<Shop, 'sendAt' | 'timeZone'>): Promise<DueSlots> {
  const last = await ctx.db
    .selectFrom('runs')
    .select(['slot', 'state', 'started_at'])
    .orderBy('slot', 'desc')
    .limit(1)
    .executeTakeFirst()
  const none = { slots: [], leftOut: 0, again: undefined }
  if (last && last.slot > ctx.now + CLOCK_TOLERANCE) return { state: 'ahead', ...none }
  const unfinished = last && last.state !== 'done' ? last : undefined
  if (unfinished && !isAbandoned(unfinished, ctx.now)) {
    return { state: unfinished.state === 'failed' ? 'retry_later' : 'running', ...none }
  }
  const again = unfinished?.slot
  const fresh = freshSlots(last?.slot, ctx.now, shop)
  const slots = again === undefined ? fresh.slots : [again, ...fresh.slots]
  return { state: slots.length > 0 ? 'due' : 'nothing', slots, leftOut: fresh.leftOut, again }
}

function freshSlots(last: Instant | undefined, now: Instant, shop: Pick<Shop, 'sendAt' | 'timeZone'>): Slots {
  const today = localDay(now, shop.timeZone)
  const todays = instantAt(today, shop.sendAt.time, shop.timeZone)
  if (todays <= now) return missedSlots(last, todays, shop.timeZone)
  if (last === undefined) return { slots: [], leftOut: 0 }
  return missedSlots(last, instantAt(addDays(today, -1), shop.sendAt.time, shop.timeZone), shop.timeZone)
}
