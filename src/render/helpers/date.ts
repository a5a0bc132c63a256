import { DATE_STYLES, formatDate } from '../format-date.ts'
import { type Call, needed, unfit } from './call.ts'

/**
 * `{{date coupon.expires}}`, `{{date order.ordered_at style="day"}}`: an instant (milliseconds, or ISO 8601 with offset)
 * in the customer's zone, or a day `YYYY-MM-DD`. Styles are those of `DATE_STYLES`, `long` unless said.
 */
export function date(this: unknown, value: unknown, ...rest: unknown[]): string {
  const call = rest.at(-1) as Call
  needed(value, call)
  const style = call.hash.style ?? (rest.length > 1 ? rest[0] : 'long')
  if (!isStyle(style)) return unfit(style, `no style of a date (${Object.keys(DATE_STYLES).join(', ')})`, call)
  const { locale, timeZone } = call.data.formats
  if (typeof value === 'number' && Math.abs(value) <= 8.64e15) return formatDate(value, style, timeZone, locale)
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(T.+)?$/.test(value)) return unfit(value, 'no date', call)
  const at = Date.parse(value)
  if (Number.isNaN(at)) return unfit(value, 'no date', call)
  // `Date.parse` reads a bare day as its first instant in UTC, so UTC gives the same day back.
  return formatDate(at, style, value.length === 10 ? 'UTC' : timeZone, locale)
}

function isStyle(style: unknown): style is keyof typeof DATE_STYLES {
  return typeof style === 'string' && Object.hasOwn(DATE_STYLES, style)
}
