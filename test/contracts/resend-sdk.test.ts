import { readFileSync } from 'node:fs'
import { Resend } from 'resend'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type ApiErrorName,
  apiErrors,
  type FakeOptions,
  type Fault,
  fakeResendHere,
  startFakeResend,
} from '../support/fake-resend/index.ts'

/** The pinned SDK against the fake: what section 1 of delivery.md says of Resend, row by row (T39, the offline half). */
const hour = 3_600_000
const email = { from: 'Kava <hej@kava.example>', to: 'ana@shop.example', subject: 'Bok', html: '<p>Bok</p>' }
const many = (count: number, changes: object = {}) => Array.from({ length: count }, () => ({ ...email, ...changes }))
let now: number
let fake: Awaited<ReturnType<typeof fakeResendHere>>
let sdk: Resend

beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 8)
  fake = await fakeResendHere({ now: () => now })
  sdk = new Resend(fake.key, { baseUrl: fake.url })
})
afterEach(() => fake.close())
const options = (changes: Partial<FakeOptions>) => fake.tell({ options: changes })
const spoil = (...faults: Fault[]) => fake.tell({ faults })

describe('limits (1.1)', () => {
  it('the SDK is the one that was looked at', () => {
    const { version } = JSON.parse(readFileSync('node_modules/resend/package.json', 'utf8'))
    expect(version).toBe('6.38.0')
  })

  it('ten requests a second in a fixed window, told in four headers, then 429', async () => {
    const answers = []
    for (let i = 0; i < 11; i += 1) answers.push(await sdk.emails.send(email))
    expect(answers[9]?.headers).toMatchObject({ 'ratelimit-limit': '10', 'ratelimit-remaining': '0' })
    expect(answers[9]?.headers).toMatchObject({ 'ratelimit-reset': '1', 'retry-after': '1' })
    expect(answers[10]?.error).toMatchObject({ statusCode: 429, name: 'rate_limit_exceeded' })
    now += 1000
    expect((await sdk.emails.send(email)).error).toBeNull()
  })

  it('a quota of the day that ends at 00:00 UTC, and one of the month; each recipient counts', async () => {
    await options({ daily: 3, monthly: 5 })
    expect((await sdk.emails.send({ ...email, to: ['a@a.example', 'b@b.example'] })).headers).toMatchObject({
      'x-resend-daily-quota': '2',
      'x-resend-monthly-quota': '2',
    })
    expect((await sdk.batch.send(many(2))).error).toMatchObject({ statusCode: 429, name: 'daily_quota_exceeded' })
    now = Date.UTC(2026, 10, 23)
    expect((await sdk.batch.send(many(3))).error).toBeNull()
    now = Date.UTC(2026, 10, 24)
    expect((await sdk.emails.send(email)).error).toMatchObject({ statusCode: 429, name: 'monthly_quota_exceeded' })
    now = Date.UTC(2026, 11, 1)
    expect((await sdk.emails.send(email)).error).toBeNull()
  })

  it('the paid plan tells no quota of the day', async () => {
    expect((await sdk.emails.send(email)).headers).not.toHaveProperty('x-resend-daily-quota')
  })

  it('100 emails a batch, and no attachment in it', async () => {
    expect((await sdk.batch.send(many(100))).data?.data).toHaveLength(100)
    expect((await sdk.batch.send(many(101))).error).toMatchObject({ statusCode: 422, name: 'validation_error' })
    const attachments = [{ filename: 'a.txt', content: 'YQ==' }]
    expect((await sdk.batch.send(many(1, { attachments }))).error).toMatchObject({ statusCode: 422 })
    expect((await sdk.emails.send({ ...email, attachments })).error).toBeNull()
  })

  it('50 recipients and 40 MB an email', async () => {
    const to = Array.from({ length: 51 }, (_, i) => `c${i}@shop.example`)
    expect((await sdk.emails.send({ ...email, to })).error).toMatchObject({ name: 'validation_error' })
    expect((await sdk.emails.send({ ...email, to: to.slice(1) })).error).toBeNull()
    const html = 'x'.repeat(40 * 1024 * 1024 + 1)
    expect((await sdk.emails.send({ ...email, html })).error).toMatchObject({ name: 'validation_error' })
  })

  it('75 tags of ASCII letters, digits, _ and -, 256 characters each', async () => {
    const sent = async (...tags: { name: string; value: string }[]) => (await sdk.emails.send({ ...email, tags })).error
    expect(await sent({ name: 'mid', value: 'x'.repeat(256) })).toBeNull()
    expect(await sent({ name: 'mid', value: 'x'.repeat(257) })).toMatchObject({ name: 'validation_error' })
    expect(await sent({ name: 'mid', value: 'a.b' })).toMatchObject({ name: 'validation_error' })
    expect(await sent(...Array.from({ length: 76 }, (_, i) => ({ name: `t${i}`, value: 'x' })))).not.toBeNull()
  })

  it('30 days ahead at most, then to be changed or cancelled', async () => {
    const at = (days: number) => new Date(now + days * 24 * hour).toISOString()
    expect((await sdk.emails.send({ ...email, scheduledAt: at(31) })).error).toMatchObject({ name: 'validation_error' })
    const id = (await sdk.emails.send({ ...email, scheduledAt: at(30) })).data?.id ?? ''
    expect((await sdk.emails.update({ id, scheduledAt: at(2) })).error).toBeNull()
    expect((await sdk.emails.cancel(id)).error).toBeNull()
    expect((await sdk.emails.get(id)).data?.last_event).toBe('canceled')
  })

  it('a list of 1 to 100 rows a page, newest first, without tags and keys', async () => {
    for (let i = 0; i < 3; i += 1) await sdk.emails.send({ ...email, subject: `${i}` })
    const first = (await sdk.emails.list({ limit: 2 })).data
    expect(first?.data.map(({ subject }) => subject)).toEqual(['2', '1'])
    expect(first?.has_more).toBe(true)
    const second = (await sdk.emails.list({ limit: 2, after: first?.data[1]?.id ?? '' })).data
    expect(second?.data.map(({ subject }) => subject)).toEqual(['0'])
    expect(Object.keys(second?.data[0] ?? {})).not.toContain('tags')
    expect((await sdk.emails.list({ limit: 101 })).error).not.toBeNull()
  })

  it('a request without User-Agent gets 403', async () => {
    const { request } = await import('node:http')
    const status = await new Promise((done) => {
      request(`${fake.url}/emails`, { method: 'POST' }, (response) => done(response.statusCode)).end()
    })
    expect(status).toBe(403)
  })

  it('a line break in a subject is refused, not injected', async () => {
    expect((await sdk.emails.send({ ...email, subject: 'a\r\nBcc: x' })).error).toMatchObject({ statusCode: 422 })
  })

  it('suppressions can be added and taken away', async () => {
    expect((await sdk.suppressions.add({ email: 'ana@shop.example' })).error).toBeNull()
    const { data } = await sdk.suppressions.list()
    expect(data?.data).toMatchObject([{ email: 'ana@shop.example', origin: 'manual', created_at: expect.any(String) }])
    expect((await sdk.suppressions.remove('ana@shop.example')).error).toBeNull()
    expect([...fake.account.suppressed.keys()]).toEqual([])
    const hundred = Array.from({ length: 100 }, (_, i) => `c${i}@shop.example`)
    expect((await sdk.suppressions.batch.add({ emails: hundred })).data?.data).toHaveLength(100)
    expect((await sdk.suppressions.batch.add({ emails: [...hundred, 'x@shop.example'] })).error).not.toBeNull()
    expect((await sdk.suppressions.list({ limit: 60 })).data?.has_more).toBe(true)
    expect((await sdk.suppressions.batch.remove({ emails: hundred })).data?.data).toHaveLength(100)
  })
})

