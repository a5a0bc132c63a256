import { addDays, addMonths, type Day, dayNumber, localDay, startOfDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'

/** Whole days of the shop's calendar, both ends in. */
export interface Days {
  readonly from: Day
  readonly to: Day
}

/** A period and what it is compared with, in instants of the shop's zone. */
export interface Period extends Days {
  /** Its first instant. */
  readonly start: Instant
  /** The first instant after it; where it is under way, the one after now. */
  readonly end: Instant
  /** The days from which start and end look back, as numbers of days: `to` and one day, today where it is under way. */
  readonly startDay: number
  readonly endDay: number
  /** The first day and instant of the period before, which is as long: in months where this one is whole months. */
  readonly previousFrom: Day
  readonly previous: Instant
  /** The first instant of the 365 days up to the end. */
  readonly yearBefore: Instant
  readonly state: 'over' | 'under way'
}

/** The twelve months up to yesterday. */
export function lastTwelveMonths(now: Instant, zone: string): Days {
  const today = localDay(now, zone)
  return { from: addMonths(today, -12), to: addDays(today, -1) }
}

/** The instants of a period as of `now`: nothing later counts. */
export function periodOf({ from, to }: Days, now: Instant, zone: string): Period {
  const after = startOfDay(addDays(to, 1), zone)
  const state = after <= now ? 'over' : 'under way'
  const endDay = state === 'over' ? dayNumber(to) + 1 : dayNumber(localDay(now, zone))
  const previousFrom = dayBefore({ from, to })
  return {
    from,
    to,
    start: startOfDay(from, zone),
    end: state === 'over' ? after : now + 1,
    startDay: dayNumber(from),
    endDay,
    previousFrom,
    previous: startOfDay(previousFrom, zone),
    yearBefore: startOfDay(addDays('1970-01-01', endDay - 365), zone),
    state,
  }
}

/** The calendar months that a period touches, as their first days. */
export function monthsOf({ from, to }: Days): Day[] {
  const months: Day[] = []
  for (let month = `${from.slice(0, 7)}-01`; month <= to; month = addMonths(month, 1)) months.push(month)
  return months
}

function dayBefore({ from, to }: Days): Day {
  const months = wholeMonths(from, addDays(to, 1))
  return months === undefined ? addDays(from, dayNumber(from) - dayNumber(to) - 1) : addMonths(from, -months)
}

/** How many whole months lie between two days, undefined where days are left over. */
function wholeMonths(from: Day, after: Day): number | undefined {
  const months =
    (Number(after.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(after.slice(5, 7)) - Number(from.slice(5, 7))
  return months > 0 && addMonths(from, months) === after ? months : undefined
}
