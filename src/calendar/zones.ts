import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../clock.ts'
import { addDays, type Day, year } from './days.ts'
import { type Offset, yearOf, yearOffsets } from './offsets.ts'

/** True for a name of the IANA time-zone database that this Node knows. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}

/** The calendar day at an instant in a zone. */
export function localDay(instant: Instant, zone: string): Day {
  return localTime(instant, zone).slice(0, 10)
}

/** The wall time at an instant in a zone: `YYYY-MM-DDTHH:MM:SS`. */
export function localTime(instant: Instant, zone: string): string {
  const { offset } = stretchAt(instant, yearOffsets(zone, yearOf(instant)))
  return new Date(instant + offset).toISOString().slice(0, 19)
}

/** The instant with its offset in a zone, as JSON shows it: `2026-11-22T09:00:00+01:00`. */
export function zonedInstant(instant: Instant, zone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  return zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/**
 * The instant of a wall time (`HH:MM` or `HH:MM:SS`) on a day in a zone. A time that does not exist is moved to the
 * next instant that does; one that comes twice is taken the first time (CRON-06).
 */
export function instantAt(day: Day, time: string, zone: string): Instant {
  const wall = Date.parse(`${day}T${time}Z`)
  const stretches = yearOffsets(zone, year(day))
  for (const [i, { since, offset }] of stretches.entries()) {
    const instant = wall - offset
    // Jumped over: the stretch before ended too early for it.
    if (since !== null && instant < since) return since
    const end = stretches[i + 1]?.since ?? Number.POSITIVE_INFINITY
    if (instant < end) return instant
  }
  throw new Error(`${day} ${time} in ${zone} is no time`)
}

/** The first instant of a day in a zone. */
export function startOfDay(day: Day, zone: string): Instant {
  return instantAt(day, '00:00', zone)
}

/** The first instant after a day in a zone. */
export function endOfDay(day: Day, zone: string): Instant {
  return startOfDay(addDays(day, 1), zone)
}

/** The same wall time `days` calendar days later. */
export function addLocalDays(instant: Instant, days: number, zone: string): Instant {
  const time = localTime(instant, zone)
  return instantAt(addDays(time.slice(0, 10), days), time.slice(11), zone)
}

function stretchAt(instant: Instant, stretches: readonly Offset[]): Offset {
  const [first = { since: null, offset: 0 }] = stretches
  return stretches.findLast(({ since }) => since === null || since <= instant) ?? first
}
