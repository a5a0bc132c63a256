import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unsubscribe } from '../../src/consent/index.ts'
import type { Db, OpenDb } from '../../src/db/index.ts'
import { type DeliveryApp, invariant } from '../../src/deliver/index.ts'
import { claim } from '../../src/deliver/claim.ts'
import { type Frozen, freeze } from '../../src/deliver/freeze.ts'
import { instanceId } from '../../src/deliver/instance-id.ts'
import { LEASE } from '../../src/deliver/lease.ts'
import { makeEmails } from '../../src/deliver/make-emails.ts'
import { record } from '../../src/deliver/record.ts'
import type { SendResult } from '../../src/providers/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { deliverAt, deliveryApp, emailFor, hour, message, minute, morning, queued } from './a-delivery.ts'
import { states, subscribers, type TestProvider, testProvider } from './a-delivery.ts'

const later = morning + LEASE
const accepted = { outcome: 'accepted', providerId: undefined } as const

let open: OpenDb
let db: Db
let provider: TestProvider
let app: DeliveryApp
beforeEach(async () => {
  open = await openTestDb()
  db = open.db
  provider = testProvider()
  app = deliveryApp(open, { provider })
  await subscribers(db, 1, 2)
  await queued(db, [{ customer: 1 }, { customer: 2 }])
})
afterEach(async () => {
  expect((await invariant(open)).faults).toEqual([])
  await open.close()
})

describe('what a dead process left behind', () => {
  it('claimed and not frozen: nothing was sent, it goes back into the queue when the lease ends', async () => {
    await claim(app, () => morning, 100)
    expect(await deliverAt(app, later - 1)).toMatchObject({ submitted: 0, waiting: 2 })
    expect(await deliverAt(app, later)).toMatchObject({ submitted: 2, waiting: 0 })
    expect((await message(db, 1)).attempt).toBe(2)
  })

  it('frozen: the same bytes under the same key, whatever changed meanwhile', async () => {
    const frozen = await frozenIn(app)
    app = deliveryApp(open, {
      provider,
      renderMessage: async (_ctx, rows) => rows.map((row) => ({ ...emailFor(row), subject: 'A new subject' })),
    })
    expect(await deliverAt(app, later - 1)).toMatchObject({ submitted: 0 })
    expect(await deliverAt(app, later)).toMatchObject({ submitted: 2 })
    expect(provider.requests).toEqual([plain(frozen)])
  })

  it('sent and not written down: the repeated request is the same one', async () => {
    const frozen = await frozenIn(app)
    await provider.send(frozen.request, new AbortController().signal)
    await deliverAt(app, later)
    expect(provider.requests[1]).toEqual(plain(frozen))
    expect(await states(db)).toEqual(['submitted', 'submitted'])
  })

  it('is taken up before the queue', async () => {
    await frozenIn(app)
    await queued(db, [{ customer: 1, step: 'next', purpose: 'service' }])
    await deliverAt(app, later)
    expect(provider.requests.map(({ messages }) => messages.length)).toEqual([2, 1])
  })

  it('by a clock that ran ahead: a lease of hours is no lease', async () => {
    await frozenIn(app, morning + 5 * hour)
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 2 })
  })

  it('whose customer left meanwhile is not sent once more: it is uncertain', async () => {
    await frozenIn(app)
    await unsubscribe({ ...open, now: morning + 1 }, 1, 'link')
    expect(await deliverAt(app, later)).toMatchObject({ submitted: 1, uncertain: 1 })
    expect(provider.requests[0]?.messages).toHaveLength(1)
    expect(await message(db, 1)).toMatchObject({ state: 'uncertain' })
    expect((await message(db, 1)).error).toContain('left')
  })

  it('of which only the whole request can be repeated is repeated as a whole', async () => {
    provider = testProvider({ unit: 'request' })
    app = deliveryApp(open, { provider })
    const frozen = await frozenIn(app)
    await unsubscribe({ ...open, now: morning + 1 }, 1, 'link')
    await deliverAt(app, later)
    expect(provider.requests).toEqual([plain(frozen)])
  })

  it('with another provider is uncertain: these bytes are not for the new one', async () => {
    await frozenIn(app)
    const other = testProvider({ name: 'other' })
    expect(await deliverAt(deliveryApp(open, { provider: other }), later)).toMatchObject({ uncertain: 2 })
    expect(other.requests).toEqual([])
  })

  it('and was damaged on the disk is uncertain, never guessed', async () => {
    await frozenIn(app)
    await sql`update batches set sha256 = 'other'`.execute(db)
    expect(await deliverAt(app, later)).toMatchObject({ uncertain: 2 })
    expect(provider.requests).toEqual([])
  })
})

