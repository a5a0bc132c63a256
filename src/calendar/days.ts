/** A calendar day, `YYYY-MM-DD`, without a zone. */
export type Day = string

const MS_PER_DAY = 86_400_000

/** The day's number, counted from 1970-01-01 = 0: what SQL stores and compares. */
export function dayNumber(day: Day): number {
  return Date.UTC(year(day), month(day) - 1, dayOfMonth(day)) / MS_PER_DAY
}

/** The day of a number made by `dayNumber`. */
export function dayOfNumber(number: number): Day {
  const known = names.get(number)
  if (known !== undefined) return known
  const day = new Date(number * MS_PER_DAY).toISOString().slice(0, 10)
  if (names.size >= MOST_REMEMBERED) names.clear()
  names.set(number, day)
  return day
}

/** Rules and plans count through the same few years of days again and again. */
const names = new Map<number, Day>()
const MOST_REMEMBERED = 50_000

/** `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return dayOfNumber(dayNumber(day) + count)
}

/** `count` months later, the day clamped to the month's end: 31 January + 1 month = 28 or 29 February. */
export function addMonths(day: Day, count: number): Day {
  const index = year(day) * 12 + month(day) - 1 + count
  const y = Math.floor(index / 12)
  const m = index - y * 12 + 1
  return makeDay(y, m, Math.min(dayOfMonth(day), daysInMonth(y, m)))
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** True for a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const m = month(text)
  return m >= 1 && m <= 12 && dayOfMonth(text) >= 1 && dayOfMonth(text) <= daysInMonth(year(text), m)
}

export function year(day: Day): number {
  return Number(day.slice(0, 4))
}

export function month(day: Day): number {
  return Number(day.slice(5, 7))
}

export function dayOfMonth(day: Day): number {
  return Number(day.slice(8, 10))
}

/** `YYYY-MM-DD` of its parts. */
export function makeDay(y: number, m: number, d: number): Day {
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}

export function daysInMonth(y: number, m: number): number {
  return new Date(Date.UTC(y, m, 0)).getUTCDate()
}

export function isLeapYear(y: number): boolean {
  return (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
}
