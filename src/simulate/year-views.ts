import { addDays, type Day, dayNumber, weekday, year } from '../calendar/index.ts'
import type { SimulatedDay } from './simulation.ts'

/** What the drawing of one calendar year needs. */
export interface YearView {
  readonly days: readonly SimulatedDay[]
  /** The first day of the first week. */
  readonly monday: Day
  readonly weeks: number
  /** Pixels from the top of the picture. */
  readonly top: number
}

/** The years of a simulation, each with its weeks; `topOf` says where the picture of the n-th begins. */
export function yearViews(
  days: readonly SimulatedDay[],
  firstWeekday: number,
  topOf: (place: number) => number,
): YearView[] {
  const years = [...new Set(days.map(({ date }) => year(date)))]
  return years.map((one, place) => {
    const own = days.filter(({ date }) => year(date) === one)
    const first = own[0]?.date ?? ''
    const monday = addDays(first, -((weekday(first) - firstWeekday + 7) % 7))
    const weeks = Math.floor((dayNumber(own.at(-1)?.date ?? first) - dayNumber(monday)) / 7) + 1
    return { days: own, monday, weeks, top: topOf(place) }
  })
}
