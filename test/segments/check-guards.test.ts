import { describe, expect, it } from 'vitest'
import { checkGuards, readSegment } from '../../src/segments/index.ts'
import { aReading } from './a-segment.ts'

const TEXT = `segment: at-risk
who: {all: [{orders: at least 2}]}
guard:
  daily_change: at most 25 percent
  size: at most 40 percent
`

function guarded(before: number, now: number, customers = 10_000, yesterday = customers) {
  const segment = readSegment('segments/at-risk.yaml', TEXT, aReading()).value
  const sizes = (size: number, all: number) => ({ customers: all, segments: new Map([['at-risk', size]]) })
  return checkGuards(segment ? [segment] : [], sizes(before, yesterday), sizes(now, customers))
}

describe('a guard', () => {
  it('stops a segment that jumped, and says by how much', () => {
    expect(guarded(530, 731)).toEqual([
      {
        segment: 'at-risk',
        guard: 'daily_change',
        problem: {
          code: 'guard-stopped',
          severity: 'error',
          message: 'at-risk grew by 38 % in a day, its guard allows 25 %',
          hint: '530 customers yesterday, 731 today',
          place: expect.objectContaining({ file: 'segments/at-risk.yaml', line: 4, column: 17 }),
        },
      },
    ])
    expect(guarded(4000, 2000)[0]?.problem.message).toBe('at-risk shrank by 50 % in a day, its guard allows 25 %')
  })

  it('lets through what it allows, to the last customer', () => {
    expect(guarded(400, 500)).toEqual([])
    expect(guarded(400, 300)).toEqual([])
    expect(guarded(400, 501)).toHaveLength(1)
  })

  it('lets a tiny shop move: fewer than ten customers never trip it', () => {
    expect(guarded(4, 13, 100)).toEqual([])
    expect(guarded(4, 14, 100)).toHaveLength(1)
    expect(guarded(9, 9, 12)).toEqual([])
    expect(guarded(10, 10, 12)).toHaveLength(1)
  })

  it('has nothing to compare where yesterday was empty', () => expect(guarded(0, 3000)).toEqual([]))

  it('stops a segment that holds too much of the base', () => {
    expect(guarded(4000, 4000)).toEqual([])
    const [stopped] = guarded(4001, 4001)
    expect(stopped).toMatchObject({ guard: 'size', problem: { place: { line: 5 } } })
    expect(stopped?.problem.message).toBe('at-risk holds 40.01 % of the customers, its guard allows 40 %')
  })
})
