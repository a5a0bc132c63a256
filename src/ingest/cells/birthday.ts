import { makeDay, year } from '../../calendar/index.ts'
import { isPlaceholder } from './instant.ts'
import { type Strange, strange } from './strange.ts'
import { readKnownTime, type WallTimeReader } from './time-pattern.ts'

/** A yearly date; `year` is null where the file gives none. */
export interface YearlyDate {
  readonly year: number | null
  /** `MM-DD`. */
  readonly monthDay: string
}

/** `1990-03-14`, `--03-14` (year unknown), or the file's own `format`; whatever the year. */
export function readYearly(text: string, format: WallTimeReader = readKnownTime): YearlyDate | Strange {
  const yearless = /^--?(\d{2})-(\d{2})$/.exec(text)
  const wall = yearless ? readKnownTime(`2000-${yearless[1]}-${yearless[2]}`) : format(text)
  if (!wall) return strange('is no day: write 1990-03-14, or --03-14 without the year')
  return { year: yearless ? null : (wall.year ?? null), monthDay: wall.monthDay }
}

/** A yearly date somebody may have been born on: no placeholder, not after `today`, not before 1900. */
export function readBirthday(text: string, today: string, format?: WallTimeReader): YearlyDate | Strange {
  const born = readYearly(text, format)
  if ('strange' in born || born.year === null) return born
  const day = makeDay(born.year, Number(born.monthDay.slice(0, 2)), Number(born.monthDay.slice(3)))
  if (isPlaceholder(day)) return strange('is a placeholder, not a birthday')
  if (day > today) return strange('is a birthday in the future')
  return born.year < Math.max(1900, year(today) - 130) ? strange('is too long ago to be a birthday') : born
}
