import { addDays, type Day, startOfDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { shopZone } from './places.ts'

/** The first instant of each day counted back from `today` in the shop's zone. */
export function dayStarts(today: Day): (daysAgo: number) => Instant {
  const known = new Map<number, Instant>()
  return (daysAgo) => {
    const start = known.get(daysAgo) ?? startOfDay(addDays(today, -daysAgo), shopZone)
    known.set(daysAgo, start)
    return start
  }
}
