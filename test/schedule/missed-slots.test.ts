import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addDays, instantAt, localTime } from '../../src/calendar/index.ts'
import { missedSlots } from '../../src/schedule/index.ts'

const at = (text: string) => Date.parse(text)
const zone = 'Europe/Zagreb'
const shown = (slots: readonly number[], where = zone) => slots.map((slot) => localTime(slot, where).slice(0, 16))

describe('slots that were missed', () => {
  it('a first run has only its own slot', () => {
    expect(missedSlots(undefined, at('2026-11-22T08:00:00Z'), zone)).toEqual({
      slots: [at('2026-11-22T08:00:00Z')],
      leftOut: 0,
    })
  })

  it('three days of silence give three slots, the last of them today’s', () => {
    const { slots } = missedSlots(at('2026-11-19T08:00:00Z'), at('2026-11-22T08:00:00Z'), zone)
    expect(shown(slots)).toEqual(['2026-11-20T09:00', '2026-11-21T09:00', '2026-11-22T09:00'])
  })

  it('follow the last run’s own local time, then comes the slot asked for', () => {
    const { slots } = missedSlots(at('2026-11-19T13:32:00Z'), at('2026-11-22T08:00:00Z'), zone)
    expect(shown(slots)).toEqual(['2026-11-20T14:32', '2026-11-21T14:32', '2026-11-22T09:00'])
  })

  it('keep the local time over a change of the clocks', () => {
    const { slots } = missedSlots(at('2026-10-23T07:00:00Z'), at('2026-10-26T08:00:00Z'), zone)
    expect(shown(slots)).toEqual(['2026-10-24T09:00', '2026-10-25T09:00', '2026-10-26T09:00'])
  })

  it('none where the slot was run already, or a younger one', () => {
    const last = at('2026-11-22T08:00:00Z')
    expect(missedSlots(last, last, zone).slots).toEqual([])
    expect(missedSlots(last, last - 1, zone).slots).toEqual([])
  })

  it('a second run of the same day is a slot of its own', () => {
    expect(shown(missedSlots(at('2026-11-22T08:00:00Z'), at('2026-11-22T08:15:00Z'), zone).slots)).toEqual([
      '2026-11-22T09:15',
    ])
  })

  it('the last 31 are caught up, the number left out is told', () => {
    const { slots, leftOut } = missedSlots(at('2026-08-01T07:00:00Z'), at('2026-11-22T08:00:00Z'), zone)
    expect(slots).toHaveLength(31)
    expect(leftOut).toBe(113 - 31)
    expect(shown(slots)[0]).toBe('2026-10-23T09:00')
    expect(shown(slots).at(-1)).toBe('2026-11-22T09:00')
  })

  it('a last run in 1970 is no flood', () => {
    const { slots, leftOut } = missedSlots(0, at('2026-11-22T08:00:00Z'), zone)
    expect(slots).toHaveLength(31)
    expect(leftOut + slots.length).toBe(Math.floor(at('2026-11-22T08:00:00Z') / 86_400_000) + 1)
  })
})

const file = resolve(import.meta.dirname, '../../../shared/data/hard/tz/dst_cases.json')
if (!existsSync(file)) console.warn(`skipped: ${file} is not there`)

describe.skipIf(!existsSync(file))('in every zone, around each change of its clocks', () => {
  const cases = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).cases as Case[]) : []

  it('a slot is one per local day: the first of two, or the first instant after a gap', () => {
    expect(cases.length).toBe(1904)
    for (const { zone, wall, exists, utc_compatible, utc_gap_end } of cases) {
      const expected = at(exists === 0 && utc_gap_end ? utc_gap_end : utc_compatible)
      expect([zone, wall, instantAt(wall.slice(0, 10), wall.slice(11), zone)]).toEqual([zone, wall, expected])
    }
  })

  it('a week of silence is caught up with one slot each local day, in order', () => {
    for (const { zone, wall } of cases) {
      const day = wall.slice(0, 10)
      const on = (n: number) => instantAt(addDays(day, n), wall.slice(11), zone)
      // A last run on its own time: one that was moved out of a gap would go on at the time it was moved to.
      const { slots } = missedSlots(on(-3), on(4), zone)
      expect([zone, wall, slots]).toEqual([zone, wall, [-2, -1, 0, 1, 2, 3, 4].map(on)])
      expect(slots.every((found, i) => i === 0 || found > (slots[i - 1] ?? 0))).toBe(true)
    }
  })
})

interface Case {
  readonly zone: string
  readonly wall: string
  readonly exists: number
  readonly utc_compatible: string
  readonly utc_gap_end?: string
}
