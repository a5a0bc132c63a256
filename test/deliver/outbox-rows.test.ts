import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db, OpenDb } from '../../src/db/index.ts'
import { cancelQueued, invariant, outboxCounts, outboxRows, retryFailed } from '../../src/deliver/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { deliverAt, deliveryApp, hour, message, morning, queued, states, subscribers } from './a-delivery.ts'

let open: OpenDb
let db: Db
beforeEach(async () => {
  open = await openTestDb()
  db = open.db
  await subscribers(db, 1, 2, 3, 4)
  await queued(db, [
    { customer: 1, send_at: morning + hour },
    { customer: 2 },
    { customer: 3, state: 'failed', error: 'The address does not exist' },
    { customer: 4, campaign: 'birthday', state: 'uncertain', error: 'No answer', first_attempt_at: morning },
  ])
})
afterEach(async () => {
  expect((await invariant(open)).faults).toEqual([])
  await open.close()
})

const shown = async (...given: Parameters<typeof outboxRows> extends [unknown, ...infer Rest] ? Rest : never) =>
  (await outboxRows(open, ...given)).map(({ customer }) => customer.id)

describe('the outbox', () => {
  it('shows what is queued by its hour, page after page', async () => {
    expect(await shown({ state: 'queued' }, { limit: 1 })).toEqual(['c2'])
    expect(await shown({ state: 'queued' }, { limit: 9, after: { sendAt: morning, key: 2 } })).toEqual(['c1'])
  })

  it('shows what failed and what is uncertain with the reason, of one campaign or customer if asked', async () => {
    expect(await outboxRows(open, { state: 'failed' }, { limit: 9 })).toMatchObject([
      { key: 3, campaign: 'welcome', error: 'The address does not exist', customer: { email: 'c3@shop.example' } },
    ])
    expect(await shown({ state: 'uncertain', campaign: 'birthday' }, { limit: 9 })).toEqual(['c4'])
    expect(await shown({ state: 'uncertain', campaign: 'welcome' }, { limit: 9 })).toEqual([])
    expect(await shown({ state: 'queued', customers: [1] }, { limit: 9 })).toEqual(['c1'])
  })

  it('is counted up to a number, and read through indexes alone', async () => {
    expect(await outboxCounts(open, 100)).toEqual({ queued: 2, uncertain: 1, failed: 1 })
    expect(await outboxCounts(open, 1)).toEqual({ queued: 1, uncertain: 1, failed: 1 })
  })
})

describe('what the operator decides', () => {
  it('a cancelled message is never sent, and only what is queued can be cancelled', async () => {
    expect(await cancelQueued(open, [1, 2, 3, 4])).toBe(2)
    expect(await states(db)).toEqual(['cancelled', 'cancelled', 'failed', 'uncertain'])
    expect((await deliverAt(deliveryApp(open), morning + 2 * hour)).submitted).toBe(0)
  })

  it('a failed message goes once more when told so, with consent asked again', async () => {
    expect(await retryFailed({ ...open, now: morning }, [1, 3, 4])).toBe(1)
    expect(await message(db, 3)).toMatchObject({ state: 'queued', error: null })
    await db.updateTable('consents').set({ status: 'unsubscribed' }).where('customer', '=', 3).execute()
    await deliverAt(deliveryApp(open), morning)
    expect(await message(db, 3)).toMatchObject({ state: 'skipped', reason: 'no_consent' })
  })

  it('nothing is asked of nobody', async () => {
    expect(await cancelQueued(open, [])).toBe(0)
  })
})
