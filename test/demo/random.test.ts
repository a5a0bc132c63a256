import { describe, expect, it } from 'vitest'
import { chance } from '../../src/demo/random.ts'

describe('seeded chance', () => {
  it('repeats for one seed and differs for another', () => {
    const draw = (seed: string) => Array.from({ length: 5 }, chance(seed).number)
    expect(draw('kava')).toEqual(draw('kava'))
    expect(draw('kava')).not.toEqual(draw('kave'))
  })

  it('is even over its range', () => {
    const luck = chance('even')
    const counts = new Map<number, number>()
    for (let draw = 0; draw < 100_000; draw++) {
      const number = luck.between(0, 9)
      counts.set(number, (counts.get(number) ?? 0) + 1)
    }
    expect([...counts.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  })
})
