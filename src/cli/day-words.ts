import { type Day, dayOfMonth, localDay, localTime, month, weekday, year } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `Sunday 22 November 2026`. */
export function longDay(day: Day): string {
  return `${WEEKDAYS[weekday(day) - 1]} ${dayOfMonth(day)} ${MONTHS[month(day) - 1]} ${year(day)}`
}

/** `29 Nov 09:00`, with the year where it is not that of `now`, on the clock of a zone. */
export function shortInstant(instant: Instant, zone: string, now: Instant): string {
  const day = localDay(instant, zone)
  const sameYear = year(day) === year(localDay(now, zone))
  const name = `${dayOfMonth(day)} ${MONTHS[month(day) - 1]?.slice(0, 3)}${sameYear ? '' : ` ${year(day)}`}`
  return `${name} ${localTime(instant, zone).slice(11, 16)}`
}

/** The city of a zone, as people say it: `Europe/Zagreb` → `Zagreb`. */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
