import type { Repair } from './phrase.ts'

const TWO =
  /^(?:between |from )?(\d+) (hour|day|week|month|year)s?(?: ago)? ?(?:-|–|to|and|\.\.) ?(\d+) (hour|day|week|month|year)s?(?: ago)?$/i
const DAYS_IN: Readonly<Record<string, number>> = { day: 1, week: 7 }

/** Two ends with a unit each: `between 20 days and 6 weeks` is written `between 20 and 42 days`, `after` at its end. */
export function unitOnce(after: '' | ' ago'): Repair {
  return {
    from: TWO,
    to: (phrase) => {
      const once = joined(TWO.exec(phrase.toLowerCase()) ?? [])
      return once === undefined ? phrase : `between ${once}${after}`
    },
    hint: 'the unit stands once, at the end',
  }
}

/** Undefined for two units that cannot be made one. */
function joined([, from, unit = '', to, other = '']: readonly string[]): string | undefined {
  if (unit === other) return `${from} and ${to} ${unit}s`
  const [less, more] = [DAYS_IN[unit], DAYS_IN[other]]
  return less === undefined || more === undefined ? undefined : `${Number(from) * less} and ${Number(to) * more} days`
}
