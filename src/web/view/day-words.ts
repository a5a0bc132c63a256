import { type Day, dayNumber, dayOfNumber } from '../../calendar/index.ts'
import { localeOf } from '../words/index.ts'
import type { Voice } from './view.ts'

/** Whose language it is. */
type Speaker = Pick<Voice, 'language'>

/** `Nov`, with the year in January or where asked for: `Jan 2026`. */
export function monthName({ language }: Speaker, day: Day, year: 'year' | 'no year' = 'no year'): string {
  return monthFormat(
    localeOf(language),
    year === 'year' ? { month: 'short', year: 'numeric' } : { month: 'short' },
    day,
  )
}

/** Short names of the weekdays, Monday first. */
export function weekdayNames({ language }: Speaker): string[] {
  // 1 January 2024 is a Monday.
  return Array.from({ length: 7 }, (_, i) => {
    return monthFormat(localeOf(language), { weekday: 'short' }, `2024-01-0${i + 1}`)
  })
}

/** Up to `most` marks for an axis of days: months or, in a short range, weeks. */
export function dayTicks(view: Speaker, first: Day, last: Day, most: number): { x: number; label: string }[] {
  const [from, to] = [dayNumber(first), dayNumber(last)]
  const days = Array.from({ length: to - from + 1 }, (_, i) => dayOfNumber(from + i))
  const months = days.filter((day) => day.endsWith('-01'))
  if (months.length < 3) {
    const step = Math.max(1, Math.ceil(days.length / most))
    const shown = days.filter((_, i) => i % step === 0)
    return shown.map((day) => ({ x: dayNumber(day), label: dayName(view, day) }))
  }
  const step = Math.ceil(months.length / most)
  return months
    .filter((_, i) => i % step === 0)
    .map((day, i) => ({
      x: dayNumber(day),
      label: monthName(view, day, i === 0 || day.slice(5, 7) <= String(step).padStart(2, '0') ? 'year' : 'no year'),
    }))
}

/** `22 Nov`. */
export function dayName({ language }: Speaker, day: Day): string {
  return monthFormat(localeOf(language), { day: 'numeric', month: 'short' }, day)
}

function monthFormat(locale: string, options: Intl.DateTimeFormatOptions, day: Day): string {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  return format.format(Date.parse(`${day}T00:00Z`))
}
