import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unsubscribe } from '../../src/consent/index.ts'
import type { OpenDb } from '../../src/db/index.ts'
import { instanceId, invariant } from '../../src/deliver/index.ts'
import { messageId, messageKey } from '../../src/deliver/message-id.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { deliverAt, deliveryApp, hour, morning, queued, subscribers } from './a-delivery.ts'

let open: OpenDb
beforeEach(async () => {
  open = await openTestDb()
})
afterEach(() => open.close())

describe('the books', () => {
  it('account for every message that was queued, and for no other', async () => {
    await subscribers(open.db, 1, 2, 3, 4)
    await queued(open.db, [
      { customer: 1 },
      { customer: 2 },
      { customer: 3, send_at: morning + hour },
      { customer: 4, state: 'skipped', reason: 'no_consent', send_at: null, day: null },
      { customer: 4, step: 'later', state: 'waiting', reason: 'not_yet' },
    ])
    await unsubscribe({ ...open, now: morning }, 2, 'link')
    await deliverAt(deliveryApp(open), morning)
    const counts = { submitted: 1, failed: 0, skipped: 1, uncertain: 0, queued: 1, claimed: 0 }
    expect(await invariant(open)).toEqual({ enqueued: 3, ...counts, faults: [] })
  })

  it.each([
    ['claimed without a lease', `state = 'claimed', lease_until = null`],
    ['leased without being claimed', `lease_until = 5`],
    ['submitted without an instant or a provider', `state = 'submitted'`],
    ['failed without a sentence', `state = 'failed'`],
    ['uncertain without a sentence', `state = 'uncertain'`],
  ])('notice a message that is %s', async (fault, change) => {
    await subscribers(open.db, 1)
    await queued(open.db, [{ customer: 1 }])
    await sql`update messages set ${sql.raw(change)}`.execute(open.db)
    expect((await invariant(open)).faults).toEqual([`1 messages are ${fault}`])
  })

  it('notice a state nobody knows', async () => {
    await subscribers(open.db, 1)
    await queued(open.db, [{ customer: 1 }])
    await sql`update messages set state = 'lost'`.execute(open.db)
    expect((await invariant(open)).faults).toEqual(['1 messages were enqueued, but 0 are accounted for'])
  })

  it('notice bytes that are kept too long or gone too early', async () => {
    await subscribers(open.db, 1)
    await queued(open.db, [{ customer: 1 }])
    await deliverAt(deliveryApp(open), morning)
    await open.db
      .updateTable('batches')
      .set({ body: new Uint8Array(1) })
      .execute()
    expect((await invariant(open)).faults).toEqual(['1 requests are done and still stored'])
    await sql`update batches set body = null, state = 'frozen'`.execute(open.db)
    expect((await invariant(open)).faults).toEqual(['1 requests are frozen and no longer stored'])
  })
})

describe('the name of an installation', () => {
  it('is made once and stays', async () => {
    const id = await instanceId(open)
    expect(id).toMatch(/^[0-9a-f]{8}$/)
    expect(await instanceId(open)).toBe(id)
  })

  it('is part of every message id, from which the key can be read back', () => {
    expect(messageId('8f3a01bc', 1204)).toBe('8f3a01bc-1204')
    expect(messageKey('8f3a01bc-1204')).toBe(1204)
  })
})
