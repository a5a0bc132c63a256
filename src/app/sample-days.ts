import { addDays, type Day, dayNumber, dayOfNumber } from '../calendar/index.ts'

/** How far back insights look: days, or all there is. */
export type InsightRange = 30 | 90 | 180 | 'all'

/**
 * The days of a picture over time, oldest first and today last: each day, every third, every sixth, or about forty over
 * all. They lie on the same days whatever today is, so that what is kept serves again.
 */
export function sampleDays(today: Day, first: Day | undefined, range: InsightRange): Day[] {
  const last = dayNumber(today)
  const oldest = first === undefined ? last : dayNumber(first)
  const span = range === 'all' ? Math.max(0, last - oldest) : range
  const step = range === 'all' ? Math.max(6, 6 * Math.ceil(span / 240)) : range / 30
  const days: Day[] = []
  for (let day = Math.ceil((last - span) / step) * step; day < last; day += step) {
    if (day >= oldest) days.push(dayOfNumber(day))
  }
  return [...days, today]
}

/** The days before today of the last twelve months. */
export function pastYear(today: Day): Day[] {
  return Array.from({ length: 365 }, (_, i) => addDays(today, i - 365))
}
