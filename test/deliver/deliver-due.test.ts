import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { suppress, unsubscribe } from '../../src/consent/index.ts'
import type { Db, OpenDb } from '../../src/db/index.ts'
import { invariant } from '../../src/deliver/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { deliverAt, deliveryApp, emailFor, hour, message, minute, morning, queued } from './a-delivery.ts'
import { states, subscribers, testProvider } from './a-delivery.ts'

let open: OpenDb
let db: Db
beforeEach(async () => {
  open = await openTestDb()
  db = open.db
})
afterEach(async () => {
  expect((await invariant(open)).faults).toEqual([])
  await open.close()
})

describe('a delivery', () => {
  it('hands over what is due, once, and leaves the rest in the queue', async () => {
    await subscribers(db, 1, 2, 3)
    await queued(db, [{ customer: 1 }, { customer: 2 }, { customer: 3, send_at: morning + hour }])
    const provider = testProvider()
    const app = deliveryApp(open, { provider })
    expect(await deliverAt(app, morning)).toEqual({ submitted: 2, failed: 0, uncertain: 0, skipped: 0, waiting: 1 })
    expect(await deliverAt(app, morning)).toEqual({ submitted: 0, failed: 0, uncertain: 0, skipped: 0, waiting: 1 })
    expect(await states(db)).toEqual(['submitted', 'submitted', 'queued'])
    expect(provider.requests).toHaveLength(1)
  })

  it('writes down who has it, under which name, and when', async () => {
    await subscribers(db, 1)
    await queued(db, [{ customer: 1 }])
    await deliverAt(deliveryApp(open), morning + 5)
    const row = await message(db, 1)
    expect(row).toMatchObject({
      submitted_at: morning + 5,
      provider: 'test',
      attempt: 1,
      lease_until: null,
      error: null,
    })
    expect(row.provider_id).toMatch(/^p-[0-9a-f]{8}-1$/)
  })

  it('keeps the bytes only until the result is definite', async () => {
    await subscribers(db, 1)
    await queued(db, [{ customer: 1 }])
    const provider = testProvider()
    await deliverAt(deliveryApp(open, { provider }), morning)
    const batch = await db.selectFrom('batches').selectAll().executeTakeFirstOrThrow()
    expect(batch).toMatchObject({ state: 'done', body: null, sha256: null, provider: 'test', attempt: 1 })
    expect(batch.request_key).toBeNull()
    expect(provider.requests[0]?.key).toMatch(/^v1:[0-9a-f]{8}:1$/)
  })

  it('sends service before marketing, however old the marketing is', async () => {
    await subscribers(db, 1, 2)
    await queued(db, [
      { customer: 1, send_at: morning - hour },
      { customer: 2, purpose: 'service', send_at: morning },
    ])
    const provider = testProvider({ most: 1 })
    await deliverAt(deliveryApp(open, { provider }), morning)
    expect(provider.requests.map((request) => request.messages[0]?.id.split('-')[1])).toEqual(['2', '1'])
  })

  it('sends the oldest first, in requests as large as the provider takes', async () => {
    await subscribers(db, 1, 2, 3, 4, 5)
    await queued(
      db,
      [5, 4, 3, 2, 1].map((n) => ({ customer: n, send_at: morning - n * minute })),
    )
    const provider = testProvider({ most: 2 })
    await deliverAt(deliveryApp(open, { provider }), morning)
    expect(provider.requests.map(({ messages }) => messages.map(({ id }) => id.split('-')[1]))).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5'],
    ])
  })

  it('stops at its limit', async () => {
    await subscribers(db, 1, 2, 3)
    await queued(db, [{ customer: 1 }, { customer: 2 }, { customer: 3 }])
    const delivery = await deliverAt(deliveryApp(open, { provider: testProvider({ most: 2 }) }), morning, { limit: 2 })
    expect(delivery).toMatchObject({ submitted: 2, waiting: 1 })
  })

  it('told to stop, finishes what it has claimed and claims nothing more', async () => {
    await subscribers(db, 1, 2)
    await queued(db, [{ customer: 1 }, { customer: 2 }])
    const stop = new AbortController()
    const app = deliveryApp(open, { provider: testProvider({ most: 1 }) })
    const onProgress = ({ step }: { step: string }) => step === 'claimed' && stop.abort()
    expect(await deliverAt(app, morning, { signal: stop.signal, onProgress })).toMatchObject({
      submitted: 1,
      waiting: 1,
    })
    expect(await states(db)).toEqual(['submitted', 'queued'])
  })

  it('reports each step', async () => {
    await subscribers(db, 1)
    await queued(db, [{ customer: 1 }])
    const steps: string[] = []
    await deliverAt(deliveryApp(open), morning, {
      onProgress: ({ step, messages }) => steps.push(`${step} ${messages}`),
    })
    expect(steps).toEqual(['claimed 1', 'rendered 1', 'frozen 1', 'sent 1', 'recorded 1'])
  })

  it('has nothing to do on an empty queue', async () => {
    expect(await deliverAt(deliveryApp(open), morning)).toMatchObject({ submitted: 0, waiting: 0 })
  })
})

