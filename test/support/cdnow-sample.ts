import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { cdnow, shared } from './real-shops.ts'

/** A customer of CDNOW as the models see one, and what the oracles say of a customer of the sample. Weeks. */
export interface SampleCustomer {
  readonly x: number
  readonly tx: number
  readonly T: number
  /** Mean value of the repeat days in dollars; 0 without one. */
  readonly mean: number
  readonly boughtLater: number
  readonly expected: number
  readonly alive: number
  readonly value: number
}

/** The 2,357 customers of `../shared/oracles/cdnow_sample_models.csv.gz`; days are read back from rounded weeks. */
export function cdnowSample(): SampleCustomer[] {
  const text = gunzipSync(readFileSync(resolve(shared, 'oracles/cdnow_sample_models.csv.gz'))).toString()
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, x = 0, tx = 0, T = 0, mean = 0, boughtLater = 0, expected = 0, alive = 0, value = 0] = line
        .split(',')
        .map(Number)
      return { x, tx: wholeDays(tx), T: wholeDays(T), mean, boughtLater, expected, alive, value }
    })
}

/** All 23,570 customers up to the end of September 1997; lines of a day are one order. */
export function cdnowHistories(): { x: number; tx: number; T: number }[] {
  const end = Date.parse('1997-09-30T00:00:00Z')
  const days = new Map<string, Set<number>>()
  for (const { customer, at } of cdnow().filter((order) => order.at <= end)) {
    const own = days.get(customer) ?? new Set<number>()
    days.set(customer, own.add(at))
  }
  return [...days.values()].map((own) => {
    const [first, last] = [Math.min(...own), Math.max(...own)]
    return { x: own.size - 1, tx: (last - first) / WEEK, T: (end - first) / WEEK }
  })
}

const WEEK = 7 * 86_400_000

function wholeDays(weeks: number): number {
  return Math.round(weeks * 7) / 7
}