describe('the life of a key of 23 hours', () => {
  it.each([
    ['22 h 59 after the first attempt the request is repeated', 23 * hour - minute, ['submitted', 'submitted'], 1],
    ['23 h 01 after it nobody repeats it', 23 * hour + minute, ['uncertain', 'uncertain'], 0],
    ['after two days neither', 48 * hour, ['uncertain', 'uncertain'], 0],
  ])('%s', async (_title, after, expected, requests) => {
    provider = testProvider({ repeatable: 23 * hour })
    app = deliveryApp(open, { provider })
    await frozenIn(app)
    await deliverAt(app, morning + after)
    expect(await states(db)).toEqual(expected)
    expect(provider.requests).toHaveLength(requests)
  })
})

describe('a process that comes back after its lease', () => {
  it('changes nothing that another one has written since', async () => {
    const zombie = await frozenIn(app)
    await deliverAt(app, later)
    const before = await db.selectFrom('messages').selectAll().execute()
    const result = await recordFor(zombie, [{ outcome: 'rejected', reason: 'late' }, accepted])
    expect(result).toEqual({ submitted: 0, failed: 0, uncertain: 0, unknown: 0, later: 0 })
    expect(await db.selectFrom('messages').selectAll().execute()).toEqual(before)
  })

  it('changes nothing while another one is at it', async () => {
    const zombie = await frozenIn(app)
    provider.answer = () => ({ outcome: 'unknown', reason: 'timeout' })
    await deliverAt(app, later)
    await recordFor(zombie, [accepted, accepted])
    expect(await states(db)).toEqual(['claimed', 'claimed'])
  })

  it('cannot freeze what is no longer its own', async () => {
    const { messages } = await claim(app, () => morning, 100)
    const instance = await instanceId(open)
    const made = await makeEmails(app, { ...open, now: morning }, instance, messages)
    await sql`update messages set attempt = attempt + 1 where key = 2`.execute(db)
    expect(await freeze(app, instance, made, () => morning)).toEqual({ frozen: undefined, failed: 0 })
    expect(await states(db)).toEqual(['queued', 'claimed'])
    expect(await db.selectFrom('batches').selectAll().execute()).toEqual([])
  })
})

/** What a process writes down that was away for longer than its lease. */
async function recordFor(frozen: Frozen, results: readonly SendResult[]) {
  return record(app, await instanceId(open), frozen, { results }, later + 1)
}

/** What a process leaves that dies right after freezing. */
async function frozenIn(app: DeliveryApp, at = morning): Promise<Frozen> {
  const instance = await instanceId(open)
  const { messages } = await claim(app, () => at, 100)
  const made = await makeEmails(app, { ...open, now: at }, instance, messages)
  const { frozen } = await freeze(app, instance, made, () => at)
  if (!frozen) throw new Error('nothing was frozen')
  return frozen
}

/** The request with its bytes as they come back from the database. */
function plain({ request }: Frozen) {
  return { ...request, messages: request.messages.map(({ id, bytes }) => ({ id, bytes: Buffer.from(bytes) })) }
}
