import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unsubscribe } from '../../src/consent/index.ts'
import type { Db, OpenDb } from '../../src/db/index.ts'
import {
  type DeliveryApp,
  invariant,
  resolveUncertain,
  searchUncertain,
  uncertainMessages,
} from '../../src/deliver/index.ts'
import type { SoughtMessage } from '../../src/providers/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { deliverAt, deliveryApp, hour, message, morning, queued } from './a-delivery.ts'
import { states, subscribers, type TestProvider, testProvider } from './a-delivery.ts'

let open: OpenDb
let db: Db
let provider: TestProvider
let app: DeliveryApp
beforeEach(async () => {
  open = await openTestDb()
  db = open.db
  provider = testProvider({ repeatable: 0 })
  provider.answer = () => ({ outcome: 'unknown', reason: 'connection lost' })
  app = deliveryApp(open, { provider })
  await subscribers(db, 1, 2, 3)
  await queued(db, [{ customer: 1 }, { customer: 2 }, { customer: 3 }])
  await deliverAt(app, morning)
  expect(await states(db)).toEqual(Array(3).fill('uncertain'))
  provider.answer = () => ({ outcome: 'accepted', providerId: undefined })
})
afterEach(async () => {
  expect((await invariant(open)).faults).toEqual([])
  await open.close()
})

const stored = async () => (await db.selectFrom('batches').select('body').executeTakeFirstOrThrow()).body !== null

describe('a message of unknown outcome', () => {
  it('is listed with its customer, its hour and why', async () => {
    expect((await uncertainMessages(open))[0]).toEqual({
      key: 1,
      campaign: 'welcome',
      step: 'hello',
      customer: 'c1',
      since: morning,
      why: 'connection lost',
    })
  })

  it('counts as sent once the mail service reports anything of it', async () => {
    await db.updateTable('messages').set({ outcome: 'delivered' }).where('key', 'in', [1, 2]).execute()
    await deliverAt(app, morning + hour)
    expect(await states(db)).toEqual(['submitted', 'submitted', 'uncertain'])
    expect((await message(db, 1)).submitted_at).toBe(morning)
    expect(await stored()).toBe(true)
    await db.updateTable('messages').set({ outcome: 'bounced' }).where('key', '=', 3).execute()
    await deliverAt(app, morning + hour)
    expect(await stored()).toBe(false)
  })

  it('counts as sent when the service’s list shows it; not to be there proves nothing', async () => {
    const asked: SoughtMessage[] = []
    provider.find = async (messages) => {
      asked.push(...messages)
      return messages.map(({ id }) =>
        id.endsWith('-2') ? { outcome: 'accepted', providerId: 'p-2' } : { outcome: 'unknown', reason: 'not listed' },
      )
    }
    expect(await searchUncertain(app, morning + 30 * hour)).toBe(1)
    expect(await states(db)).toEqual(['uncertain', 'submitted', 'uncertain'])
    expect(asked).toHaveLength(3)
    expect(asked[0]).toMatchObject({ from: morning, until: morning + 24 * hour })
  })
})

describe('the operator decides', () => {
  const decide = (decision: 'sent' | 'not sent' | 'again', keys: number[] | 'all') =>
    resolveUncertain({ ...open, now: morning + hour }, 'test', keys, decision)

  it('that it counts as sent', async () => {
    expect(await decide('sent', 'all')).toBe(3)
    expect(await states(db)).toEqual(Array(3).fill('submitted'))
    expect(await stored()).toBe(false)
  })

  it('that it was not sent and shall not be', async () => {
    expect(await decide('not sent', [1])).toBe(1)
    expect(await states(db)).toEqual(['failed', 'uncertain', 'uncertain'])
    expect(await stored()).toBe(true)
  })

  it('that it goes again, under a new key, and only to who still may be written to', async () => {
    await unsubscribe({ ...open, now: morning }, 2, 'link')
    expect(await decide('again', [1, 2])).toBe(2)
    expect(await deliverAt(app, morning + hour)).toMatchObject({ submitted: 1, skipped: 1 })
    expect(provider.requests[1]?.key).not.toBe(provider.requests[0]?.key)
    expect(await states(db)).toEqual(['submitted', 'skipped', 'uncertain'])
  })

  it('once: what is settled stays settled', async () => {
    await decide('sent', [1])
    expect(await decide('again', [1])).toBe(0)
    expect(await decide('again', [])).toBe(0)
    expect((await message(db, 1)).state).toBe('submitted')
  })
})
