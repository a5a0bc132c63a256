import { addLocalDays, type Day, dayNumber } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import type { OccasionContext } from './trigger.ts'

/**
 * The instant of the slot that a day belongs to: the same wall time as the present slot, on that day; never later than
 * the present slot. A journey that begins with a day is judged as of this instant.
 */
export function slotOf(ctx: Pick<OccasionContext, 'now' | 'today' | 'shop'>, day: Day): Instant {
  const days = dayNumber(day) - dayNumber(ctx.today)
  return days >= 0 ? ctx.now : addLocalDays(ctx.now, days, ctx.shop.timeZone)
}