describe('right before sending it is asked again', () => {
  it('who unsubscribed after the plan gets no marketing, but still gets service', async () => {
    await subscribers(db, 1)
    await queued(db, [{ customer: 1 }, { customer: 1, step: 'receipt', purpose: 'service' }])
    await unsubscribe({ ...open, now: morning - 1 }, 1, 'link')
    expect(await deliverAt(deliveryApp(open), morning)).toMatchObject({ submitted: 1, skipped: 1 })
    expect(await message(db, 1)).toMatchObject({ state: 'skipped', reason: 'no_consent', day: null, attempt: 0 })
    expect((await message(db, 2)).state).toBe('submitted')
  })

  it('who is suppressed gets nothing at all', async () => {
    await subscribers(db, 1)
    await queued(db, [{ customer: 1 }, { customer: 1, step: 'receipt', purpose: 'service' }])
    await suppress({ ...open, now: morning }, 1, 'bounced')
    expect(await deliverAt(deliveryApp(open), morning)).toMatchObject({ submitted: 0, skipped: 2 })
    expect((await message(db, 2)).reason).toBe('suppressed')
  })

  it('whether the message is still wanted, of those who may be written to', async () => {
    await subscribers(db, 1, 2, 3)
    await queued(db, [{ customer: 1 }, { customer: 2 }, { customer: 3 }])
    await unsubscribe({ ...open, now: morning }, 3, 'link')
    const asked: number[][] = []
    const app = deliveryApp(open, {
      stillWanted: async (ctx, rows) => {
        expect(ctx.db.isTransaction).toBe(true)
        asked.push(rows.map((row) => row.customer))
        return new Map([[1, 'stopped']])
      },
    })
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 1, skipped: 2 })
    expect(asked).toEqual([[1, 2]])
    expect((await message(db, 1)).reason).toBe('stopped')
    expect((await message(db, 3)).reason).toBe('no_consent')
  })

  it('a request full of people who left does not end the delivery', async () => {
    await subscribers(db, 1, 2, 3)
    await queued(db, [{ customer: 1 }, { customer: 2 }, { customer: 3 }])
    await unsubscribe({ ...open, now: morning }, 1, 'link')
    await unsubscribe({ ...open, now: morning }, 2, 'link')
    const app = deliveryApp(open, { provider: testProvider({ most: 2 }) })
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 1, skipped: 2, waiting: 0 })
  })
})

describe('a poisoned message fails alone', () => {
  beforeEach(async () => {
    await subscribers(db, 1, 2, 3)
    await queued(db, [{ customer: 1 }, { customer: 2 }, { customer: 3 }])
  })

  it('when rendering says why', async () => {
    const app = deliveryApp(open, {
      renderMessage: async (_ctx, rows) =>
        rows.map((row) => (row.key === 2 ? { failed: 'The first name is missing' } : emailFor(row))),
    })
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 2, failed: 1 })
    expect(await message(db, 2)).toMatchObject({
      state: 'failed',
      error: 'The first name is missing',
      lease_until: null,
    })
  })

  it('when rendering throws', async () => {
    const app = deliveryApp(open, {
      renderMessage: async (_ctx, rows) =>
        rows.map((row) => {
          if (row.key === 2) throw new Error('stack overflow')
          return emailFor(row)
        }),
    })
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 2, failed: 1 })
    expect((await message(db, 2)).error).toBe('The email could not be made: stack overflow')
  })

  it('when its address can never be written to', async () => {
    const app = deliveryApp(open, {
      renderMessage: async (_ctx, rows) =>
        rows.map((row) => ({
          ...emailFor(row),
          ...(row.key === 2 ? { to: { name: undefined, address: 'nobody' } } : {}),
        })),
    })
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 2, failed: 1 })
    expect((await message(db, 2)).error).toBe('The customer’s address has no @')
  })

  it('when the provider refuses it for good', async () => {
    const provider = testProvider()
    provider.answer = (id) =>
      id.endsWith('-2')
        ? { outcome: 'rejected', reason: 'Invalid address' }
        : { outcome: 'accepted', providerId: undefined }
    expect(await deliverAt(deliveryApp(open, { provider }), morning)).toMatchObject({ submitted: 2, failed: 1 })
    expect(await message(db, 2)).toMatchObject({ state: 'failed', error: 'Invalid address' })
  })

  it('but an error of all is nobody’s fault: all go back into the queue and the error is told', async () => {
    const app = deliveryApp(open, {
      renderMessage: async () => {
        throw new Error('the templates are gone')
      },
    })
    await expect(deliverAt(app, morning)).rejects.toThrow('the templates are gone')
    expect(await states(db)).toEqual(['queued', 'queued', 'queued'])
    expect(await deliverAt(deliveryApp(open), morning)).toMatchObject({ submitted: 3 })
  })
})

