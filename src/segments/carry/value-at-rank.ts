import { quickselect } from './quickselect.ts'
import { CHUNK, type Values } from './values.ts'
import { allValues } from './values-of.ts'

/**
 * The value at a rank, 0 for the smallest, of `count` values. As in SELECT of Floyd and Rivest (1975) a sample tells
 * between which two values it must lie, so that few are left to choose from; a sample that misleads costs time only.
 */
export function valueAtRank(values: Values, count: number, rank: number): number {
  const [low, high] = boundsOf(values, count, rank)
  const { below, between } = split(values, low, high)
  const own = rank - below
  return own >= 0 && own < between.length ? quickselect(between, own) : quickselect(allValues(values), rank)
}

const SAMPLE = 2048

/** Two values with the wanted one between them, most likely: four standard deviations off what the sample says. */
function boundsOf({ chunks }: Values, count: number, rank: number): [number, number] {
  const sample: number[] = []
  // An odd step: customers who follow each other in twos or tens are not of one kind.
  const step = Math.floor(count / SAMPLE) | 1
  for (const values of chunks.values()) {
    for (let place = 0; place < values.length; place += step) {
      const value = values[place] ?? Number.NaN
      if (!Number.isNaN(value)) sample.push(value)
    }
  }
  const sorted = Float64Array.from(sample).sort()
  const share = rank / count
  const middle = share * sorted.length
  const margin = 4 * Math.sqrt(sorted.length * share * (1 - share)) + 4
  return [
    sorted[Math.floor(middle - margin)] ?? Number.NEGATIVE_INFINITY,
    sorted[Math.ceil(middle + margin)] ?? Number.POSITIVE_INFINITY,
  ]
}

function split({ chunks }: Values, low: number, high: number): { below: number; between: Float64Array } {
  const between = new Float64Array(chunks.size * CHUNK)
  let [below, found] = [0, 0]
  for (const values of chunks.values()) {
    for (let place = 0; place < values.length; place++) {
      const value = values[place] ?? Number.NaN
      if (value < low) below++
      else if (value <= high) between[found++] = value
    }
  }
  return { below, between: between.subarray(0, found) }
}
