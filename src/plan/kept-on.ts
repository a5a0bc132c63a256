import { addDays, type Day, keptToday, localDay, year } from '../calendar/index.ts'
import type { YearlyDays } from '../campaigns/index.ts'
import type { FactValue, Vocabulary } from '../facts/index.ts'

/**
 * Whether a campaign that looks to a yearly date starts on a day, given the customer's answer to the fact that holds the
 * date: a packed day (YYYYMMDD), or an instant whose anniversary it is. The first year does not count.
 */
export function keptOn(
  { fact, daysBefore }: YearlyDays,
  value: FactValue,
  vocabulary: Vocabulary,
): (day: Day) => boolean {
  const { shop } = vocabulary
  if (typeof value !== 'number') return () => false
  const packed = vocabulary.fact(fact)?.kind === 'yearly date'
  const date = packed ? unpacked(value) : localDay(value, shop.timeZone)
  return (day) => {
    const kept = addDays(day, daysBefore)
    return year(date) < year(kept) && keptToday(kept, shop.leapDay).includes(date.slice(5))
  }
}

/** YYYYMMDD as a day; year 0 where it is not known. */
function unpacked(value: number): Day {
  const text = String(value).padStart(8, '0')
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
}
