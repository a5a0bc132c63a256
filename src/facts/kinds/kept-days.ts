import {
  addDays,
  type Day,
  dayOfMonth,
  endOfDay,
  isDay,
  keptBetween,
  makeDay,
  month,
  startOfDay,
  year,
} from '../../calendar/index.ts'
import type { YearlyCondition } from '../condition.ts'
import type { When } from '../kind.ts'
import type { InstantRange } from './date-range.ts'
import { periodDays } from './date-range.ts'

/** A month and day (MMDD as a number) kept in the window, and the year in which it is kept. */
export interface Kept {
  readonly monthDay: number
  readonly year: number
}

/** The latest answer for a condition: it is asked of many values on one day. */
const latest = new WeakMap<YearlyCondition, { readonly when: When; readonly kept: readonly Kept[] }>()

/** The month-days whose yearly day falls into the window of a condition. */
export function keptIn(condition: YearlyCondition, when: When): readonly Kept[] {
  const known = latest.get(condition)
  if (known && known.when.today === when.today && known.when.shop === when.shop) return known.kept
  const { first, last } = windowOf(condition, when)
  const kept = keptBetween(first, last, when.shop.leapDay).map(({ monthDay, year: keptYear }) => ({
    monthDay: Number(monthDay.replace('-', '')),
    year: keptYear,
  }))
  latest.set(condition, { when, kept })
  return kept
}

/** A yearly date as one number, YYYYMMDD; a year that is not known counts as 0. */
export function packed(yearOrNull: number | null, monthDay: string): number {
  return (yearOrNull ?? 0) * 10_000 + Number(monthDay.replace('-', ''))
}

/**
 * The instants whose anniversary falls into the window: for each earlier year the same kept days, neighbours merged.
 * An anniversary counts from the first year on.
 */
export function anniversaryRanges(condition: YearlyCondition, when: When): InstantRange[] {
  const zone = when.shop.timeZone
  const days = keptIn(condition, when).flatMap(({ monthDay, year: keptYear }) => earlierDays(monthDay, keptYear))
  const ranges: InstantRange[] = []
  for (const { first, last } of runs([...new Set(days)].sort())) {
    ranges.push({ from: startOfDay(first, zone), until: endOfDay(last, zone) })
  }
  return ranges
}

/** No shop has orders from before. */
const FIRST_YEAR = 1970

function earlierDays(monthDay: number, keptYear: number): Day[] {
  const days: Day[] = []
  for (let y = FIRST_YEAR; y < keptYear; y++) {
    const day = makeDay(y, Math.floor(monthDay / 100), monthDay % 100)
    if (isDay(day)) days.push(day)
  }
  return days
}

function runs(days: readonly Day[]): { first: Day; last: Day }[] {
  const found: { first: Day; last: Day }[] = []
  for (const day of days) {
    const open = found.at(-1)
    if (open && addDays(open.last, 1) === day) open.last = day
    else found.push({ first: day, last: day })
  }
  return found
}

function windowOf(condition: YearlyCondition, when: When): { first: Day; last: Day } {
  const { today } = when
  switch (condition.is) {
    case 'kept today':
      return { first: today, last: today }
    case 'kept tomorrow':
      return { first: addDays(today, 1), last: addDays(today, 1) }
    case 'kept in':
      return { first: addDays(today, condition.days), last: addDays(today, condition.days) }
    case 'kept within the next':
      return { first: today, last: addDays(today, condition.days) }
    case 'kept within the last':
      return { first: addDays(today, -condition.days), last: today }
    case 'kept this':
      return periodDays(today, condition.period, 0, when.shop.firstWeekday)
    case 'kept in month':
      return periodDays(makeDay(year(today), condition.month, 1), 'month', 0, 1)
    default:
      return condition satisfies never
  }
}

/**
 * The last month-day (MMDD) that has been kept in the year of `today`: who was born up to it has had the birthday.
 * 29 February in a common year: on 28 February under `feb28`, else on 1 March (language.md §10.9).
 */
export function lastKept(when: Pick<When, 'today' | 'shop'>): number {
  const { today, shop } = when
  const own = month(today) * 100 + dayOfMonth(today)
  const joins = own === 228 && shop.leapDay === 'feb28' && !isDay(`${today.slice(0, 4)}-02-29`)
  return joins ? 229 : own
}
