import { describe, expect, it } from 'vitest'
import {
  bgNbdExpectedOrders,
  lifetimeValue,
  medianWeeksToNextOrder,
  paretoNbdExpectedOrders,
} from '../../src/models/index.ts'
import { seededRandom } from '../../src/models/seeded-random.ts'
import { drawGamma } from '../support/simulated-buyers.ts'

const bgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const paretoNbd = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }
const history = { x: 4, tx: 30, T: 39 }

describe('lifetime value', () => {
  it('is margin times value times orders where a year costs nothing', () => {
    const orders = (weeks: number) => bgNbdExpectedOrders(bgNbd, history, weeks)
    const value = lifetimeValue(orders, 50, { weeks: 104, yearlyDiscount: 0, margin: 0.3 })
    expect(value).toBeCloseTo(0.3 * 50 * orders(104), 10)
  })

  it('with a discount equals the sum of each day its orders, for both models', () => {
    const [yearlyDiscount, weeks] = [0.15, 156]
    for (const orders of [
      (t: number) => bgNbdExpectedOrders(bgNbd, history, t),
      (t: number) => paretoNbdExpectedOrders(paretoNbd, history, t),
    ]) {
      let sum = 0
      for (let day = 0; day < weeks * 7; day++) {
        const middle = (day + 0.5) / 7
        sum += (orders((day + 1) / 7) - orders(day / 7)) / (1 + yearlyDiscount) ** (middle / (365.25 / 7))
      }
      const value = lifetimeValue(orders, 1, { weeks, yearlyDiscount, margin: 1 })
      expect(value / sum).toBeCloseTo(1, 4)
    }
  })
})

describe('the next order', () => {
  it('of half of the customers with this history who stay comes before the median, of half after it', () => {
    const random = seededRandom(19)
    const median = medianWeeksToNextOrder(bgNbd, history)
    const waits = Array.from({ length: 20_000 }, () => {
      const rate = drawGamma(random, bgNbd.r + history.x, bgNbd.alpha + history.T)
      return -Math.log(1 - random()) / rate
    })
    expect(waits.filter((wait) => wait < median).length / waits.length).toBeCloseTo(0.5, 1)
  })

  it('has a median for who ordered once, whose mean is infinite', () => {
    const weeks = medianWeeksToNextOrder(bgNbd, { x: 0, tx: 0, T: 2 })
    expect(weeks).toBeGreaterThan(50)
    expect(Number.isFinite(weeks)).toBe(true)
  })
})
