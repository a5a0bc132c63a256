import type { History } from '../retention/read-histories.ts'

/** A customer of much value who has become late by their own rhythm. */
export interface LateBuyer {
  /** The key. */
  readonly customer: number
  /** Minor units, refunds taken off. */
  readonly spent: number
  /** The number of the day of the last order. */
  readonly lastDay: number
  /** The median number of days between days with orders. */
  readonly usualGap: number
  /** Days since the last order. */
  readonly away: number
}

/** So many usual gaps without an order are a risk. */
export const LATE = 2
/** The share of the buyers whose revenue is called high. */
export const HIGH = 0.1

/** Gathers who became late on a day (a number), or on the `news` days up to it: before they were not yet late. */
export function openLateBuyers(today: number, news = 1) {
  const spent: number[] = []
  const late: LateBuyer[] = []
  return {
    add(history: History) {
      const sum = history.values.reduce((all, value) => all + value, 0)
      spent.push(sum)
      const found = lateness(history, today, news)
      if (found) late.push({ customer: history.customer, spent: sum, ...found })
    },
    /** Those among the tenth that spent most, the most first. */
    highValue(): LateBuyer[] {
      const sorted = Float64Array.from(spent).sort()
      const least = sorted[Math.max(0, Math.ceil(sorted.length * (1 - HIGH)) - 1)] ?? 0
      return late.filter((one) => one.spent > least).sort((a, b) => b.spent - a.spent || a.customer - b.customer)
    },
  }
}

function lateness({ days }: History, today: number, news: number): Omit<LateBuyer, 'customer' | 'spent'> | undefined {
  const own = days.filter((day, i) => i === 0 || day !== days[i - 1])
  const lastDay = own.at(-1)
  // Fewer than three days with orders make no rhythm.
  if (own.length < 3 || lastDay === undefined) return undefined
  const gaps = own.slice(1).map((day, i) => day - (own[i] ?? day))
  gaps.sort((a, b) => a - b)
  const middle = gaps.length / 2
  const [below = 0, above = 0] = [gaps[Math.ceil(middle) - 1], gaps[Math.floor(middle)]]
  const usualGap = (below + above) / 2
  const away = today - lastDay
  return away > LATE * usualGap && away - news <= LATE * usualGap ? { lastDay, usualGap, away } : undefined
}
