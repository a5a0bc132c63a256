import {
  addDays,
  addMonths,
  type Day,
  endOfDay,
  makeDay,
  month,
  startOfDay,
  weekday,
  year,
} from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import type { DateCondition, Period, Unit } from '../condition.ts'
import type { When } from '../kind.ts'

/** A stretch of time `[from, until)`; null has no end. */
export interface InstantRange {
  readonly from: Instant | null
  readonly until: Instant | null
}

const HOUR = 3_600_000

/** The instants that meet a date condition; `missing` where it is the missing value that does. */
export function dateRange(condition: DateCondition, when: When): InstantRange | 'missing' {
  const elapsed = elapsedRange(condition)
  if (elapsed) return shifted(elapsed, when.now)
  const days = dayRange(condition, when)
  if (days === 'missing') return days
  const zone = when.shop.timeZone
  return {
    from: days.first === null ? null : startOfDay(days.first, zone),
    until: days.last === null ? null : endOfDay(days.last, zone),
  }
}

/** The same as a list: `missing` is met by no instant. */
export function dateRanges(condition: DateCondition, when: When): readonly InstantRange[] {
  const range = dateRange(condition, when)
  return range === 'missing' ? [] : [range]
}

/** Hours are elapsed time: the range in ms before (-) or after now, both ends as for days; else undefined. */
export function elapsedRange(condition: DateCondition): InstantRange | undefined {
  if (!('unit' in condition) || condition.unit !== 'hours') return undefined
  if (condition.is === 'between ago') return { from: -condition.to * HOUR, until: -condition.from * HOUR }
  const span = condition.count * HOUR
  switch (condition.is) {
    case 'within the last':
      return { from: -span, until: 1 }
    case 'more than ago':
      return { from: null, until: -span }
    case 'exactly ago':
      return { from: -span, until: span === 0 ? 1 : -span + HOUR }
    case 'within the next':
      return { from: 0, until: span + 1 }
    case 'more than ahead':
      return { from: span + 1, until: null }
    case 'in':
      return { from: span === 0 ? 0 : span - HOUR + 1, until: span + 1 }
    default:
      return condition satisfies never
  }
}

/** First and last day of the running period, both in. */
export function periodDays(
  today: Day,
  period: Period,
  offset: number,
  firstWeekday: number,
): { first: Day; last: Day } {
  if (period === 'week') {
    const first = addDays(today, -((weekday(today) - firstWeekday + 7) % 7) + 7 * offset)
    return { first, last: addDays(first, 6) }
  }
  const months = period === 'month' ? 1 : period === 'quarter' ? 3 : 12
  const start = Math.floor((month(today) - 1) / months) * months + 1
  const first = addMonths(makeDay(year(today), start, 1), months * offset)
  return { first, last: addDays(addMonths(first, months), -1) }
}

interface DayRange {
  readonly first: Day | null
  readonly last: Day | null
}

function dayRange(condition: DateCondition, when: When): DayRange | 'missing' {
  const { today, shop } = when
  switch (condition.is) {
    case 'never':
      return 'missing'
    case 'ever':
      return { first: null, last: null }
    case 'today':
      return { first: today, last: today }
    case 'yesterday':
      return { first: addDays(today, -1), last: addDays(today, -1) }
    case 'tomorrow':
      return { first: addDays(today, 1), last: addDays(today, 1) }
    case 'overdue':
      return { first: null, last: addDays(today, -1) }
    case 'this':
      return periodDays(today, condition.period, 0, shop.firstWeekday)
    case 'last':
      return periodDays(today, condition.period, -1, shop.firstWeekday)
    case 'next':
      return periodDays(today, condition.period, 1, shop.firstWeekday)
    case 'since':
      return { first: condition.day, last: null }
    case 'before':
      return { first: null, last: addDays(condition.day, -1) }
    case 'on':
      return { first: condition.day, last: condition.day }
    case 'between days':
      return { first: condition.from, last: condition.to }
    default:
      return countedDays(condition, today)
  }
}

/** Counted from today: `within` takes both ends in, `between A and B ago` is A < age ≤ B. */
function countedDays(condition: Extract<DateCondition, { unit: Unit }>, today: Day): DayRange {
  if (condition.is === 'between ago') {
    return {
      first: moved(today, -condition.to, condition.unit),
      last: addDays(moved(today, -condition.from, condition.unit), -1),
    }
  }
  const { count, unit } = condition
  switch (condition.is) {
    case 'within the last':
      return { first: moved(today, -count, unit), last: today }
    case 'more than ago':
      return { first: null, last: addDays(moved(today, -count, unit), -1) }
    case 'exactly ago':
      return { first: moved(today, -count, unit), last: moved(today, -count, unit) }
    case 'within the next':
      return { first: today, last: moved(today, count, unit) }
    case 'more than ahead':
      return { first: addDays(moved(today, count, unit), 1), last: null }
    case 'in':
      return { first: moved(today, count, unit), last: moved(today, count, unit) }
    default:
      return condition satisfies never
  }
}

function moved(day: Day, count: number, unit: Unit): Day {
  if (unit === 'days') return addDays(day, count)
  if (unit === 'weeks') return addDays(day, 7 * count)
  return addMonths(day, unit === 'years' ? 12 * count : count)
}

function shifted(range: InstantRange, now: Instant): InstantRange {
  return {
    from: range.from === null ? null : range.from + now,
    until: range.until === null ? null : range.until + now,
  }
}
