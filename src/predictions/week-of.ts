import { addDays, type Day, localDay, weekday } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { Shop } from '../config/shop.ts'

/** The first day of the shop's week: models are fitted to the orders before it, so that a week has one answer. */
export function weekOf(now: Instant, { timeZone, firstWeekday }: Pick<Shop, 'timeZone' | 'firstWeekday'>): Day {
  const today = localDay(now, timeZone)
  return addDays(today, -((weekday(today) - firstWeekday + 7) % 7))
}
