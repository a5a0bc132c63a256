import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDb } from '../../src/db/index.ts'
import { learnLimits, takeTurn } from '../../src/deliver/turn.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { hour, morning } from './a-delivery.ts'

const service = { name: 'resend', rate: 10 }
let open: OpenDb
beforeEach(async () => {
  open = await openTestDb()
})
afterEach(() => open.close())

/** The turns of so many requests that ask at one instant, as ms after it. */
async function turns(count: number, purpose: 'service' | 'marketing', now = morning, provider = service) {
  const instants: number[] = []
  for (let i = 0; i < count; i += 1) instants.push((await takeTurn(open.db, provider, purpose, now)) - now)
  return instants
}

describe('the turns of a mail service', () => {
  it('come evenly, never more than its rate in any second', async () => {
    const instants = await turns(100, 'service')
    for (const [i, at] of instants.entries()) {
      expect(instants.slice(i).filter((other) => other < at + 1000).length).toBeLessThanOrEqual(10)
    }
    // At least 85 % of what is allowed is used.
    expect(instants.at(-1)).toBeLessThan(10_000 / 0.85)
  })

  it('are the first come by whoever asks: an idle service makes nobody wait', async () => {
    expect(await turns(1, 'marketing')).toEqual([0])
    expect(await turns(1, 'marketing', morning + hour)).toEqual([0])
  })

  it('leave one free for a receipt while a campaign runs', async () => {
    const marketing = await turns(50, 'marketing')
    expect(marketing.at(-1)).toBeGreaterThan(5_500)
    // 50 marketing turns take longer than the rate allows, so that service mail goes before the last of them.
    const [receipt] = await turns(1, 'service')
    expect(receipt).toBeLessThan(marketing.at(-1) as number)
  })

  it('follow what the service says its rate is', async () => {
    await learnLimits(open.db, service, { rate: 2 })
    const [first, second] = await turns(2, 'service')
    expect((second as number) - (first as number)).toBeGreaterThanOrEqual(500)
  })

  it('are not counted where there is no rate', async () => {
    expect(await turns(20, 'marketing', morning, { name: 'outbox' } as typeof service)).toEqual(Array(20).fill(0))
    await learnLimits(open.db, service, { rate: 1_000_000 })
    expect(await turns(20, 'marketing')).toEqual(Array(20).fill(0))
  })

  it('of a clock that ran ahead are forgotten', async () => {
    await turns(5, 'service', morning + 24 * hour)
    expect(await turns(1, 'service')).toEqual([0])
  })
})
