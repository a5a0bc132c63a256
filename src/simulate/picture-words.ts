import { type Day, dayOfMonth, monthNames, month, weekday, weekdayNames, year } from '../calendar/index.ts'

/** A text element at a place; `kind` is its class. */
export function text(x: number, y: number, kind: string, words: string): string {
  return `<text class="${kind}" x="${x}" y="${y}">${escaped(words)}</text>`
}

/** Text as it may stand in XML. */
export function escaped(words: string): string {
  const bare = [...words].filter((one) => one >= ' ').join('')
  return bare.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** A count with separators: `1,870`. */
export function number(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** `Thursday 5 May`. */
export function day(date: Day): string {
  return `${weekdayNames[weekday(date) - 1]} ${dayOfMonth(date)} ${monthNames[month(date) - 1]}`
}

/** `2011`, or `1 March 2011 to 28 February 2012` for what is not a whole year. */
export function yearsOf({ from, to }: { readonly from: Day; readonly to: Day }): string {
  const whole = from.endsWith('-01-01') && to.endsWith('-12-31')
  if (whole) return year(from) === year(to) ? `${year(from)}` : `${year(from)} to ${year(to)}`
  const words = (date: Day) => `${dayOfMonth(date)} ${monthNames[month(date) - 1]} ${year(date)}`
  return `${words(from)} to ${words(to)}`
}
