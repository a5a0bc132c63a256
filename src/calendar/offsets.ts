import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../clock.ts'

/** A stretch of time with one offset: `since` is null for the beginning of time; `offset` is local minus UTC in ms. */
export interface Offset {
  readonly since: Instant | null
  readonly offset: number
}

/** The offsets of a zone from `from` to `to`, in order; the first holds for all earlier time too. */
export function zoneOffsets(zone: string, from: Instant, to: Instant): readonly Offset[] {
  const key = `${zone}@${from}@${to}`
  const known = stretches.get(key)
  if (known) return known
  const [first, last] = [yearOf(from), yearOf(to)]
  const years = Array.from({ length: last - first + 1 }, (_, i) => yearOffsets(zone, first + i))
  const all = years
    .flat()
    .toSorted((a, b) => (a.since ?? Number.NEGATIVE_INFINITY) - (b.since ?? Number.NEGATIVE_INFINITY))
  const before = all.findLast(({ since }) => since !== null && since <= from) ?? all[0]
  const changes = all.filter(
    ({ since }, i) => since !== null && since > from && since <= to && since !== all[i - 1]?.since,
  )
  const offsets = [{ since: null, offset: before?.offset ?? 0 }, ...changes]
  if (stretches.size >= MOST_STRETCHES) stretches.clear()
  stretches.set(key, offsets)
  return offsets
}

/** A plan asks for the same stretch once for each campaign. */
const stretches = new Map<string, readonly Offset[]>()
const MOST_STRETCHES = 1000

/** The offsets of a zone in a year and the two days around it; the first holds from two days before its beginning on. */
export function yearOffsets(zone: string, year: number): readonly Offset[] {
  const known = years.get(zone) ?? new Map<number, readonly Offset[]>()
  years.set(zone, known)
  const before = known.get(year)
  if (before) return before
  const offsets = readOffsets(zone, startOf(year) - MARGIN, startOf(year + 1) + MARGIN)
  known.set(year, offsets)
  return offsets
}

/** The year in UTC of an instant. */
export function yearOf(instant: Instant): number {
  // As a number: asked for each of thousands of days, and a date would have to be made for each.
  const guess = 1970 + Math.floor(instant / MEAN_YEAR)
  if (instant < startOf(guess)) return guess - 1
  return instant < startOf(guess + 1) ? guess : guess + 1
}

const MEAN_YEAR = 365.2425 * 86_400_000

/** The zone database takes long to answer: each year of a zone is read once. */
const years = new Map<string, Map<number, readonly Offset[]>>()

/** Local time is never further from UTC than a day and two hours. */
const MARGIN = 2 * 86_400_000

function startOf(year: number): Instant {
  const known = starts.get(year)
  if (known !== undefined) return known
  const start = Date.parse(`${String(year).padStart(4, '0')}-01-01T00:00Z`)
  if (starts.size >= MOST_STARTS) starts.clear()
  starts.set(year, start)
  return start
}

const starts = new Map<number, Instant>()
const MOST_STARTS = 1000

function readOffsets(zone: string, from: Instant, to: Instant): readonly Offset[] {
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone)
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
