import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../clock.ts'
import { type Day, dayNumber, dayOfNumber, year } from './days.ts'
import { yearOf, yearOffsets } from './offsets.ts'

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
  return dayOfNumber(Math.floor(wallOf(instant, zone) / MS_PER_DAY))
}

/** The wall time at an instant in a zone: `YYYY-MM-DDTHH:MM:SS`. */
export function localTime(instant: Instant, zone: string): string {
  return new Date(wallOf(instant, zone)).toISOString().slice(0, 19)
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
  const instant = instantOfWall(Date.parse(`${day}T${time}Z`), year(day), zone)
  if (instant === undefined) throw new Error(`${day} ${time} in ${zone} is no time`)
  return instant
}

/** The first instant of a day in a zone. */
export function startOfDay(day: Day, zone: string): Instant {
  return startOf(dayNumber(day), zone)
}

/** The first instant after a day in a zone. */
export function endOfDay(day: Day, zone: string): Instant {
  return startOf(dayNumber(day) + 1, zone)
}

/** The same wall time, to the second, `days` calendar days later. */
export function addLocalDays(instant: Instant, days: number, zone: string): Instant {
  const seconds = Math.floor(wallOf(instant, zone) / 1000) * 1000
  return instantOf(seconds + days * MS_PER_DAY, zone)
}

// A history asks for thousands of days: wall times are reckoned as numbers, ms since 1970 as if the zone were UTC.

const MS_PER_DAY = 86_400_000

function wallOf(instant: Instant, zone: string): number {
  const stretches = yearOffsets(zone, yearOf(instant))
  const [first = { since: null, offset: 0 }] = stretches
  const { offset } = stretches.findLast(({ since }) => since === null || since <= instant) ?? first
  return instant + offset
}

function startOf(day: number, zone: string): Instant {
  return instantOf(day * MS_PER_DAY, zone)
}

function instantOf(wall: number, zone: string): Instant {
  const instant = instantOfWall(wall, yearOf(wall), zone)
  if (instant === undefined) throw new Error(`${wall} in ${zone} is no time`)
  return instant
}

function instantOfWall(wall: number, inYear: number, zone: string): Instant | undefined {
  const stretches = yearOffsets(zone, inYear)
  for (const [i, { since, offset }] of stretches.entries()) {
    const instant = wall - offset
    // Jumped over: the stretch before ended too early for it.
    if (since !== null && instant < since) return since
    const end = stretches[i + 1]?.since ?? Number.POSITIVE_INFINITY
    if (instant < end) return instant
  }
  return undefined
}
