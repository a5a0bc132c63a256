import { describe, expect, it } from 'vitest'
import { bestVariant } from '../../src/insights/index.ts'

const variant = (name: string, reached: number, of: number) => ({ variant: name, reached, of })

describe('the better variant of an email', () => {
  it('is proven where the interval of the difference leaves zero out', () => {
    const found = bestVariant([variant('A', 48, 80), variant('B', 56, 70)])

    expect(found).toMatchObject({ best: { variant: 'B' }, next: { variant: 'A' }, verdict: 'better', toGo: 0 })
    expect(found?.found.low).toBeCloseTo(0.0524, 4)
  })

  it('is not proven before, and says how many emails that takes if the shares stay', () => {
    const found = bestVariant([variant('A', 51, 1000), variant('B', 46, 1000)])

    expect(found).toMatchObject({ best: { variant: 'A' }, verdict: 'not proven' })
    const times = ((found?.toGo ?? 0) + 2000) / 2000
    expect(bestVariant([variant('A', 51 * times, 1000 * times), variant('B', 46 * times, 1000 * times)])?.verdict).toBe(
      'better',
    )
    const fewer = times * 0.97
    expect(bestVariant([variant('A', 51 * fewer, 1000 * fewer), variant('B', 46 * fewer, 1000 * fewer)])?.verdict).toBe(
      'not proven',
    )
  })

  it('is compared with the second best where there are three', () => {
    const found = bestVariant([variant('A', 1, 100), variant('B', 9, 100), variant('C', 8, 100)])
    expect([found?.best.variant, found?.next.variant]).toEqual(['B', 'C'])
  })

  it('of equal shares is none, however many are sent', () => {
    expect(bestVariant([variant('A', 0, 10), variant('B', 0, 10)])).toMatchObject({ toGo: undefined })
  })

  it('is not asked for where only one of them went out', () => {
    expect(bestVariant([variant('A', 3, 10), variant('B', 0, 0)])).toBeUndefined()
  })
})
