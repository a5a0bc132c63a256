import { addDays, type Day, instantAt, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { Shop } from '../config/shop.ts'

/** The quiet hours that begin on a day for a customer of a zone, as instants; undefined where the shop has none. */
export function quietOn(shop: Shop, day: Day, zone: string): { since: Instant; until: Instant } | undefined {
  const { quiet } = shop
  if (!quiet) return undefined
  const clock = quiet.clock === 'shop' ? shop.timeZone : zone
  const overMidnight = quiet.to <= quiet.from
  return {
    since: instantAt(day, quiet.from, clock),
    until: instantAt(overMidnight ? addDays(day, 1) : day, quiet.to, clock),
  }
}

/** The instant itself, or the end of the quiet hours it falls into. */
export function outsideQuiet(shop: Shop, instant: Instant, zone: string): Instant {
  const today = localDay(instant, zone)
  for (const day of [addDays(today, -1), today]) {
    const quiet = quietOn(shop, day, zone)
    if (quiet && instant >= quiet.since && instant < quiet.until) return quiet.until
  }
  return instant
}
