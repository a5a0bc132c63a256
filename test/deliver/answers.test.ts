import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unsubscribe } from '../../src/consent/index.ts'
import type { Db, OpenDb } from '../../src/db/index.ts'
import { type DeliveryApp, endHalt, invariant, standstills } from '../../src/deliver/index.ts'
import type { Halt, SendAnswer, SendRequest } from '../../src/providers/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { deliverAt, deliveryApp, hour, message, minute, morning, queued } from './a-delivery.ts'
import { states, subscribers, type TestProvider, testProvider } from './a-delivery.ts'

let open: OpenDb
let db: Db
let provider: TestProvider
let app: DeliveryApp
/** What the service answers next; empty: it takes everything. */
let answers: ((request: SendRequest) => SendAnswer)[]
beforeEach(async () => {
  open = await openTestDb()
  db = open.db
  answers = []
  provider = testProvider({ unit: 'request', repeatable: 23 * hour })
  provider.send = async (request) => {
    provider.requests.push(request)
    const answer = answers.shift()
    return answer ? answer(request) : all({ outcome: 'accepted', providerId: undefined })(request)
  }
  app = deliveryApp(open, { provider })
  await subscribers(db, 1, 2, 3, 4)
  await queued(db, [{ customer: 1 }, { customer: 2 }, { customer: 3 }, { customer: 4 }])
})
afterEach(async () => {
  expect((await invariant(open)).faults).toEqual([])
  await open.close()
})

const all =
  (result: SendAnswer['results'][number], halt?: Halt) =>
  ({ messages }: SendRequest): SendAnswer => ({ results: messages.map(() => result), ...(halt ? { halt } : {}) })
const later = { outcome: 'later', reason: 'rate limit' } as const
const unknown = { outcome: 'unknown', reason: 'timeout' } as const

describe('come again: it was not sent', () => {
  it('a short pause is sat out with the same bytes, and the attempt counts for none', async () => {
    answers = [all({ ...later, wait: 1000 })]
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 0, waiting: 4 })
    const batch = await db.selectFrom('batches').selectAll().executeTakeFirstOrThrow()
    expect(batch).toMatchObject({ attempt: 0, first_attempt_at: null, state: 'frozen' })
    await deliverAt(app, morning + 48 * hour)
    expect(await states(db)).toEqual(Array(4).fill('submitted'))
    expect(provider.requests[1]).toEqual(provider.requests[0])
  })

  it('after a long pause consent is asked again: who left meanwhile gets nothing', async () => {
    answers = [all({ ...later, wait: 10 * minute })]
    await deliverAt(app, morning)
    expect(await states(db)).toEqual(Array(4).fill('queued'))
    expect((await message(db, 1)).send_at).toBe(morning + 10 * minute)
    await unsubscribe({ ...open, now: morning + 1 }, 1, 'link')
    expect(await deliverAt(app, morning + 10 * minute)).toMatchObject({ submitted: 3, skipped: 1 })
  })

  it('but what may have been sent before stays as it is, whatever the service says now', async () => {
    answers = [all(unknown), all({ ...later, wait: 10 * minute })]
    await deliverAt(app, morning)
    await deliverAt(app, morning + 5 * minute)
    expect(await states(db)).toEqual(Array(4).fill('claimed'))
    await deliverAt(app, morning + 20 * minute)
    expect(provider.requests[2]).toEqual(provider.requests[0])
  })
})

