import { type ControlLimits, type Counted, controlLimits } from '../../models/index.ts'

/** What happened on one day of the shop. Money in minor units, refunds taken off. */
export interface DayCounts {
  orders: number
  revenue: number
  sent: number
  clicked: number
  bounced: number
  complained: number
}

/** The numbers that are watched, each with the side on which leaving its range is bad. */
export const watchedNumbers = [
  'orders',
  'revenue',
  'order_value',
  'click_rate',
  'bounce_rate',
  'complaint_rate',
] as const
export type WatchedNumber = (typeof watchedNumbers)[number]

/** A number whose newest week lies beyond its usual range. */
export interface OutOfRange extends ControlLimits {
  readonly number: WatchedNumber
  readonly value: number
  readonly side: 'below' | 'above'
  /** Weeks that the range is made of. */
  readonly weeks: number
  /** For how many days the seven days up to each have been beyond it; 1: since yesterday. */
  readonly days: number
}

/** Weeks before the newest that make the range: half a year. */
export const WEEKS = 26
/** Days that are needed: the range, and a week in which it can have been left. */
export const DAYS = 7 * (WEEKS + 2)

/** The numbers that left their range on the bad side; `days` are the newest `DAYS`, yesterday last. */
export function outOfRange(days: readonly DayCounts[]): OutOfRange[] {
  return watchedNumbers.flatMap((number) => {
    const found = judge(number, days)
    if (!found) return []
    let lasting = 1
    while (lasting < 7 && judge(number, days.slice(0, -lasting))) lasting += 1
    return [{ ...found, number, days: lasting }]
  })
}

function judge(number: WatchedNumber, days: readonly DayCounts[]): Omit<OutOfRange, 'number' | 'days'> | undefined {
  const weeks: (Measure | undefined)[] = []
  for (let end = days.length; end >= 7 && weeks.length <= WEEKS; end -= 7) {
    weeks.push(measure[number](sumOf(days.slice(end - 7, end))))
  }
  const [newest, ...before] = weeks
  const past = before.flatMap((week) => (week ? [week.value] : []))
  const limits = newest && controlLimits(past, newest.counted)
  if (!limits || limits.centre < 0) return undefined
  const side = number === 'bounce_rate' || number === 'complaint_rate' ? 'above' : 'below'
  const beyond = side === 'below' ? newest.value < limits.low : newest.value > limits.high
  return beyond ? { ...limits, side, value: newest.value, weeks: past.length } : undefined
}

interface Measure {
  readonly value: number
  readonly counted: Counted
}

/** A rate of fewer emails than these is mostly chance. */
const LEAST_SENT = 50

/** The value of a week; undefined where it has no base. */
const measure: Readonly<Record<WatchedNumber, (week: DayCounts) => Measure | undefined>> = {
  orders: ({ orders }) => ({ value: orders, counted: { is: 'count' } }),
  revenue: ({ revenue }) => ({ value: revenue, counted: { is: 'amount' } }),
  order_value: ({ orders, revenue }) =>
    orders < 10 ? undefined : { value: revenue / orders, counted: { is: 'amount' } },
  click_rate: ({ clicked, sent }) => rate(clicked, sent),
  bounce_rate: ({ bounced, sent }) => rate(bounced, sent),
  complaint_rate: ({ complained, sent }) => rate(complained, sent),
}

function rate(happened: number, sent: number): Measure | undefined {
  return sent < LEAST_SENT ? undefined : { value: happened / sent, counted: { is: 'share', of: sent } }
}

/** The sums of some days. */
function sumOf(days: readonly DayCounts[]): DayCounts {
  const sum = noCounts()
  for (const day of days) for (const key of Object.keys(sum) as (keyof DayCounts)[]) sum[key] += day[key]
  return sum
}

/** A day on which nothing happened. */
export function noCounts(): DayCounts {
  return { orders: 0, revenue: 0, sent: 0, clicked: 0, bounced: 0, complained: 0 }
}
