import {
  type Day,
  dayOfMonth,
  localDay,
  localTime,
  month,
  monthNames,
  weekday,
  weekdayNames,
  year,
} from '../calendar/index.ts'
import type { Instant } from '../clock.ts'

/** `Sunday 22 November 2026`. */
export function longDay(day: Day): string {
  return `${weekdayNames[weekday(day) - 1]} ${dayOfMonth(day)} ${monthNames[month(day) - 1]} ${year(day)}`
}

/** `29 Nov 09:00`, with the year where it is not that of `now`, on the clock of a zone. */
export function shortInstant(instant: Instant, zone: string, now: Instant): string {
  const day = localDay(instant, zone)
  const sameYear = year(day) === year(localDay(now, zone))
  const name = `${dayOfMonth(day)} ${monthNames[month(day) - 1]?.slice(0, 3)}${sameYear ? '' : ` ${year(day)}`}`
  return `${name} ${localTime(instant, zone).slice(11, 16)}`
}

/** The city of a zone, as people say it: `Europe/Zagreb` → `Zagreb`. */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
