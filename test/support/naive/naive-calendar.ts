import type { Instant } from '../../../src/clock.ts'

/** Days the long way round, by Intl and Date.UTC: shares nothing with src/calendar. */

const formats = new Map<string, Intl.DateTimeFormat>()
const days = new Map<string, number>()

/** The number of the local day of an instant, 1970-01-01 = 0. */
export function dayNumberAt(instant: Instant, zone: string): number {
  const key = `${zone}${instant}`
  const known = days.get(key)
  if (known !== undefined) return known
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
    formats.set(zone, format)
  }
  const number = numberOf(format.format(instant))
  if (days.size > 300_000) days.clear()
  days.set(key, number)
  return number
}

/** The number of a day written `YYYY-MM-DD`. */
export function numberOf(day: string): number {
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number)
  return Math.round(Date.UTC(y, m - 1, d) / 86_400_000)
}

/** `YYYY-MM-DD` of a day number. */
export function dayText(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10)
}

/** Calendar months later, the day cut to the month's end. */
export function monthsLater(number: number, months: number): number {
  const date = new Date(number * 86_400_000)
  const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  const last = new Date(Date.UTC(y, m + months + 1, 0)).getUTCDate()
  return Math.round(Date.UTC(y, m + months, Math.min(d, last)) / 86_400_000)
}

/** Monday = 1 … Sunday = 7. */
export function weekdayOf(number: number): number {
  return new Date(number * 86_400_000).getUTCDay() || 7
}

/** The day number on which a month-day is kept in a year, or undefined under `skip`. */
export function keptDay(monthDay: string, year: number, leapDay: string): number | undefined {
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  const text = String(year).padStart(4, '0')
  if (monthDay !== '02-29' || leap) return numberOf(`${text}-${monthDay}`)
  if (leapDay === 'skip') return undefined
  return numberOf(`${text}-${leapDay === 'feb28' ? '02-28' : '03-01'}`)
}
