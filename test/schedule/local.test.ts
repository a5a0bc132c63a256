import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTicker } from '../../src/schedule/index.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 8, 0, 30) })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the ticker', () => {
  it('ticks at once and then each minute', async () => {
    const ticks: string[] = []
    const ticker = startTicker(async () => void ticks.push(new Date().toISOString().slice(14, 19)), fail)
    await vi.advanceTimersByTimeAsync(3 * 60_000)
    await ticker.stop()
    expect(ticks).toEqual(['00:30', '01:00', '02:00', '03:00'])
  })

  it('never runs two ticks at once', async () => {
    let alive = 0
    let most = 0
    const slow = async () => {
      alive += 1
      most = Math.max(most, alive)
      await new Promise((done) => setTimeout(done, 150_000))
      alive -= 1
    }
    const ticker = startTicker(slow, fail)
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    const stopped = ticker.stop()
    await vi.advanceTimersByTimeAsync(150_000)
    await stopped
    expect(most).toBe(1)
  })

  it('goes on after a tick that failed, and says so', async () => {
    const errors: unknown[] = []
    let ticks = 0
    const ticker = startTicker(
      async () => {
        ticks += 1
        throw new Error('locked')
      },
      (error) => errors.push(error),
    )
    await vi.advanceTimersByTimeAsync(60_000)
    await ticker.stop()
    expect(ticks).toBe(2)
    expect(errors).toHaveLength(2)
  })

  it('stops for good, after the tick under way', async () => {
    let over = 0
    const ticker = startTicker(async () => {
      await new Promise((done) => setTimeout(done, 5_000))
      over += 1
    }, fail)
    await vi.advanceTimersByTimeAsync(1_000)
    const stopped = ticker.stop()
    await vi.advanceTimersByTimeAsync(5_000)
    await stopped
    expect(over).toBe(1)
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    expect(over).toBe(1)
  })
})

function fail(error: unknown): never {
  throw error
}
