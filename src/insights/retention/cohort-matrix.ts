import { type Day, dayNumber, dayOfNumber } from '../../calendar/index.ts'
import type { History } from './read-histories.ts'

/** Customers who began in one month, and what they did in it and in each month after it. */
export interface CohortRow {
  /** The first day of the month. */
  readonly month: Day
  readonly customers: number
  /** `buyers[k]`: who ordered `k` months later; the last month may be under way. */
  readonly buyers: readonly number[]
  /** Minor units, refunds taken off. */
  readonly revenue: readonly number[]
}

/** Gathers the cohorts of some months. */
export interface CohortMatrix {
  /** A customer who began on this day (a number), with all orders; without any where only the sign-up is known. */
  add(began: number, history: Pick<History, 'days' | 'values'> | undefined): void
  rows(): CohortRow[]
}

/** Opens a matrix of these months, which follow each other; whoever began in another one is left out. */
export function openCohortMatrix(months: readonly Day[]): CohortMatrix {
  const sizes = months.map(() => 0)
  const buyers = months.map((_, i) => months.slice(i).map(() => 0))
  const revenue = months.map((_, i) => months.slice(i).map(() => 0))
  const monthAt = monthFinder(months)
  return {
    add(began, history) {
      const cohort = monthAt(began)
      if (cohort === undefined) return
      sizes[cohort] = (sizes[cohort] ?? 0) + 1
      const [ordered, spent] = [buyers[cohort] ?? [], revenue[cohort] ?? []]
      let counted = -1
      for (const [i, day] of (history?.days ?? []).entries()) {
        const month = monthAt(day)
        if (month === undefined || month < cohort) continue
        spent[month - cohort] = (spent[month - cohort] ?? 0) + (history?.values[i] ?? 0)
        if (month !== counted) ordered[month - cohort] = (ordered[month - cohort] ?? 0) + 1
        counted = month
      }
    },
    rows: () =>
      months.map((month, i) => {
        return { month, customers: sizes[i] ?? 0, buyers: buyers[i] ?? [], revenue: revenue[i] ?? [] }
      }),
  }
}

/** The place among the months of the month of a day, by its number; each day is looked up once. */
function monthFinder(months: readonly Day[]): (day: number) => number | undefined {
  const places = new Map(months.map((month, i) => [month.slice(0, 7), i]))
  const known = new Map<number, number | undefined>()
  const first = dayNumber(months[0] ?? '1970-01-01')
  return (day) => {
    if (day < first) return undefined
    if (!known.has(day)) known.set(day, places.get(dayOfNumber(day).slice(0, 7)))
    return known.get(day)
  }
}
