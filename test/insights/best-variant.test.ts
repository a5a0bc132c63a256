import { describe, expect, it } from 'vitest'
import { bestVariant } from '../../src/insights/index.ts'

const variant = (name: string, reached: number, of: number) => ({ variant: name, reached, of })

describe('the better variant of an email', () => {
  it('is proven where the daily test says so, with the interval of one look', () => {
    const found = bestVariant([variant('A', 480, 800), variant('B', 560, 700)])

    expect(found).toMatchObject({ best: { variant: 'B' }, next: { variant: 'A' }, verdict: 'better', toGo: 0 })
    expect(found?.found.low).toBeCloseTo(0.1543, 3)
    // One look would prove this; who looks each day waits.
    const early = bestVariant([variant('A', 48, 80), variant('B', 56, 70)])
    expect(early?.found.low).toBeGreaterThan(0)
    expect(early?.verdict).toBe('not proven')
  })

  it('is not proven before, and says how many emails that takes if the shares stay', () => {
    const few = bestVariant([variant('A', 60, 1000), variant('B', 46, 1000)])
    const more = bestVariant([variant('A', 600, 10_000), variant('B', 460, 10_000)])

    expect(few).toMatchObject({ best: { variant: 'A' }, verdict: 'not proven' })
    expect(few?.toGo).toBeGreaterThan(10_000)
    expect(few?.toGo).toBeLessThan(25_000)
    expect(more?.verdict).toBe('better')
  })

  it('is compared with the second best where there are three', () => {
    const found = bestVariant([variant('A', 1, 100), variant('B', 9, 100), variant('C', 8, 100)])
    expect([found?.best.variant, found?.next.variant]).toEqual(['B', 'C'])
  })

  it('takes more of each where there are more of them', () => {
    const [a, b] = [variant('A', 60, 1000), variant('B', 46, 1000)]
    const three = bestVariant([a, b, variant('C', 40, 1000)])
    expect(three?.toGo).toBeGreaterThan(bestVariant([a, b])?.toGo ?? 0)
  })

  it('of equal shares is none, however many are sent', () => {
    expect(bestVariant([variant('A', 0, 10), variant('B', 0, 10)])).toMatchObject({ toGo: undefined })
  })

  it('is not asked for where only one of them went out', () => {
    expect(bestVariant([variant('A', 3, 10), variant('B', 0, 0)])).toBeUndefined()
  })
})
