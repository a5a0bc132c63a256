import { describe, expect, it } from 'vitest'
import { type Measured, progressOf } from '../../src/goals/index.ts'

const lower = { direction: 'lower', target: { kind: 'part', part: 0.1 }, daysInAll: 100 } as const
const judge = (over: Partial<Measured>) => progressOf({ ...lower, baseline: 0.4, current: 0.4, daysGone: 50, ...over })

describe('a goal of 10 percent lower from 40 percent', () => {
  it('is on course with half of the way after half of the time', () => {
    const { verdict, wanted, done, due, expected } = judge({ current: 0.38 })

    expect(verdict).toBe('on course')
    expect([wanted, done, due, expected].map((value) => value?.toFixed(3))).toEqual([
      '0.360',
      '0.500',
      '0.500',
      '0.360',
    ])
  })

  it.each([
    [0.37, 50, 'ahead'],
    [0.4, 50, 'behind'],
    [0.41, 50, 'behind'],
    [0.359, 50, 'reached'],
    [0.37, 100, 'missed'],
    [0.36, 130, 'reached'],
    [0.4, 5, 'on course'],
    [0.4, -1, 'not begun'],
  ] as const)('at %s after %s of 100 days is %s', (current, daysGone, verdict) => {
    expect(judge({ current, daysGone }).verdict).toBe(verdict)
  })

  it('tells no pace in its first days, and nothing without a base', () => {
    expect(judge({ current: 0.39, daysGone: 5 }).expected).toBeUndefined()
    expect(judge({ baseline: undefined }).verdict).toBe('unknown')
    expect(judge({ current: undefined }).verdict).toBe('unknown')
  })
})

describe('a goal of a value of its own', () => {
  const atLeast = { direction: 'higher', target: { kind: 'value', value: 100 } } as const

  it('that was passed before it began and is not met now is behind', () => {
    expect(judge({ ...atLeast, baseline: 120, current: 90 }).verdict).toBe('behind')
  })

  it('needs no baseline to be reached or missed', () => {
    expect(judge({ ...atLeast, baseline: undefined, current: 100 }).verdict).toBe('reached')
    expect(judge({ ...atLeast, baseline: undefined, current: 99, daysGone: 100 }).verdict).toBe('missed')
  })

  it('points are those of the percentage', () => {
    const { wanted } = judge({ direction: 'higher', target: { kind: 'points', points: 0.05 } })
    expect(wanted).toBeCloseTo(0.45)
  })
})
