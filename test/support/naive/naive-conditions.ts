import type { Instant } from '../../../src/clock.ts'
import type { Shop } from '../../../src/config/shop.ts'
import type { DateCondition, NumberCondition, TextCondition, YearlyCondition } from '../../../src/facts/index.ts'
import { dayNumberAt, keptDay, monthsLater, numberOf, weekdayOf } from './naive-calendar.ts'

/** What the naive evaluator judges conditions by. */
export interface Judging {
  readonly shop: Shop
  readonly at: Instant
  /** The number of the shop's day of `at`. */
  readonly today: number
}

const HOUR = 3_600_000

/** Numbers, a missing one never holds. */
export function numberHolds(value: number | null, condition: NumberCondition): boolean {
  if (value === null) return false
  if (condition.is === 'between numbers') return value >= condition.from && value <= condition.to
  const { is, amount } = condition
  if (is === 'at least') return value >= amount
  if (is === 'at most') return value <= amount
  if (is === 'more than') return value > amount
  if (is === 'less than') return value < amount
  return value === amount
}

/** Folded texts. */
export function textHolds(values: readonly string[], condition: TextCondition): boolean {
  if (condition.is === 'set') return values.length > 0
  if (condition.is === 'not set') return values.length === 0
  for (const value of values) {
    for (const text of condition.texts) {
      if (condition.is === 'one of' && value === text) return true
      if (condition.is === 'contains' && value.split(text).length > 1) return true
      if (condition.is === 'starts with' && value.indexOf(text) === 0) return true
      if (condition.is === 'ends with' && value.length >= text.length && value.slice(-text.length) === text) return true
    }
  }
  return false
}

/** Past and coming dates: everything is counted in days of the shop, but hours. */
export function dateHolds(value: Instant | null, condition: DateCondition, judging: Judging): boolean {
  if (condition.is === 'never') return value === null
  if (value === null) return false
  if (condition.is === 'ever') return true
  if ('unit' in condition && condition.unit === 'hours') return hoursHold(value, condition, judging.at)
  const day = dayNumberAt(value, judging.shop.timeZone)
  const { today } = judging
  switch (condition.is) {
    case 'today':
      return day === today
    case 'yesterday':
      return day === today - 1
    case 'tomorrow':
      return day === today + 1
    case 'overdue':
      return day < today
    case 'since':
      return day >= numberOf(condition.day)
    case 'before':
      return day < numberOf(condition.day)
    case 'on':
      return day === numberOf(condition.day)
    case 'between days':
      return day >= numberOf(condition.from) && day <= numberOf(condition.to)
    case 'this':
      return periodOf(day, condition.period, judging) === periodOf(today, condition.period, judging)
    case 'last':
      return periodOf(day, condition.period, judging) === periodOf(today, condition.period, judging) - 1
    case 'next':
      return periodOf(day, condition.period, judging) === periodOf(today, condition.period, judging) + 1
    case 'between ago':
      return day < moved(today, -condition.from, condition.unit) && day >= moved(today, -condition.to, condition.unit)
    default: {
      const { is, count, unit } = condition as Extract<DateCondition, { count: number }>
      const ago = moved(today, -count, unit)
      const ahead = moved(today, count, unit)
      if (is === 'within the last') return day >= ago && day <= today
      if (is === 'more than ago') return day < ago
      if (is === 'exactly ago') return day === ago
      if (is === 'within the next') return day >= today && day <= ahead
      if (is === 'more than ahead') return day > ahead
      return day === ahead
    }
  }
}

function hoursHold(value: Instant, condition: Extract<DateCondition, { unit: unknown }>, at: Instant): boolean {
  const age = at - value
  if (condition.is === 'between ago') return age > condition.from * HOUR && age <= condition.to * HOUR
  const span = condition.count * HOUR
  if (condition.is === 'within the last') return age >= 0 && age <= span
  if (condition.is === 'more than ago') return age > span
  if (condition.is === 'within the next') return age <= 0 && -age <= span
  if (condition.is === 'more than ahead') return -age > span
  throw new Error(`the generator makes no "${condition.is}" in hours`)
}

function moved(day: number, count: number, unit: string): number {
  if (unit === 'days') return day + count
  if (unit === 'weeks') return day + 7 * count
  return monthsLater(day, unit === 'years' ? 12 * count : count)
}

/** Periods counted through, so that neighbours differ by one. */
function periodOf(day: number, period: string, { shop }: Judging): number {
  if (period === 'week') return Math.floor((day - ((weekdayOf(day) - shop.firstWeekday + 7) % 7) + 14) / 7)
  const date = new Date(day * 86_400_000)
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth()
  return Math.floor(months / (period === 'month' ? 1 : period === 'quarter' ? 3 : 12))
}

/** A yearly date: is it kept on a day of the window, in a year after the one it counts from? */
export function yearlyHolds(
  date: { monthDay: string; year: number | null } | null,
  condition: YearlyCondition,
  judging: Judging,
): boolean {
  if (date === null) return false
  const [first, last] = yearlyWindow(condition, judging)
  for (let day = first; day <= last; day++) {
    const year = new Date(day * 86_400_000).getUTCFullYear()
    if (keptDay(date.monthDay, year, judging.shop.leapDay) !== day) continue
    if (date.year === null || date.year < year) return true
  }
  return false
}

function yearlyWindow(condition: YearlyCondition, judging: Judging): [number, number] {
  const { today } = judging
  switch (condition.is) {
    case 'kept today':
      return [today, today]
    case 'kept tomorrow':
      return [today + 1, today + 1]
    case 'kept in':
      return [today + condition.days, today + condition.days]
    case 'kept within the next':
      return [today, today + condition.days]
    case 'kept within the last':
      return [today - condition.days, today]
    default: {
      let [first, last] = [today, today]
      if (condition.is === 'kept this') {
        const same = (day: number) =>
          periodOf(day, condition.period, judging) === periodOf(today, condition.period, judging)
        while (same(first - 1)) first--
        while (same(last + 1)) last++
        return [first, last]
      }
      const year = new Date(today * 86_400_000).getUTCFullYear()
      first = Math.round(Date.UTC(year, condition.month - 1, 1) / 86_400_000)
      last = Math.round(Date.UTC(year, condition.month, 0) / 86_400_000)
      return [first, last]
    }
  }
}
