import { afterEach, describe, expect, it } from 'vitest'
import { endHalt } from '../../src/deliver/index.ts'
import { hour, minute, morning } from '../deliver/a-delivery.ts'
import type { Fault } from '../support/fake-resend/index.ts'
import { full, patience, seed, sized, tell, verdictOf } from './harness.ts'
import { openStage, resendAt, type Stage } from './in-process.ts'

let stage: Stage
afterEach(() => stage.close())
const verdict = () => verdictOf(stage.open, stage.fake.ledger())
const all = (messages: number) => ({ lost: 0, duplicated: 0, submitted: messages, failed: 0, uncertain: 0 })
const answered = async (status: string) => (await stage.fake.tell({})).answered[status] ?? 0

describe('T05: a network that fails', () => {
  const kinds = ['reset', 'truncate', 'empty', 'html', 'bad gateway', 'service_unavailable'] as const
  const faults: Fault[] = kinds.flatMap((what): Fault[] => [
    { at: 'received', what, share: 0.03 },
    { at: 'accepted', what, share: 0.03 },
  ])
  // These take real time: half a minute until nobody waits any more, a millisecond a letter.
  const slow: Fault[] = [
    { at: 'accepted', what: 'hang', times: 5 },
    { at: 'accepted', what: 'drip', ms: 1, times: 5 },
  ]

  it('before and after the service accepted, in every way, sends each email once', { timeout: patience }, async () => {
    const messages = sized(2000, 100_000)
    stage = await openStage(messages, { most: sized(20, 100) })
    await stage.fake.tell({ faults: full ? [...slow, ...faults] : faults })
    await stage.drain(2000)
    const came = await stage.fake.tell({})
    const harmed = Object.entries(came.answered).filter(([word]) => word.includes(' when '))
    const count = harmed.reduce((sum, [, times]) => sum + times, 0)
    tell('T05', 'network faults before and after acceptance', count, await verdict())
    expect({ seed, ...(await verdict()) }).toEqual({ seed, ...all(messages) })
    expect(count).toBeGreaterThan(messages / 1000)
  })

  it('without a name that can be found, leaves everything in place', async () => {
    stage = await openStage(3)
    const found = stage.app
    stage.app = { ...found, provider: resendAt(stage.dir, 'https://nowhere.invalid') }
    await stage.deliver()
    expect(await verdict()).toMatchObject({ submitted: 0, uncertain: 0, failed: 0 })
    stage.app = found
    stage.clock.now += 5 * minute
    await stage.drain()
    expect(await verdict()).toEqual(all(3))
  })
})

describe('T06: a service that says no', () => {
  it('429 for two days: no attempt is burnt, then everything goes', { timeout: patience }, async () => {
    stage = await openStage(50, { most: 10 })
    await stage.fake.tell({ faults: [{ at: 'received', what: 'rate_limit_exceeded', times: 'always' }] })
    for (let i = 0; i < 48; i += 1) {
      await stage.deliver()
      stage.clock.now += hour
    }
    const attempts = await stage.open.db.selectFrom('batches').select(['attempt', 'first_attempt_at']).execute()
    expect(attempts.filter(({ attempt }) => attempt > 0)).toEqual([])
    await stage.fake.tell({ clear: 'faults' })
    await stage.drain()
    tell('T06', '429 for two days', await answered('429'), await verdict())
    expect(await verdict()).toEqual(all(50))
  })

  it('the quota of the day is used up: two requests at most, and on by itself after midnight UTC', async () => {
    stage = await openStage(300, { most: 10 }, { options: { daily: 100 } })
    const delivery = await stage.deliver()
    expect(delivery.halted?.code).toBe('daily_quota_exceeded')
    for (let i = 0; i < 10; i += 1) {
      stage.clock.now += hour
      await stage.deliver()
    }
    // Those that were under way when the first one was refused.
    expect(await answered('429')).toBeLessThanOrEqual(3)
    expect((await verdict()).submitted).toBe(100)
    stage.clock.now = Date.UTC(2026, 10, 23, 0, 2)
    await stage.drain(5)
    expect((await verdict()).submitted).toBe(200)
    stage.clock.now = Date.UTC(2026, 10, 24, 0, 2)
    await stage.drain(5)
    tell('T06', 'the quota of the day, twice', await answered('429'), await verdict())
    expect(await verdict()).toEqual(all(300))
  })

  it('the key is revoked: nothing goes until the operator says so', async () => {
    stage = await openStage(100, { most: 10 })
    await stage.fake.tell({ options: { keys: {} } })
    expect((await stage.deliver()).halted?.until).toBe(null)
    stage.clock.now += 40 * hour
    await stage.deliver()
    const refused = (await answered('401')) + (await answered('403'))
    expect(refused).toBeLessThanOrEqual(3)
    expect(await verdict()).toMatchObject({ submitted: 0, failed: 0, uncertain: 0 })
    await stage.fake.tell({ options: { keys: { re_test_key: 'full' } } })
    await endHalt(stage.open.db, 'resend')
    await stage.drain()
    tell('T06', 'a revoked key', refused, await verdict())
    expect(await verdict()).toEqual(all(100))
  })

  it('503 for an hour: it is asked again and again, and nothing is sent twice', async () => {
    stage = await openStage(100, { most: 10 })
    await stage.fake.tell({ faults: [{ at: 'received', what: 'service_unavailable', times: 'always' }] })
    while (stage.clock.now < morning + hour) {
      await stage.deliver()
      stage.clock.now += minute
    }
    await stage.fake.tell({ clear: 'faults' })
    await stage.drain()
    // Ten requests, each asked about twenty times: the pauses grow to five minutes.
    expect(await answered('503')).toBeLessThan(600)
    tell('T06', '503 for an hour', await answered('503'), await verdict())
    expect(await verdict()).toEqual(all(100))
  })
})
