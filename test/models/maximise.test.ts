import { describe, expect, it } from 'vitest'
import { maximise } from '../../src/models/maximise.ts'

describe('maximising a likelihood', () => {
  it('finds the rate of an exponential and how uncertain it is: rate / √n', () => {
    const [n, total] = [400, 1000]
    const found = maximise(([rate = 0]) => n * Math.log(rate) - rate * total, [5], 1)
    expect(found.outcome).toBe('converged')
    expect(found.at[0]).toBeCloseTo(n / total, 6)
    expect(found.standardErrors?.[0]).toBeCloseTo(n / total / Math.sqrt(n), 5)
  })

  it('takes the higher of two summits, whichever the guess is nearer to', () => {
    const two = ([a = 0]: readonly number[]) =>
      Math.log(Math.exp(-50 * (Math.log(a) + 1) ** 2) + 3 * Math.exp(-50 * (Math.log(a) - 0.5) ** 2)) * 10
    for (const guess of [0.4, 1.5]) expect(maximise(two, [guess], 1).at[0]).toBeCloseTo(Math.exp(0.5), 3)
  })

  it('does not claim to have converged where the likelihood goes on rising, is level, or is no number', () => {
    expect(maximise(([a = 0]) => Math.log(a), [1], 1).outcome).toBe('not converged')
    expect(maximise(([a = 0]) => -((Math.log(a) - 1) ** 2), [1, 1], 1).outcome).toBe('not converged')
    expect(maximise(() => Number.NaN, [1], 1).outcome).toBe('not converged')
  })

  it('gives the same for the same seed', () => {
    const bowl = ([a = 0, b = 0]: readonly number[]) => -9 * (Math.log(a) - 1) ** 2 - (Math.log(a * b) - 1) ** 2
    expect(maximise(bowl, [2, 3], 7)).toEqual(maximise(bowl, [2, 3], 7))
  })
})
