/** Days and instants in a customer's language and zone. */

import { kept } from './kept.ts'

/** How `{{date}}` can show a day: `long` is 5 December 2026, `day` leaves the year out, `weekday` puts the weekday before. */
export const DATE_STYLES = {
  long: { dateStyle: 'long' },
  full: { dateStyle: 'full' },
  medium: { dateStyle: 'medium' },
  short: { dateStyle: 'short' },
  day: { day: 'numeric', month: 'long' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  month: { month: 'long', year: 'numeric' },
  time: { timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const dates = new Map<string, Intl.DateTimeFormat>()

/** A day or instant in milliseconds, shown in a zone (days are shown in UTC, where they were read). */
export function formatDate(at: number, style: keyof typeof DATE_STYLES, timeZone: string, locale: string): string {
  const key = `${locale} ${timeZone} ${style}`
  return kept(dates, key, () => new Intl.DateTimeFormat(locale, { ...DATE_STYLES[style], timeZone })).format(at)
}
