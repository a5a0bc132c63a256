import { describe, expect, it } from 'vitest'
import {
  addMonths,
  dayNumber,
  dayOfNumber,
  fullYears,
  isDay,
  keptBetween,
  keptOn,
  keptToday,
  weekday,
} from '../../src/calendar/index.ts'

const policies = ['feb28', 'mar1', 'skip'] as const
const monthDays = keptBetween('2024-01-01', '2024-12-31', 'feb28').map(({ monthDay }) => monthDay)

describe('a yearly date', () => {
  it('of each of the 366 days is kept exactly once a year from 2024 to 2032', () => {
    for (const policy of policies) {
      for (let year = 2024; year <= 2032; year++) {
        const kept = keptBetween(`${year}-01-01`, `${year}-12-31`, policy)
        const counts = new Map<string, number>()
        for (const { monthDay } of kept) counts.set(monthDay, (counts.get(monthDay) ?? 0) + 1)
        const missing = monthDays.filter((monthDay) => counts.get(monthDay) !== 1)
        const common = year % 4 !== 0
        expect(missing).toEqual(policy === 'skip' && common ? ['02-29'] : [])
      }
    }
  })

  it('of 29 February follows the policy of the shop', () => {
    expect(policies.map((policy) => keptOn('02-29', 2026, policy))).toEqual(['2026-02-28', '2026-03-01', null])
    expect(policies.map((policy) => keptOn('02-29', 2028, policy))).toEqual(['2028-02-29', '2028-02-29', '2028-02-29'])
    expect(keptToday('2026-02-28', 'feb28')).toEqual(['02-28', '02-29'])
    expect(keptToday('2026-03-01', 'mar1')).toEqual(['03-01', '02-29'])
    expect(keptToday('2100-02-28', 'feb28')).toEqual(['02-28', '02-29'])
  })

  it('raises the years on its day', () => {
    expect(fullYears('1990-03-01', '2026-02-28', 'feb28')).toBe(35)
    expect(fullYears('1990-03-01', '2026-03-01', 'feb28')).toBe(36)
    expect(policies.map((policy) => fullYears('1992-02-29', '2026-02-28', policy))).toEqual([34, 33, 33])
    expect(policies.map((policy) => fullYears('1992-02-29', '2026-03-01', policy))).toEqual([34, 34, 34])
  })
})

describe('days', () => {
  it('have numbers that go both ways', () => {
    for (const day of ['1970-01-01', '1969-12-31', '2024-02-29', '2100-03-01', '1900-01-01']) {
      expect(dayOfNumber(dayNumber(day))).toBe(day)
    }
    expect(dayNumber('1970-01-02')).toBe(1)
  })

  it('some months later are clamped to the month’s end', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29')
    expect(addMonths('2026-01-15', -13)).toBe('2024-12-15')
  })

  it('know their weekday, Monday first', () => {
    expect(['2026-11-22', '2026-11-23', '1969-12-29'].map(weekday)).toEqual([7, 1, 1])
  })

  it('that do not exist are refused', () => {
    expect(['2026-02-30', '2026-13-01', '2026-00-10', '2026-1-1', '2025-02-29', 'today'].filter(isDay)).toEqual([])
    expect(isDay('2024-02-29')).toBe(true)
  })
})
