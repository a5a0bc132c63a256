import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../clock.ts'
import { addDays, type Day } from './days.ts'

/** A stretch of time with one offset: `since` is null for the beginning of time; `offset` is local minus UTC in ms. */
export interface Offset {
  readonly since: Instant | null
  readonly offset: number
}

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
  const key = `${instant}@${zone}`
  const known = times.get(key)
  if (known !== undefined) return known
  const time = zoned(instant, zone).toPlainDateTime().toString({ smallestUnit: 'second' })
  if (times.size >= MOST_REMEMBERED) times.clear()
  times.set(key, time)
  return time
}

/** Wall times ask the zone database anew each time; runs ask for the same few thousand again and again. */
const times = new Map<string, string>()
const MOST_REMEMBERED = 100_000

/** The instant with its offset in a zone, as JSON shows it: `2026-11-22T09:00:00+01:00`. */
export function zonedInstant(instant: Instant, zone: string): string {
  return zoned(instant, zone).toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/**
 * The instant of a wall time (`HH:MM` or `HH:MM:SS`) on a day in a zone. A time that does not exist is moved to the
 * next instant that does; one that comes twice is taken the first time (CRON-06).
 */
export function instantAt(day: Day, time: string, zone: string): Instant {
  const key = `${day}T${time}@${zone}`
  const known = instants.get(key)
  if (known !== undefined) return known
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`)
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const exists = first.toPlainDateTime().equals(wall)
  const instant = exists ? first : (first.getTimeZoneTransition('next') ?? wall.toZonedDateTime(zone))
  if (instants.size >= MOST_REMEMBERED) instants.clear()
  instants.set(key, instant.epochMilliseconds)
  return instant.epochMilliseconds
}

const instants = new Map<string, Instant>()

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

/** The offsets of a zone from `from` to `to`, in order; the first holds for all earlier time too. */
export function zoneOffsets(zone: string, from: Instant, to: Instant): readonly Offset[] {
  const key = `${zone}@${from}@${to}`
  const known = offsetsOf.get(key) ?? readOffsets(zone, from, to)
  if (offsetsOf.size >= MOST_ZONES) offsetsOf.clear()
  offsetsOf.set(key, known)
  return known
}

/** A plan asks for the same stretch once for each campaign. */
const offsetsOf = new Map<string, readonly Offset[]>()
const MOST_ZONES = 1000

function readOffsets(zone: string, from: Instant, to: Instant): readonly Offset[] {
  let at = zoned(from, zone)
  const offsets: Offset[] = [{ since: null, offset: offsetOf(at) }]
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds > to) return offsets
    offsets.push({ since: next.epochMilliseconds, offset: offsetOf(next) })
    at = next
  }
}

function offsetOf(at: Temporal.ZonedDateTime): number {
  return Math.round(at.offsetNanoseconds / 1_000_000)
}

function zoned(instant: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
}
