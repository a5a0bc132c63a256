import { type RawBuilder, sql } from 'kysely'
import { addDays, type Day, isDay, makeDay, startOfDay, year } from '../calendar/index.ts'
import type { FactView } from './fact.ts'
import { lastKept } from './kinds/kept-days.ts'

const FIRST_YEAR = 1970

/**
 * Full years from an instant to the shop's day (`fullYears` of the calendar), by comparing alone: one border a year,
 * the nearest first. Missing where the instant is.
 */
export function yearsSince(instant: RawBuilder<unknown>, view: FactView): RawBuilder<unknown> {
  const last = lastKept({ today: view.today, shop: view.shop })
  const borders = Array.from({ length: Math.max(1, year(view.today) - FIRST_YEAR) }, (_, index) => {
    const passed = startOfDay(addDays(dayAtMost(year(view.today) - index - 1, last), 1), view.shop.timeZone)
    return sql`when ${instant} >= ${passed} then ${sql.lit(index)}`
  })
  return sql`case when ${instant} is null then null ${sql.join(borders, sql` `)} else ${sql.lit(borders.length)} end`
}

/** Full years from a packed birthday (YYYYMMDD) to the shop's day; missing where its year is. */
export function yearsSinceDay(packedDay: RawBuilder<unknown>, view: FactView): RawBuilder<unknown> {
  const last = lastKept({ today: view.today, shop: view.shop })
  const today = year(view.today) * 10_000 + last
  // Drivers may bind whole numbers as floats: the division must be one of integers.
  return sql`case when ${packedDay} >= ${today} then 0 when ${packedDay} >= 10000 then (cast(${today} as bigint) - ${packedDay}) / 10000 end`
}

/** The last day of a year up to a month-day (MMDD): 29 February is 28 February where there is none. */
function dayAtMost(inYear: number, monthDay: number): Day {
  const day = makeDay(inYear, Math.floor(monthDay / 100), monthDay % 100)
  return isDay(day) ? day : makeDay(inYear, Math.floor(monthDay / 100), 28)
}
