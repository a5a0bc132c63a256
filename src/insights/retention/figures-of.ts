import type { History } from './read-histories.ts'
import type { Period } from './period.ts'

/** When a customer counts as lapsed. */
export interface LapseRule {
  /** After so many days without an order; also for customers without a rhythm of their own. */
  readonly days: number
  /** Or after so many times the customer's own usual gap. */
  readonly factor: number
}

/** The ways to say who is a customer at an instant. */
export const readings = ['days', 'rhythm', 'periods', 'file'] as const
export type Reading = (typeof readings)[number]

/** Whether somebody was a customer at the start and at the end. */
export interface Presence {
  readonly start: boolean
  readonly end: boolean
}

/** What is scored of a customer at an instant. */
export interface Scored {
  readonly lastDay: number
  readonly orders: number
  readonly spent: number
}

/** What a model expects a customer to bring from the end of the period on, in minor units. */
export type WorthOf = (history: Pick<History, 'days' | 'values'>) => number

/** What one customer adds to the numbers of a period. Money is in minor units, refunds taken off. */
export interface CustomerFigures {
  readonly customer: number
  /** Of the first order ever. */
  readonly firstDay: number
  readonly isNew: boolean
  readonly ordersEver: number
  readonly revenueEver: number
  readonly orders: number
  readonly revenue: number
  /** Of those, what came after another order. */
  readonly returningOrders: number
  readonly returningRevenue: number
  /** In the 365 days up to the end of the period. */
  readonly yearOrders: number
  readonly yearRevenue: number
  /** What a model expects of the customer; undefined without one. */
  readonly predicted: number | undefined
  /** Days between a day with orders in the period and the one before. */
  readonly gaps: readonly number[]
  readonly presence: Readonly<Record<Reading, Presence>>
  readonly atStart: Scored | undefined
  readonly atEnd: Scored
}

/** What a customer with at least one order adds to a period. */
export function figuresOf(history: History, period: Period, lapse: LapseRule, worth?: WorthOf): CustomerFigures {
  const { at, days, values, before } = history
  const first = at.findIndex((instant) => instant >= period.start)
  const ordersBefore = first === -1 ? at.length : first
  const inYear = at.findIndex((instant) => instant >= period.yearBefore)
  const later = Math.max(ordersBefore, 1)
  return {
    customer: history.customer,
    firstDay: days[0] ?? 0,
    isNew: ordersBefore === 0,
    ordersEver: at.length,
    revenueEver: sumFrom(values, 0),
    orders: at.length - ordersBefore,
    revenue: sumFrom(values, ordersBefore),
    returningOrders: Math.max(0, at.length - later),
    returningRevenue: sumFrom(values, later),
    yearOrders: inYear === -1 ? 0 : at.length - inYear,
    yearRevenue: inYear === -1 ? 0 : sumFrom(values, inYear),
    predicted: worth?.(history),
    gaps: gapsOf(days, ordersBefore),
    presence: {
      days: {
        start: isActive(days, ordersBefore, period.startDay, lapse, 'days'),
        end: isActive(days, at.length, period.endDay, lapse, 'days'),
      },
      rhythm: {
        start: isActive(days, ordersBefore, period.startDay, lapse, 'rhythm'),
        end: isActive(days, at.length, period.endDay, lapse, 'rhythm'),
      },
      periods: {
        start: at.some((instant) => instant >= period.previous && instant < period.start),
        end: ordersBefore < at.length,
      },
      file: { start: ordersBefore > 0, end: true },
    },
    atStart: ordersBefore === 0 ? undefined : scored(days, before, ordersBefore),
    atEnd: scored(days, values, at.length),
  }
}

/** True for a customer of the first `count` orders whose last one is not too long ago on `today`. */
function isActive(
  days: readonly number[],
  count: number,
  today: number,
  lapse: LapseRule,
  rule: 'days' | 'rhythm',
): boolean {
  const last = days[count - 1]
  if (last === undefined) return false
  const gap = rule === 'rhythm' ? usualGap(days, count) : undefined
  return today - last <= (gap === undefined ? lapse.days : lapse.factor * gap)
}

/** The median number of days between the days of the first `count` orders; undefined on fewer than three days. */
function usualGap(days: readonly number[], count: number): number | undefined {
  if (count < 3) return undefined
  const gaps = gapsOf(days.slice(0, count), 0).sort((a, b) => a - b)
  if (gaps.length < 2) return undefined
  const middle = gaps.length >> 1
  const [low = 0, high = 0] = [gaps[middle - 1], gaps[middle]]
  return gaps.length % 2 === 0 ? (low + high) / 2 : high
}

/** Days between days with orders, of the orders from number `from` on; several orders of one day are one. */
function gapsOf(days: readonly number[], from: number): number[] {
  const gaps: number[] = []
  for (let i = Math.max(1, from); i < days.length; i += 1) {
    const gap = (days[i] ?? 0) - (days[i - 1] ?? 0)
    if (gap > 0) gaps.push(gap)
  }
  return gaps
}

function scored(days: readonly number[], values: readonly number[], count: number): Scored {
  let spent = 0
  for (let i = 0; i < count; i += 1) spent += values[i] ?? 0
  return { lastDay: days[count - 1] ?? 0, orders: count, spent }
}

function sumFrom(values: readonly number[], from: number): number {
  let sum = 0
  for (let i = from; i < values.length; i += 1) sum += values[i] ?? 0
  return sum
}
