import type { Instant } from '../../../src/clock.ts'
import { dayNumberAt } from './naive-calendar.ts'
import type { Judging } from './naive-conditions.ts'
import { countedOrders, refundOf } from './naive-values.ts'
import type { World } from './world.ts'

/** The median gap between the days on which a customer ordered, and the last of these days. */
export function rhythmOf(world: World, customer: number, judging: Judging): { gap: number; last: number } | null {
  const zone = judging.shop.timeZone
  const days: number[] = []
  for (const { ordered_at } of countedOrders(world, customer, judging.at)) {
    const day = dayNumberAt(ordered_at, zone)
    if (!days.includes(day)) days.push(day)
  }
  if (days.length < 3) return null
  days.sort((a, b) => a - b)
  const gaps = days.slice(1).map((day, i) => day - (days[i] ?? 0))
  gaps.sort((a, b) => a - b)
  const middle = gaps.length / 2
  const gap = Number.isInteger(middle)
    ? ((gaps[middle - 1] ?? 0) + (gaps[middle] ?? 0)) / 2
    : (gaps[Math.floor(middle)] ?? 0)
  return { gap, last: days.at(-1) ?? 0 }
}

/** Some instant of a day given by its number. */
export function instantOn(day: number, zone: string): Instant {
  for (let hour = 36; hour > -24; hour--) {
    const instant = day * 86_400_000 + hour * 3_600_000
    if (dayNumberAt(instant, zone) === day) return instant
  }
  throw new Error(`no instant of day ${day}`)
}

/** What the scores rank; null for a customer without orders. */
export function scoredValue(world: World, score: string, customer: number, judging: Judging): number | null {
  const orders = countedOrders(world, customer, judging.at)
  if (orders.length === 0) return null
  if (score === 'frequency_score') return orders.length
  if (score === 'monetary_score') {
    return orders.reduce((sum, order) => sum + order.total - refundOf(order, judging.at), 0)
  }
  return Math.max(...orders.map(({ ordered_at }) => dayNumberAt(ordered_at, judging.shop.timeZone)))
}

/** The fifth of a value among the base: walks down the ranks and lets everybody in who has the border's value. */
export function fifthOf(value: number, base: readonly number[]): number {
  const sorted = [...base].sort((a, b) => b - a)
  for (const [k, score] of [5, 4, 3, 2].entries()) {
    const border = sorted[Math.ceil((sorted.length * (k + 1)) / 5) - 1]
    if (border !== undefined && value >= border) return score
  }
  return 1
}

/** The groups as a picture: rows are the value from 5 down to 1, columns the recency from 1 to 5. */
const GROUPS = [
  ['cannot lose them', 'at risk', 'loyal', 'loyal', 'champions'],
  ['cannot lose them', 'at risk', 'loyal', 'loyal', 'champions'],
  ['lost', 'at risk', 'need attention', 'potential loyalists', 'potential loyalists'],
  ['lost', 'hibernating', 'about to sleep', 'potential loyalists', 'potential loyalists'],
  ['lost', 'hibernating', 'about to sleep', 'promising', 'new customers'],
]

/** The group of three scores. */
export function groupOf(recency: number, frequency: number, monetary: number): string {
  const value = Math.round((frequency + monetary) / 2)
  return GROUPS[5 - value]?.[recency - 1] ?? ''
}
