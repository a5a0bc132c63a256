import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  addLocalDays,
  endOfDay,
  instantAt,
  isZone,
  localDay,
  startOfDay,
  zoneOffsets,
} from '../../src/calendar/index.ts'

const cases = resolve(import.meta.dirname, '../../../shared/data/hard/tz/dst_cases.json')
const absent = !existsSync(cases)
if (absent) console.warn('SKIPPED: ../shared is absent, the wall times of 41 zones were not checked')

interface WallTime {
  zone: string
  wall: string
  exists: 0 | 1 | 2
  utc_compatible: string
  utc_gap_end?: string
}

describe.skipIf(absent)('1,904 wall times in 41 zones', () => {
  it('fall on the instant of the rule: end of the gap, first of two', () => {
    const { cases: all } = JSON.parse(readFileSync(cases, 'utf8')) as { cases: WallTime[] }
    const wrong = all.filter(({ zone, wall, exists, utc_compatible, utc_gap_end }) => {
      const [day = '', time = ''] = wall.split('T')
      const wanted = Date.parse(exists === 0 ? (utc_gap_end ?? '') : utc_compatible)
      return instantAt(day, time, zone) !== wanted
    })
    expect(all).toHaveLength(1904)
    expect(wrong).toEqual([])
  })
})

describe('a wall time', () => {
  it('that does not exist is moved to the next that does', () => {
    expect(instantAt('2026-03-29', '02:30', 'Europe/Zagreb')).toBe(Date.UTC(2026, 2, 29, 1, 0))
  })

  it('that comes twice is taken the first time', () => {
    expect(instantAt('2026-10-25', '02:30', 'Europe/Zagreb')).toBe(Date.UTC(2026, 9, 25, 0, 30))
  })

  it('of a day that a zone skipped is the next day’s first instant', () => {
    expect(instantAt('2011-12-30', '09:00', 'Pacific/Apia')).toBe(Date.UTC(2011, 11, 30, 10))
    expect(localDay(Date.UTC(2011, 11, 30, 10), 'Pacific/Apia')).toBe('2011-12-31')
  })
})

describe('the turn of a year', () => {
  it('is met to the millisecond, also long ago and far ahead', () => {
    const years = [1583, 1600, 1899, 1900, 1969, 1970, 1971, 1999, 2000, 2001, 2024, 2025, 2100, 2101, 2400, 9998]
    const around = years.flatMap((year) => [-1, 0, 1].map((ms) => Date.UTC(year, 0, 1) + ms))
    expect(around.map((at) => localDay(at, 'UTC'))).toEqual(around.map((at) => new Date(at).toISOString().slice(0, 10)))
    // The hour is there to the second, a day later and a year before.
    expect(around.map((at) => addLocalDays(at, 1, 'UTC'))).toEqual(
      around.map((at) => Math.floor(at / 1000) * 1000 + 86_400_000),
    )
    expect(localDay(addLocalDays(Date.UTC(2026, 0, 1), -365, 'Europe/Zagreb'), 'Europe/Zagreb')).toBe('2025-01-01')
  })
})

describe('a day', () => {
  it('has 23, 24 or 25 hours where the clock changes', () => {
    const hours = (day: string) => (endOfDay(day, 'Europe/Zagreb') - startOfDay(day, 'Europe/Zagreb')) / 3_600_000
    expect([hours('2026-03-29'), hours('2026-03-30'), hours('2026-10-25')]).toEqual([23, 24, 25])
  })

  it('begins at one where midnight does not exist', () => {
    expect(startOfDay('2024-09-08', 'America/Santiago')).toBe(Date.UTC(2024, 8, 8, 4))
  })

  it('later on the same clock keeps the wall time', () => {
    const morning = instantAt('2026-03-28', '09:00', 'Europe/Zagreb')
    expect(addLocalDays(morning, 1, 'Europe/Zagreb')).toBe(instantAt('2026-03-29', '09:00', 'Europe/Zagreb'))
  })
})

describe('the offsets of a zone', () => {
  it('cover the time asked for, each change once', () => {
    const offsets = zoneOffsets('Europe/Zagreb', Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 31))
    expect(offsets.map(({ since, offset }) => [since, offset / 3_600_000])).toEqual([
      [null, 1],
      [Date.UTC(2026, 2, 29, 1), 2],
      [Date.UTC(2026, 9, 25, 1), 1],
    ])
  })

  it('are one for a zone without changes', () => {
    expect(zoneOffsets('UTC', 0, Date.UTC(2030, 0, 1))).toEqual([{ since: null, offset: 0 }])
  })
})

describe('the name of a zone', () => {
  it.each(['Europe/Zagreb', 'UTC', 'Pacific/Kiritimati'])('%s is known', (name) => expect(isZone(name)).toBe(true))
  it.each(['Zagreb', '', '+02:00', 'Europe/Zagreb; drop'])('"%s" is not', (name) => expect(isZone(name)).toBe(false))
})
