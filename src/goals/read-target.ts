import { type Day, isDay } from '../calendar/index.ts'
import type { Direction, Target } from './goal.ts'
import type { MetricUnit } from './metrics.ts'

/** What a goal's phrase says. */
export interface ReadTarget {
  readonly direction: Direction
  readonly target: Target
  readonly by: Day
}

const NUMBER = '(\\d{1,9}(?:\\.\\d{1,4})?)'

/** The pattern of all phrases, for editors. */
export const targetPattern =
  '(?:[0-9.]+ (?:percent|points) (?:lower|higher)|at (?:least|most) [0-9.]+(?: percent| [A-Z]{3})?) by [0-9]{4}-[0-9]{2}-[0-9]{2}'

/** `10 percent lower by 2027-03-31`, `5 points higher by …`, `at least 45 EUR by …`; undefined: none of them. */
export function readTarget(text: string, unit: MetricUnit, currency: string): ReadTarget | undefined {
  const [, wish = '', by = ''] = /^(.+) by (\d{4}-\d{2}-\d{2})$/.exec(text.trim().replaceAll(/\s+/g, ' ')) ?? []
  if (!isDay(by)) return undefined
  const moved = new RegExp(`^${NUMBER} (percent|points) (lower|higher)$`).exec(wish)
  if (moved) return moveOf(Number(moved[1]), moved[2] as string, moved[3] as Direction, unit, by)
  const [, bound, number, word] = new RegExp(`^at (least|most) ${NUMBER}(?: (percent|[A-Z]{3}))?$`).exec(wish) ?? []
  const value = number === undefined ? undefined : wantedValue(Number(number), word, unit, currency)
  if (value === undefined) return undefined
  return { direction: bound === 'least' ? 'higher' : 'lower', target: { kind: 'value', value }, by }
}

function moveOf(number: number, word: string, direction: Direction, unit: MetricUnit, by: Day): ReadTarget | undefined {
  if (number === 0 || (direction === 'lower' && number > 100)) return undefined
  if (word === 'percent') return { direction, target: { kind: 'part', part: number / 100 }, by }
  return unit === 'share' ? { direction, target: { kind: 'points', points: number / 100 }, by } : undefined
}

function wantedValue(number: number, word: string | undefined, unit: MetricUnit, currency: string): number | undefined {
  if (unit === 'share') return word === 'percent' ? number / 100 : undefined
  if (unit === 'money') return word === currency ? Math.round(number * 10 ** digitsOf(currency)) : undefined
  return word === undefined ? number : undefined
}

function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}