describe('a provider that does not answer', () => {
  it('gets the same bytes again, later', async () => {
    await subscribers(db, 1)
    await queued(db, [{ customer: 1 }])
    const provider = testProvider()
    provider.answer = () => new Error('socket hang up')
    const app = deliveryApp(open, { provider })
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 0, waiting: 1 })
    expect(await message(db, 1)).toMatchObject({ state: 'claimed', error: 'The provider failed: socket hang up' })
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 0, waiting: 1 })
    expect(provider.requests).toHaveLength(1)
    provider.answer = () => ({ outcome: 'accepted', providerId: undefined })
    expect(await deliverAt(app, morning + 5 * minute)).toMatchObject({ submitted: 1, waiting: 0 })
    expect(provider.requests[1]).toEqual(provider.requests[0])
  })

  it('three times in a row is left alone for now: the rest stays in the queue', async () => {
    await subscribers(db, 1, 2, 3, 4, 5)
    await queued(
      db,
      [1, 2, 3, 4, 5].map((customer) => ({ customer })),
    )
    const provider = testProvider({ most: 1 })
    provider.answer = () => ({ outcome: 'unknown', reason: 'timeout' })
    const app = deliveryApp(open, { provider })
    await deliverAt(app, morning)
    expect(await states(db)).toEqual(['claimed', 'claimed', 'claimed', 'queued', 'queued'])
    await deliverAt(app, morning + 5 * minute)
    expect(provider.requests).toHaveLength(6)
    expect(await states(db)).toEqual(['claimed', 'claimed', 'claimed', 'queued', 'queued'])
  })

  it('once does not stop the others', async () => {
    await subscribers(db, 1, 2, 3)
    await queued(db, [{ customer: 1 }, { customer: 2 }, { customer: 3 }])
    const provider = testProvider({ most: 1 })
    provider.answer = (id) =>
      id.endsWith('-1') ? { outcome: 'unknown', reason: 'timeout' } : { outcome: 'accepted', providerId: undefined }
    expect(await deliverAt(deliveryApp(open, { provider }), morning)).toMatchObject({ submitted: 2, waiting: 1 })
  })

  it('for one message of many: only that one is repeated', async () => {
    await subscribers(db, 1, 2)
    await queued(db, [{ customer: 1 }, { customer: 2 }])
    const provider = testProvider()
    provider.answer = (id) =>
      id.endsWith('-2') ? { outcome: 'unknown', reason: 'disk full' } : { outcome: 'accepted', providerId: undefined }
    const app = deliveryApp(open, { provider })
    expect(await deliverAt(app, morning)).toMatchObject({ submitted: 1, waiting: 1 })
    provider.answer = () => ({ outcome: 'accepted', providerId: undefined })
    expect(await deliverAt(app, morning + 5 * minute)).toMatchObject({ submitted: 1, waiting: 0 })
    expect(provider.requests[1]?.messages.map(({ id }) => id.split('-')[1])).toEqual(['2'])
    expect(provider.requests[1]?.messages[0]).toEqual(provider.requests[0]?.messages[1])
  })

  it('and whose requests must not be repeated: nobody knows, and nobody sends it again', async () => {
    await subscribers(db, 1)
    await queued(db, [{ customer: 1 }])
    const provider = testProvider({ repeatable: 0 })
    provider.answer = () => ({ outcome: 'unknown', reason: 'connection lost' })
    const app = deliveryApp(open, { provider })
    expect(await deliverAt(app, morning)).toMatchObject({ uncertain: 1, waiting: 0 })
    expect(await deliverAt(app, morning + hour)).toMatchObject({ uncertain: 0 })
    expect(provider.requests).toHaveLength(1)
    expect(await db.selectFrom('batches').select('body').executeTakeFirstOrThrow()).not.toEqual({ body: null })
  })
})