it('a body among the options goes out as it is, byte by byte, instead of the one the SDK would make', async () => {
  const body = Buffer.from(`[ ${JSON.stringify({ ...email, subject: 'Čaj' })} ]`)
  const options = { idempotencyKey: 'v1:test:1', batchValidation: 'permissive', body } as const
  expect((await sdk.batch.send([], options)).error).toBeNull()
  expect(fake.account.emails.all.map(({ subject }) => subject)).toEqual(['Čaj'])
  const again = await fetch(`${fake.url}/emails/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${fake.key}`, 'idempotency-key': 'v1:test:1' },
    body,
  })
  expect([again.status, fake.ledger().length]).toEqual([200, 1])
})

describe('idempotency keys', () => {
  const send = (subject = 'Bok', idempotencyKey = 'v1:test:1') =>
    sdk.batch.send([{ ...email, subject }], { idempotencyKey, batchValidation: 'permissive' })

  it('the same request again gives the same ids and sends nothing', async () => {
    const [once, again] = [await send(), await send()]
    expect(again.data).toEqual(once.data)
    expect(fake.ledger()).toHaveLength(1)
  })

  it('another body under the same key is refused', async () => {
    await send()
    expect((await send('Other')).error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
  })

  it('while the first is under way, the second is refused', async () => {
    await spoil({ at: 'accepted', what: 'delay', ms: 200 })
    const first = send()
    await new Promise((done) => setTimeout(done, 60))
    expect((await send()).error).toMatchObject({ statusCode: 409, name: 'concurrent_idempotent_requests' })
    expect((await first).error).toBeNull()
  })

  it('lives for 24 hours', async () => {
    await send()
    now += 24 * hour - 1
    await send()
    expect(fake.ledger()).toHaveLength(1)
    now += 1
    await send()
    expect(fake.ledger()).toHaveLength(2)
  })

  it('belongs to its endpoint and to its API key', async () => {
    await options({ keys: { re_test_key: 'full', re_other: 'full' } })
    await send()
    await sdk.emails.send({ ...email }, { idempotencyKey: 'v1:test:1' })
    await new Resend('re_other', { baseUrl: fake.url }).batch.send([email], { idempotencyKey: 'v1:test:1' })
    expect(fake.ledger()).toHaveLength(3)
  })

  it('of 257 characters is refused, of none the SDK sends no header', async () => {
    expect((await send('Bok', 'x'.repeat(257))).error).toMatchObject({
      statusCode: 400,
      name: 'invalid_idempotency_key',
    })
    await send('Bok', '')
    await send('Bok', '')
    expect(fake.ledger().map(({ key }) => key)).toEqual(['', ''])
  })

  it('beyond Latin-1 makes the SDK throw before it sends', async () => {
    await expect(send('Bok', 'ž')).rejects.toThrow()
    expect(fake.account.answered).toEqual({})
  })
})

describe('errors (1.2): the SDK never throws, it tells status and name', () => {
  const rows = Object.entries(apiErrors) as [ApiErrorName, (typeof apiErrors)[ApiErrorName]][]

  it.each(rows)('%s', async (what, row) => {
    await spoil({ at: 'received', what })
    const { data, error } = await sdk.batch.send([email])
    expect(data).toBeNull()
    expect(error).toEqual({ ...row })
    expect(fake.ledger()).toEqual([])
  })

  it.each(['reset', 'truncate', 'empty', 'html'] as const)(
    'accepted, but the answer is %s: no status, and it looks as if nothing had happened',
    async (what) => {
      await spoil({ at: 'accepted', what })
      expect((await sdk.batch.send([email])).error).toMatchObject({ statusCode: null, name: 'application_error' })
      expect(fake.ledger()).toHaveLength(1)
    },
  )

  it('a 502 with a page becomes application_error with its status', async () => {
    await spoil({ at: 'received', what: 'bad gateway' })
    expect((await sdk.batch.send([email])).error).toMatchObject({ statusCode: 502, name: 'application_error' })
  })

  it.each(['hang', 'drip'] as const)('an answer that %ss ends with the signal, without a status', async (what) => {
    await spoil({ at: 'accepted', what, ms: 50 })
    const { error } = await sdk.batch.send([email], { signal: AbortSignal.timeout(150) })
    expect(error).toMatchObject({ statusCode: null, name: 'application_error' })
  })

  it.each([
    ['missing_required_field', { subject: undefined }],
    ['validation_error', { to: 'nobody' }],
  ])('%s of a body', async (name, changes) => {
    expect((await sdk.emails.send({ ...email, ...changes } as typeof email)).error).toMatchObject({
      statusCode: 422,
      name,
    })
  })

  it('keys that are missing, unknown, suspended or may only send', async () => {
    await options({ keys: { re_sends: 'sending', re_gone: 'suspended' } })
    const as = (key: string) => new Resend(key, { baseUrl: fake.url })
    expect((await as('re_unknown').emails.send(email)).error).toMatchObject({
      statusCode: 403,
      name: 'invalid_api_key',
    })
    expect((await as('re_gone').emails.send(email)).error).toMatchObject({ statusCode: 403, name: 'suspended_api_key' })
    expect((await as('re_sends').emails.send(email)).error).toBeNull()
    expect((await as('re_sends').emails.list()).error).toMatchObject({ statusCode: 401, name: 'restricted_api_key' })
    const bare = await fetch(`${fake.url}/emails`, { method: 'POST' })
    expect([bare.status, await bare.json()]).toMatchObject([401, { name: 'missing_api_key' }])
  })

  it('a domain that is not verified, an address that is not there, a method that is not meant', async () => {
    await options({ domains: ['mlin.example'] })
    expect((await sdk.emails.send(email)).error).toMatchObject({ statusCode: 403, name: 'validation_error' })
    expect((await sdk.get('/nothing')).error).toMatchObject({ statusCode: 404, name: 'not_found' })
    expect((await sdk.delete('/emails')).error).toMatchObject({ statusCode: 405, name: 'method_not_allowed' })
  })
})

describe('modes of a batch (1.4)', () => {
  const mixed = [email, { ...email, to: 'nobody' }, { ...email, subject: 'Second' }]

  it('strict: one invalid email holds all of them', async () => {
    expect((await sdk.batch.send(mixed)).error).toMatchObject({ statusCode: 422 })
    expect(fake.ledger()).toEqual([])
  })

  it('permissive: the valid ones go, the others are told by index', async () => {
    const { data } = await sdk.batch.send(mixed, { batchValidation: 'permissive' })
    expect(data?.data.map(({ id }) => id)).toEqual(fake.ledger().map(({ id }) => id))
    expect(data?.errors?.map(({ index }) => index)).toEqual([1])
  })
})

describe('webhooks (1.5)', () => {
  it('come signed as the SDK verifies them, for what the addresses of resend.dev are named after', async () => {
    for (const word of ['delivered', 'bounced', 'complained', 'suppressed']) {
      await sdk.emails.send({ ...email, to: `${word}+label@resend.dev`, tags: [{ name: 'mid', value: word }] })
    }
    const { heard, url, close } = await listener()
    const secret = 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0'
    await options({ webhooks: { url, secret } })
    await fake.tell({ flush: {} })
    const events = heard.map(({ body, headers }) => {
      const event = sdk.webhooks.verify({ payload: body, headers, webhookSecret: secret })
      return [event.type, 'tags' in event.data ? event.data.tags : undefined]
    })
    expect(events.filter(([, tags]) => JSON.stringify(tags) === '{"mid":"bounced"}').map(([type]) => type)).toEqual([
      'email.sent',
      'email.bounced',
    ])
    expect(events.map(([type]) => type)).toEqual(expect.arrayContaining(['email.complained', 'email.suppressed']))
    await close()
  })

  it('are forged, late, doubled, dropped and shuffled when asked, and unheard ones come again with their id', async () => {
    await sdk.batch.send(many(50))
    const { heard, url, close } = await listener(() => (heard.length <= 100 ? 500 : 200))
    const secret = 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0'
    await options({ webhooks: { url, secret } })
    const first = await fake.tell({ flush: { order: 'shuffled', atOnce: 1 } })
    expect(first.flushed).toEqual({ answers: { 500: 100 }, waiting: 100, dropped: 0 })
    const ids = heard.map(({ headers }) => headers.id).sort()
    const second = await fake.tell({ flush: { duplicated: 0.2, forged: 0.1, late: 0.1, unknown: 0.1, dropped: 0.1 } })
    expect(second.flushed?.dropped).toBeGreaterThan(0)
    const again = heard.slice(100)
    const good = again.filter(({ body, headers }) =>
      verifies(() => sdk.webhooks.verify({ payload: body, headers, webhookSecret: secret })),
    )
    expect(good.length).toBeLessThan(again.length)
    expect(again.some(({ headers }) => ids.includes(headers.id))).toBe(true)
    expect(good.some(({ body }) => body.includes('email.read_aloud'))).toBe(true)
    await fake.tell({ replay: 'webhooks', flush: {} })
    expect(new Set(heard.map(({ headers }) => headers.id)).size).toBeGreaterThan(100)
    await close()
  })
})

it('in its own process it keeps the ledger and obeys from afar', async () => {
  const far = await startFakeResend({ options: { rate: 'none' } })
  const client = new Resend(far.key, { baseUrl: far.url })
  await far.tell({ faults: [{ at: 'accepted', what: 'reset' }] })
  expect((await client.batch.send(many(3), { idempotencyKey: 'k' })).error?.statusCode).toBeNull()
  expect((await client.batch.send(many(3), { idempotencyKey: 'k' })).error).toBeNull()
  expect(far.ledger()).toHaveLength(3)
  await far.tell({ clock: { ahead: 25 * hour } })
  await client.batch.send(many(3), { idempotencyKey: 'k' })
  expect((await far.tell({})).accepted).toBe(6)
  await far.close()
})

interface Heard {
  readonly body: string
  readonly headers: { readonly id: string; readonly timestamp: string; readonly signature: string }
}

/** Somebody who hears webhooks. */
async function listener(status: () => number = () => 200) {
  const { createServer } = await import('node:http')
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const header = (name: string) => String(request.headers[`svix-${name}`])
    heard.push({
      body,
      headers: { id: header('id'), timestamp: header('timestamp'), signature: header('signature') },
    })
    response.writeHead(status()).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = () =>
    new Promise((done) => {
      server.closeAllConnections()
      server.close(done)
    })
  return { heard, url: `http://127.0.0.1:${port}/`, close }
}

function verifies(check: () => unknown): boolean {
  try {
    check()
    return true
  } catch {
    return false
  }
}
