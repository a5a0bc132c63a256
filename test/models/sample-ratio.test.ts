import { describe, expect, it } from 'vitest'
import { sampleRatio } from '../../src/models/index.ts'
import { seededRandom } from '../../src/models/seeded-random.ts'
import { drawReached } from '../support/simulated-groups.ts'

const groups = (...sizes: readonly (readonly [customers: number, share: number])[]) =>
  sizes.map(([customers, share]) => ({ customers, share }))

describe('whether groups are as large as their shares', () => {
  it('is told by chi-square where there are many', () => {
    // (5100 − 5000)² / 5000 twice: 4 with one degree of freedom, 4.55 percent.
    expect(sampleRatio(groups([5100, 1], [4900, 1]))).toEqual({
      verdict: 'as planned',
      chance: expect.closeTo(0.0455, 4),
    })
    expect(sampleRatio(groups([5300, 50], [4700, 50])).verdict).toBe('not as planned')
  })

  it('is told exactly where a group is to have few', () => {
    // 0 of 10 or 10 of 10 by halves: 2 of 1024.
    expect(sampleRatio(groups([0, 1], [10, 1])).chance).toBeCloseTo(2 / 1024, 10)
    // 8 or more of 10 that are to get a fifth: no count below is as unlikely.
    expect(sampleRatio(groups([8, 1], [2, 4])).chance).toBeCloseTo(7.79264e-5, 9)
    expect(sampleRatio(groups([8, 1], [2, 4])).verdict).toBe('not as planned')
  })

  it('of three groups sees one that is missing', () => {
    expect(sampleRatio(groups([1000, 40], [1000, 40], [500, 20])).chance).toBeCloseTo(1, 10)
    expect(sampleRatio(groups([1000, 40], [1000, 40], [380, 20])).verdict).toBe('not as planned')
    expect(sampleRatio(groups([30, 40], [30, 40], [0, 20])).verdict).toBe('not as planned')
  })

  it('has nothing to say of nobody, and an alarm for a customer where none is to be', () => {
    expect(sampleRatio(groups([0, 1], [0, 1]))).toEqual({ verdict: 'as planned', chance: 1 })
    expect(sampleRatio(groups([10, 1], [1, 0])).verdict).toBe('not as planned')
  })

  it('sounds an alarm in hardly any of many drawn as planned', () => {
    const random = seededRandom(11)
    let alarms = 0
    for (let i = 0; i < 2000; i++) {
      const all = 20 + Math.floor(random() * 3000)
      const held = drawReached(random, all, 0.1)
      if (sampleRatio(groups([all - held, 9], [held, 1])).verdict === 'not as planned') alarms++
    }
    expect(alarms).toBeLessThanOrEqual(6)
  })
})
