import { isDay, makeDay } from '../../calendar/index.ts'

/** A date and time as a cell shows it: `year` is undefined where the format has none, `offset` where none is written. */
export interface WallTime {
  readonly year: number | undefined
  /** `MM-DD`. */
  readonly monthDay: string
  /** Milliseconds since midnight. */
  readonly time: number
  /** Local minus UTC in milliseconds. */
  readonly offset: number | undefined
}

/** The named pieces of a date pattern's match. */
export type Pieces = Readonly<Record<string, string | undefined>>

/** The wall time of the pieces of a match, or undefined for a day or time that does not exist. */
export function wallTimeOf(pieces: Pieces): WallTime | undefined {
  const year = pieces.year === undefined ? undefined : fullYear(pieces.year)
  const month = pieces.monthName ? monthNumber(pieces.monthName) : Number(pieces.month)
  const day = Number(pieces.day)
  const time = timeOfDay(pieces)
  const offset = offsetOf(pieces.offset)
  if (time === undefined || Number.isNaN(offset)) return undefined
  // A yearless date may be 29 February.
  const date = makeDay(year ?? 2000, month, day)
  return isDay(date) ? { year, monthDay: date.slice(5), time, offset } : undefined
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) - (Number(text) >= 70 ? 100 : 0) : Number(text)
}

/** The number of an English month name or its first three letters; 0 for none. */
function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function timeOfDay(pieces: Pieces): number | undefined {
  const half = pieces.half?.toLowerCase()
  const written = Number(pieces.hour ?? 0)
  if (half && (written < 1 || written > 12)) return undefined
  const hour = half ? (written % 12) + (half === 'pm' ? 12 : 0) : written
  const minute = Number(pieces.minute ?? 0)
  const second = Number(pieces.second ?? 0)
  const ms = Number((pieces.fraction ?? '').slice(0, 3).padEnd(3, '0'))
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return ((hour * 60 + minute) * 60 + second) * 1000 + ms
}

/** `Z`, `UTC`, `+01:00`, `+0100`, `+01`; NaN for an offset no clock on earth has. */
function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const parts = /^([+-])(\d{2}):?(\d{2})?$/.exec(text)
  if (!parts) return 0
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0)
  if (minutes > 18 * 60 || Number(parts[3] ?? 0) > 59) return Number.NaN
  return (parts[1] === '-' ? -minutes : minutes) * 60_000
}
