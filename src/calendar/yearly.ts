import { addDays, type Day, isLeapYear, year } from './days.ts'

/** What happens to 29 February in a common year: kept on 28 February, on 1 March, or not at all. */
export type LeapDay = 'feb28' | 'mar1' | 'skip'

/** A month and day, `MM-DD`. */
export type MonthDay = string

/** The day of `inYear` on which a yearly date is kept, or null (29 February under `skip` in a common year). */
export function keptOn(monthDay: MonthDay, inYear: number, leapDay: LeapDay): Day | null {
  if (monthDay !== '02-29' || isLeapYear(inYear)) return `${String(inYear).padStart(4, '0')}-${monthDay}`
  if (leapDay === 'skip') return null
  return `${String(inYear).padStart(4, '0')}-${leapDay === 'feb28' ? '02-28' : '03-01'}`
}

/** The yearly dates kept on a day: one, or two where 29 February joins it, or none never. */
export function keptToday(day: Day, leapDay: LeapDay): MonthDay[] {
  const own = day.slice(5)
  const joins = own !== '02-29' && keptOn('02-29', year(day), leapDay) === day
  return joins ? [own, '02-29'] : [own]
}

/** Each yearly date kept from `first` to `last` (both in), with the day and year on which it is kept. */
export function keptBetween(first: Day, last: Day, leapDay: LeapDay): { monthDay: MonthDay; day: Day; year: number }[] {
  const kept: { monthDay: MonthDay; day: Day; year: number }[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    for (const monthDay of keptToday(day, leapDay)) kept.push({ monthDay, day, year: year(day) })
  }
  return kept
}

/**
 * Full years from `born` to `today`: rises on the day on which the date is kept; under `skip` a 29 February rises on
 * 1 March of a common year. 0 in the first year, negative never.
 */
export function fullYears(born: Day, today: Day, leapDay: LeapDay): number {
  const policy = leapDay === 'skip' ? 'mar1' : leapDay
  const thisYear = keptOn(born.slice(5), year(today), policy) as Day
  return Math.max(0, year(today) - year(born) - (today < thisYear ? 1 : 0))
}
