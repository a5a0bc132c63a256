import { describe, expect, it } from 'vitest'
import { periodOf, quartilesOf, ratesOf } from '../../src/insights/index.ts'

describe('the rates', () => {
  it('of 150 customers at the start, 50 new, 7 lost and 193 at the end: 95.33 percent stay, 4.67 leave', () => {
    const { retention, keptShare, churn } = ratesOf({ start: 150, end: 193, new: 50, lost: 7, kept: 143 })

    expect([retention, keptShare, churn].map((rate) => ((rate ?? 0) * 100).toFixed(2))).toEqual([
      '95.33',
      '95.33',
      '4.67',
    ])
  })

  it('are unknown where nobody was there at the start', () => {
    const none = ratesOf({ start: 0, end: 3, new: 3, lost: 0, kept: 0 })
    expect([none.retention, none.keptShare, none.churn]).toEqual([undefined, undefined, undefined])
  })

  it('quartiles lie between two values by their distance', () => {
    expect(
      quartilesOf(
        new Map([
          [10, 1],
          [60, 1],
          [92, 1],
          [415, 1],
        ]),
      ),
    ).toEqual({ number: 4, low: 47.5, median: 76, high: 172.75 })
    expect(quartilesOf(new Map())).toBeUndefined()
  })
})

describe('the period before', () => {
  it.each([
    ['2026-01-01', '2026-03-31', '2025-10-01'],
    ['2026-02-01', '2026-02-28', '2026-01-01'],
    ['2026-03-16', '2026-04-15', '2026-02-16'],
    ['2026-01-08', '2026-01-14', '2026-01-01'],
  ])('%s to %s begins on %s', (from, to, before) => {
    expect(periodOf({ from, to }, Date.UTC(2027, 0, 1), 'UTC').previousFrom).toBe(before)
  })
})
