import { afterEach, beforeEach, expect, describe, it } from 'vitest'
import { unsubscribe } from '../../src/consent/index.ts'
import type { OpenDb } from '../../src/db/index.ts'
import { type DeliveryApp, type DeliveryStep, deliverDue, invariant } from '../../src/deliver/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { deliverAt, deliveryApp, emailFor, hour, message, minute, morning, queued } from './a-delivery.ts'
import { states, subscribers, type TestProvider, testProvider } from './a-delivery.ts'

let open: OpenDb
let provider: TestProvider
let app: DeliveryApp
let now: number
beforeEach(async () => {
  now = morning
  open = await openTestDb()
  provider = testProvider({ repeatable: 0 })
  app = deliveryApp(open, { provider })
  await subscribers(open.db, 1, 2)
  await queued(open.db, [{ customer: 1 }, { customer: 2 }])
})
afterEach(async () => {
  expect((await invariant(open)).faults).toEqual([])
  await open.close()
})

/** Delivers while so many ms pass right after each step of this name. */
const deliverWhile = (step: DeliveryStep, ms: number) =>
  deliverDue(app, {
    now: () => now,
    onProgress(progress) {
      if (progress.step === step) now += ms
    },
  })

describe('a request that must not be repeated', () => {
  it('and was put off by the service is nothing to who left meanwhile: it surely was not sent', async () => {
    provider.answer = () => ({ outcome: 'later', reason: 'too busy', wait: 1_000 })
    await deliverAt(app, morning)
    provider.answer = () => ({ outcome: 'accepted', providerId: undefined })
    await unsubscribe({ ...open, now: morning + 1 }, 1, 'link')
    expect(await deliverAt(app, morning + minute)).toMatchObject({ submitted: 1, skipped: 1, uncertain: 0 })
    expect(await states(open.db)).toEqual(['skipped', 'submitted'])
  })

  it('and waited 45 seconds for the lock is sent all the same', async () => {
    expect(await deliverWhile('rendered', 45_000)).toMatchObject({ submitted: 2, waiting: 0 })
  })

  it('and was frozen before the computer slept goes back into the queue: it surely was not sent', async () => {
    expect(await deliverWhile('frozen', 8 * hour)).toMatchObject({ submitted: 0, uncertain: 0, waiting: 2 })
    expect(provider.requests).toEqual([])
    expect(await message(open.db, 1)).toMatchObject({ state: 'queued', batch: null })
    await unsubscribe({ ...open, now }, 1, 'link')
    expect(await deliverAt(app, now + 2 * minute)).toMatchObject({ submitted: 1, skipped: 1, uncertain: 0 })
  })

  it('and was claimed before the computer slept is claimed anew: who left meanwhile gets nothing', async () => {
    app = deliveryApp(open, {
      provider,
      async renderMessage(_ctx, rows) {
        if (now === morning) {
          now += 8 * hour
          await unsubscribe({ ...open, now }, 1, 'link')
        }
        return rows.map(emailFor)
      },
    })
    expect(await deliverDue(app, { now: () => now })).toMatchObject({ submitted: 1, skipped: 1 })
    expect(await states(open.db)).toEqual(['skipped', 'submitted'])
  })
})
