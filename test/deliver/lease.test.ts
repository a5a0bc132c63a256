import { describe, expect, it } from 'vitest'
import { LEASE, REQUEST_TIMEOUT, retryAt } from '../../src/deliver/lease.ts'

describe('a lease', () => {
  it('outlives the request it covers', () => {
    expect(LEASE).toBeGreaterThanOrEqual(REQUEST_TIMEOUT + 30_000)
  })
})

describe('a message of unknown outcome is tried again', () => {
  const pauses = (attempt: number) => Array.from({ length: 500 }, (_, key) => retryAt(0, key, attempt))

  it('after one second at least and five minutes at most', () => {
    for (let attempt = 1; attempt < 60; attempt += 1) {
      expect(Math.min(...pauses(attempt))).toBeGreaterThanOrEqual(1_000)
      expect(Math.max(...pauses(attempt))).toBeLessThanOrEqual(5 * 60_000)
    }
  })

  it('later and later', () => {
    const mean = (attempt: number) => pauses(attempt).reduce((sum, pause) => sum + pause, 0) / 500
    expect(mean(4)).toBeGreaterThan(mean(2) * 2)
    expect(mean(12)).toBeGreaterThan(2 * 60_000)
  })

  it('spread out, so that a thousand do not come at once', () => {
    expect(new Set(pauses(6)).size).toBeGreaterThan(450)
  })

  it('at the same instant in each repetition of a test', () => {
    expect(retryAt(7, 3, 2)).toBe(retryAt(7, 3, 2))
  })
})
