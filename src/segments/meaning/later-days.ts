import { addDays, endOfDay, startOfDay } from '../../calendar/index.ts'
import { isEventQuestion, type When } from '../../facts/index.ts'
import type { Atom } from './formula.ts'

/** So many coming days are looked at: every month, every weekday of a leap year, and a bit. */
const DAYS = 400
/** Days named in rules from which the same look is taken. */
const MOST_NAMED_DAYS = 6

/** The later days on which lines might have another answer than today; none where only days and weeks are counted. */
export function laterDays(atoms: readonly Atom[], when: When): When[] {
  const dates = atoms.flatMap(datesIn)
  return dates.some(movesWithTheCalendar) ? daysFor(dates, when) : []
}

type Dated = { readonly is: string } & Readonly<Record<string, unknown>>

/** The conditions and windows of a line: what may speak of days. */
function datesIn({ clause }: Atom): Dated[] {
  if (clause === 'free') return []
  const { question, condition } = clause
  const window = isEventQuestion(question) ? question.window : undefined
  return [condition, ...(window ? [window] : [])] as unknown as Dated[]
}

/** Days and weeks keep their distance whatever the day; months, hours, weekdays and dates do not. */
function movesWithTheCalendar(date: Dated): boolean {
  const { unit, period, day, from, is } = date
  if (unit !== undefined) return unit !== 'days' && unit !== 'weeks'
  if (is.startsWith('kept')) return is !== 'kept in month'
  return period !== undefined || day !== undefined || typeof from === 'string'
}

/** Each day on which the answer might be another, where hours are asked its morning and its evening. */
function daysFor(dates: readonly Dated[], { today, shop }: When): When[] {
  const named = dates.flatMap(({ day, from, to }) => [day, from, to]).filter((day) => typeof day === 'string')
  const spans = dates.flatMap(({ count, to, unit }) => daysIn(count, unit) ?? daysIn(to, unit) ?? [])
  const starts = [...new Set([today, ...named])].slice(0, MOST_NAMED_DAYS)
  const steps = [...Array.from({ length: DAYS }, (_, i) => i), ...spans.flatMap((n) => [n - 1, n, n + 1])]
  const days = starts.flatMap((start) => steps.map((step) => addDays(start, step)))
  const hours = dates.some(({ unit }) => unit === 'hours')
  return [...new Set(days)]
    .filter((day) => day >= today)
    .flatMap((day) => [
      { now: startOfDay(day, shop.timeZone), today: day, shop },
      ...(hours ? [{ now: endOfDay(day, shop.timeZone) - 1, today: day, shop }] : []),
    ])
}

function daysIn(count: unknown, unit: unknown): number | undefined {
  if (typeof count !== 'number') return undefined
  return unit === 'years' ? count * 366 : unit === 'months' ? count * 31 : unit === 'weeks' ? count * 7 : count
}
