import { addDays, type Day, startOfDay } from '../calendar/index.ts'
import type { Mark } from './simulation.ts'

const HOURS_24 = 86_400_000

/** What makes a day of a zone unlike others: 29 February, and the days on which the clocks change. */
export function marksOf(day: Day, zone: string): Mark[] {
  const length = startOfDay(addDays(day, 1), zone) - startOfDay(day, zone)
  return [
    ...(day.endsWith('-02-29') ? (['leap day'] as const) : []),
    ...(length < HOURS_24 ? (['clocks forward'] as const) : []),
    ...(length > HOURS_24 ? (['clocks back'] as const) : []),
  ]
}
