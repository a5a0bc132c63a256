import { addDays, addMonths, dayOfMonth, instantAt, isDay, isLeapYear, localTime } from '../calendar/index.ts'
import { makeDay, month, startOfDay, year } from '../calendar/index.ts'
import type { FactValue, When } from '../facts/index.ts'

/** The day of an example's value, seen from the day on which it is judged. */
type DayOf = (when: When) => string

/** `120 days ago`, `in 2 months`, `today`, `2026-03-01`, `never` as an instant seen from `when`. */
export function dateAnswer(text: string): ((when: When) => FactValue) | undefined {
  if (text === 'never') return () => null
  const hours = /^(\d+) hours? ago$/.exec(text)
  if (hours) return ({ now }) => now - Number(hours[1]) * 3_600_000
  if (isDay(text)) return ({ shop }) => startOfDay(text, shop.timeZone)
  const day = relativeDay(text)
  return day && ((when) => atThisTime(day(when), when))
}

/** A yearly date as YYYYMMDD (year 0 where unknown), an anniversary as the instant that it counts from. */
export function yearlyAnswer(
  text: string,
  kind: 'yearly date' | 'anniversary',
): ((when: When) => FactValue) | undefined {
  const whole = isDay(text) ? text : undefined
  const monthDay = /^--(\d{2}-\d{2})$/.exec(text)?.[1]
  if (kind === 'anniversary') {
    if (whole) return ({ shop }) => startOfDay(whole, shop.timeZone)
    const kept = relativeDay(text)
    return kept && ((when) => startOfDay(earlierYear(kept(when)), when.shop.timeZone))
  }
  if (whole) return () => Number(whole.replaceAll('-', ''))
  if (monthDay) return () => Number(monthDay.replace('-', ''))
  const kept = relativeDay(text)
  return kept && ((when) => Number(kept(when).slice(5).replace('-', '')))
}

function relativeDay(text: string): DayOf | undefined {
  if (text === 'today') return ({ today }) => today
  if (text === 'yesterday') return ({ today }) => addDays(today, -1)
  if (text === 'tomorrow') return ({ today }) => addDays(today, 1)
  const ago = /^(\d+) (day|week|month|year)s? ago$/.exec(text)
  const ahead = /^in (\d+) (day|week|month|year)s?$/.exec(text)
  const [, count, unit] = ago ?? ahead ?? []
  if (!count || !unit) return undefined
  const number = Number(count) * (ago ? -1 : 1)
  if (unit === 'day' || unit === 'week') return ({ today }) => addDays(today, number * (unit === 'week' ? 7 : 1))
  return ({ today }) => addMonths(today, number * (unit === 'year' ? 12 : 1))
}

function atThisTime(day: string, { now, shop }: When): number {
  return instantAt(day, localTime(now, shop.timeZone).slice(11), shop.timeZone)
}

/** The same day of an earlier year that has it. */
function earlierYear(day: string): string {
  const leap = day.endsWith('02-29')
  let y = year(day) - 1
  while (leap && !isLeapYear(y)) y--
  return makeDay(y, month(day), dayOfMonth(day))
}
