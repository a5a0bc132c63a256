import { addDays, dayNumber, instantAt, makeDay, startOfDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import { type Strange, strange } from './strange.ts'
import { readKnownTime, type WallTimeReader } from './time-pattern.ts'
import type { WallTime } from './wall-time.ts'

const MS_PER_DAY = 86_400_000

/** Days that programs write where they mean "none". */
const PLACEHOLDERS = new Set(['0000-01-01', '0001-01-01', '1899-12-30', '1900-01-01', '1970-01-01'])

/** True for 1970-01-01 and its like; `0000-00-00` is no day at all. */
export function isPlaceholder(day: string): boolean {
  return PLACEHOLDERS.has(day)
}

/**
 * A reader of instants: a time without an offset is on the wall of `zone`, a bare day is its first instant there.
 * `format` reads the file's own way of writing.
 */
export function instantReader(
  zone: string,
  format: WallTimeReader = readKnownTime,
): (text: string) => Instant | Strange {
  const toInstant = wallClock(zone)
  return (text) => {
    const wall = format(text)
    if (!wall || wall.year === undefined)
      return strange(`is no ${/\//.test(text) ? SLASHES : 'date: write 2026-01-31T09:00:00Z'}`)
    const day = makeDay(wall.year, Number(wall.monthDay.slice(0, 2)), Number(wall.monthDay.slice(3)))
    if (isPlaceholder(day) || wall.year < 1900) return strange('is a placeholder, not a date')
    return wall.offset === undefined ? toInstant(day, wall) : dayNumber(day) * MS_PER_DAY + wall.time - wall.offset
  }
}

const SLASHES = 'date that reads one way only: give its format in a map file'

/** Wall times of one zone as instants; days without a change of the clock, nearly all, are simple sums. */
function wallClock(zone: string): (day: string, wall: WallTime) => Instant {
  const days = new Map<string, { readonly start: Instant; readonly even: boolean }>()
  const known = (day: string) => {
    const found = days.get(day)
    if (found) return found
    const start = zone === 'UTC' ? dayNumber(day) * MS_PER_DAY : startOfDay(day, zone)
    const end = zone === 'UTC' ? start + MS_PER_DAY : startOfDay(addDays(day, 1), zone)
    const made = { start, even: end - start === MS_PER_DAY }
    days.set(day, made)
    return made
  }
  return (day, wall) => {
    const { start, even } = known(day)
    if (even) return start + wall.time
    const ms = wall.time % 1000
    const clock = new Date(wall.time).toISOString().slice(11, 19)
    return instantAt(day, clock, zone) + ms
  }
}
