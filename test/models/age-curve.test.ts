import { describe, expect, it } from 'vitest'
import { ageCurve, alongCurve, type BgNbd, bgNbdAlive, bgNbdExpectedOrders } from '../../src/models/index.ts'

const cdnow = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const shops: readonly (readonly [BgNbd, number])[] = [
  [cdnow, 1e-6],
  [{ r: 0.8, alpha: 8, a: 0.1, b: 1.5 }, 1e-6],
  [{ r: 1, alpha: 200, a: 5, b: 50 }, 1e-6],
  // Half of the customers order twice a day in such a shop.
  [{ r: 0.5, alpha: 0.05, a: 0.7, b: 0.7 }, 1e-3],
]

describe('a curve by age', () => {
  it.each(shops)('says what the model %o expects of who has not left', (parameters, most) => {
    for (const weeks of [4, 52, 520]) {
      for (const x of [0, 1, 7, 100]) {
        const expected = (T: number) => {
          const history = { x, tx: T, T }
          return bgNbdExpectedOrders(parameters, history, weeks) / bgNbdAlive(parameters, history)
        }
        const layout = { alpha: parameters.alpha, oldest: 1566, coefficients: 16 }
        const curve = ageCurve(expected, layout)
        for (const age of [0, 1 / 7, 1, 3.3, 10, 50, 200, 777, 1566]) {
          expect(Math.abs(alongCurve(curve, age, layout) / expected(age) - 1)).toBeLessThan(most)
        }
      }
    }
  })

  it('takes who is older than the oldest as that old', () => {
    const layout = { alpha: 4, oldest: 100, coefficients: 16 }
    const curve = ageCurve((age) => 10 / (4 + age), layout)
    expect(alongCurve(curve, 300, layout)).toBe(alongCurve(curve, 100, layout))
    expect(alongCurve(curve, 96, layout)).toBeCloseTo(0.1, 10)
  })
})
