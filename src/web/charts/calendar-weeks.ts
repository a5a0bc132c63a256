import { addDays, type Day, dayNumber, weekday } from '../../calendar/index.ts'

/** Days in the columns of a calendar: a week each, the oldest at the left; a week may hold fewer than seven. */
export function weeksOf<T extends { readonly day: Day }>(days: readonly T[], firstWeekday: number): T[][] {
  const first = days[0]?.day
  if (first === undefined) return []
  const begin = dayNumber(addDays(first, -rowOf(first, firstWeekday)))
  const weeks: T[][] = []
  for (const one of days) {
    const week = Math.floor((dayNumber(one.day) - begin) / 7)
    weeks[week] = [...(weeks[week] ?? []), one]
  }
  return weeks
}

/** The row of a day: 0 is the weekday with which weeks begin. */
export function rowOf(day: Day, firstWeekday: number): number {
  return (weekday(day) - firstWeekday + 7) % 7
}

/** A month over its columns, from the week in which it begins. */
export interface MonthSpan {
  readonly column: number
  /** Columns up to the next month. */
  readonly columns: number
  /** Any day of it. */
  readonly day: Day
}

/** The months over the weeks, in their order. */
export function monthsOver(weeks: readonly (readonly { readonly day: Day }[])[]): MonthSpan[] {
  const begins = weeks.flatMap((week, column) => {
    const begin = week.find(({ day }) => day.endsWith('-01')) ?? (column === 0 ? week[0] : undefined)
    return begin ? [{ column, day: begin.day }] : []
  })
  return begins.map(({ column, day }, i) => ({
    column,
    day,
    columns: (begins[i + 1]?.column ?? weeks.length) - column,
  }))
}
