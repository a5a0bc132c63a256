import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueAtRank } from '../../../src/segments/carry/value-at-rank.ts'
import { CHUNK, putValues, type Values } from '../../../src/segments/carry/values.ts'
import { countOf } from '../../../src/segments/carry/values-of.ts'

function valuesOf(numbers: readonly number[]): Values {
  const values = { chunks: new Map(), changed: new Set<number>() }
  const customers = numbers.map((_, i) => 3 * i + 1)
  putValues(values, customers, numbers)
  return values
}

function sorted(numbers: readonly number[]): number[] {
  return [...numbers].sort((a, b) => a - b)
}

describe('the value at a rank', () => {
  it('is the one a sort finds, of few and of many, alike or not', () => {
    const numbers = fc.oneof(
      fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 40 }),
      fc.array(fc.integer(), { minLength: 1, maxLength: 40 }),
    )
    fc.assert(
      fc.property(
        numbers,
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (few, times, share) => {
          const all = Array.from(
            { length: few.length * Math.ceil(times / few.length) },
            (_, i) => few[i % few.length] ?? 0,
          )
          const rank = Math.floor(share * all.length)
          expect(valueAtRank(valuesOf(all), all.length, rank)).toBe(sorted(all)[rank])
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is found where the customers lie in an order that misleads the sample', () => {
    // Every odd place of a chunk is large, as no sample by steps would see it.
    const all = Array.from({ length: 6 * CHUNK }, (_, i) => (i % 2 === 0 ? i % 97 : 1e6 + (i % 89)))
    for (const rank of [0, 1, 100, all.length / 2 - 1, all.length / 2, all.length - 1]) {
      expect(valueAtRank(valuesOf(all), all.length, rank), `rank ${rank}`).toBe(sorted(all)[rank])
    }
  })

  it('leaves out who has no value', () => {
    const values = valuesOf([7, 5, 9])
    putValues(values, [4], [])
    expect(countOf(values)).toBe(2)
    expect(valueAtRank(values, 2, 1)).toBe(9)
  })
})