describe('a halt', () => {
  const quota: Halt = { code: 'daily_quota_exceeded', reason: 'The quota of today is used up', until: 'midnight' }
  const revoked: Halt = { code: 'invalid_api_key', reason: 'The key was revoked', until: 'operator' }

  it('of a quota stops the sender until midnight UTC; then it goes on by itself', async () => {
    answers = [all(later, quota)]
    const delivery = await deliverAt(app, morning)
    expect(delivery.halted).toMatchObject({ code: 'daily_quota_exceeded' })
    expect(await states(db)).toEqual(Array(4).fill('queued'))
    expect(await deliverAt(app, morning + hour)).toMatchObject({ submitted: 0, waiting: 4 })
    expect(provider.requests).toHaveLength(1)
    expect(await deliverAt(app, Date.UTC(2026, 10, 23, 0, 2))).toMatchObject({ submitted: 4 })
  })

  it('of a revoked key stops it until the operator says so', async () => {
    answers = [all(later, revoked)]
    await deliverAt(app, morning)
    expect(await deliverAt(app, morning + 100 * hour)).toMatchObject({ submitted: 0 })
    expect(await endHalt(db, 'test')).toBe('ended')
    expect(await deliverAt(app, morning + 100 * hour)).toMatchObject({ submitted: 4 })
  })

  it('of one service is none of another', async () => {
    answers = [all(later, revoked)]
    await deliverAt(app, morning)
    const other = deliveryApp(open, { provider: testProvider({ name: 'other' }) })
    expect(await deliverAt(other, morning)).toMatchObject({ submitted: 4 })
  })

  it('of a second is waited for', async () => {
    let now = morning
    answers = [all({ ...later, wait: 1000 }, { code: 'rate_limit_exceeded', reason: 'Slow down', until: 1000 })]
    const sleep = async (ms: number) => {
      now += ms
    }
    expect(await deliverAt(app, morning, { now: () => now, sleep, patience: minute })).toMatchObject({ submitted: 4 })
  })

  it('that lasts is not shortened by a later one, and one of a clock that ran ahead is over', async () => {
    answers = [all(later, revoked)]
    await deliverAt(app, morning)
    await db
      .updateTable('halts')
      .set({ since: morning, until: morning + hour })
      .execute()
    expect(await standstills({ db, now: morning })).toHaveLength(1)
    await db
      .updateTable('halts')
      .set({ since: morning + hour, until: morning + 3 * hour })
      .execute()
    expect(await standstills({ db, now: morning })).toHaveLength(0)
  })
})

describe('a request that is refused as a whole', () => {
  const poison = (request: SendRequest): SendAnswer =>
    request.messages.some(({ id }) => id.endsWith('-3'))
      ? all({ outcome: request.messages.length > 1 ? 'split' : 'rejected', reason: 'no such domain' })(request)
      : all({ outcome: 'accepted', providerId: undefined })(request)

  it('is halved under new keys until the one to blame stands alone', async () => {
    answers = Array(20).fill(poison)
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 3, failed: 1 })
    expect(await states(db)).toEqual(['submitted', 'submitted', 'failed', 'submitted'])
    const keys = provider.requests.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    const bytes = provider.requests.map(({ messages }) => messages.map(({ bytes: one }) => Buffer.from(one).toString()))
    expect(bytes[1]).toEqual(bytes[0]?.slice(0, 2))
  })
})

describe('a request whose key covers all of it', () => {
  it('is repeated whole, even when one of its messages is settled already', async () => {
    answers = [all(unknown)]
    await deliverAt(app, morning)
    await db
      .updateTable('messages')
      .set({ state: 'submitted', submitted_at: morning, provider: 'test', lease_until: null })
      .where('key', '=', 2)
      .execute()
    expect(await deliverAt(app, morning + 5 * minute)).toMatchObject({ submitted: 3 })
    expect(provider.requests[1]).toEqual(provider.requests[0])
  })
})

describe('an outcome nobody can repeat', () => {
  it('is uncertain at once, and its bytes are kept', async () => {
    answers = [all({ outcome: 'uncertain', reason: 'The key was used with other bytes' })]
    expect(await deliverAt(app, morning)).toMatchObject({ uncertain: 4 })
    expect(await deliverAt(app, morning + hour)).toMatchObject({ submitted: 0 })
    expect((await db.selectFrom('batches').select('body').executeTakeFirstOrThrow()).body).not.toBeNull()
  })
})

describe('the disk', () => {
  it('below 500 MB free stops everything before a claim', async () => {
    const full = deliveryApp(open, { provider, freeBytes: () => 499 * 1024 * 1024 })
    expect((await deliverAt(full, morning)).halted).toMatchObject({ code: 'disk_full' })
    expect(provider.requests).toEqual([])
    expect(await deliverAt(deliveryApp(open, { provider, freeBytes: () => 5e9 }), morning)).toMatchObject({
      submitted: 4,
    })
  })
})

describe('a campaign that stopped itself', () => {
  it('keeps its emails in the queue; the others go', async () => {
    await queued(db, [{ customer: 1, campaign: 'birthday' }])
    const pause = { campaign: 'welcome', reason: 'bounces' as const, at: morning, accepted: 250, counted: 15 }
    await db.insertInto('campaign_pauses').values(pause).execute()
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 1, skipped: 0, waiting: 4 })
    await db.updateTable('campaign_pauses').set({ released_at: morning }).execute()
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 4 })
  })
})
