import { describe, expect, it } from 'vitest'
import { controlLimits } from '../../src/models/index.ts'

const weeks = [100, 104, 96, 101, 99, 108, 92, 100, 103, 97, 102, 98]

describe('control limits', () => {
  it('lie three deviations around the median, the deviation from the median absolute deviation', () => {
    // Distances from 100, sorted: 0 0 1 1 2 2 3 3 4 4 8 8; their median is 2.5.
    const limits = controlLimits(weeks, { is: 'amount' })
    expect(limits?.centre).toBe(100)
    expect(limits?.high).toBeCloseTo(100 + 3 * 1.4826 * 2.5)
  })

  it('are not moved by one strange week', () => {
    const strange = controlLimits([...weeks.slice(0, -1), 9000], { is: 'amount' })
    expect(strange?.high).toBeLessThan(120)
  })

  it('are never narrower than chance alone makes counts and shares', () => {
    const same = Array.from({ length: 20 }, () => 100)
    expect(controlLimits(same, { is: 'count' })).toEqual({ centre: 100, low: 70, high: 130 })
    const share = controlLimits(
      same.map(() => 0.1),
      { is: 'share', of: 900 },
    )
    expect(share?.low).toBeCloseTo(0.07)
  })

  it('say nothing of few values, or where nothing ever varied', () => {
    expect(controlLimits(weeks.slice(1), { is: 'amount' })).toBeUndefined()
    expect(
      controlLimits(
        weeks.map(() => 5),
        { is: 'amount' },
      ),
    ).toBeUndefined()
  })
})
