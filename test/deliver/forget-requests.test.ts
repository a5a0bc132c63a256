import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OpenDb } from '../../src/db/index.ts'
import { forgetRequests, invariant } from '../../src/deliver/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { deliverAt, deliveryApp, morning, queued, states, subscribers, testProvider } from './a-delivery.ts'

const day = 86_400_000
let open: OpenDb
beforeEach(async () => {
  open = await openTestDb()
  await subscribers(open.db, 1, 2, 3, 4)
})
afterEach(async () => {
  expect((await invariant(open)).faults).toEqual([])
  await open.close()
})

const kept = async () =>
  (await open.db.selectFrom('batches').select('key').orderBy('key').execute()).map(({ key }) => key)
const forget = (now: number) => forgetRequests({ ...open, now })

it('the row of a request goes a week after it came to its end, and no number comes twice', async () => {
  const provider = testProvider({ most: 1 })
  const app = deliveryApp(open, { provider })
  await queued(open.db, [{ customer: 1 }, { customer: 2 }, { customer: 3 }])
  await deliverAt(app, morning)
  expect(await forget(morning + 7 * day)).toBe(0)
  expect(await forget(morning + 7 * day + 1)).toBe(2)
  expect(await kept()).toEqual([3])

  await queued(open.db, [{ customer: 4 }])
  await deliverAt(app, morning + 8 * day)
  expect(await kept()).toEqual([3, 4])
  expect(new Set(provider.requests.map(({ key }) => key)).size).toBe(4)
  expect(await states(open.db)).toEqual(Array(4).fill('submitted'))
})

it('a request whose outcome nobody knows stays with its bytes, however old', async () => {
  const provider = testProvider({ most: 1, repeatable: 0 })
  provider.answer = (id) =>
    id.endsWith('-1') ? { outcome: 'unknown', reason: 'connection lost' } : { outcome: 'accepted', providerId: id }
  await queued(open.db, [{ customer: 1 }, { customer: 2 }, { customer: 3 }])
  await deliverAt(deliveryApp(open, { provider }), morning)
  expect(await forget(morning + 400 * day)).toBe(1)
  expect(await open.db.selectFrom('batches').select(['key', 'state']).orderBy('key').execute()).toEqual([
    { key: 1, state: 'frozen' },
    { key: 3, state: 'done' },
  ])
})
