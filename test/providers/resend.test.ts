import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import MailComposer from 'nodemailer/lib/mail-composer'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Email, type Provider, providers } from '../../src/providers/index.ts'
import { resend } from '../../src/providers/resend.ts'
import { anEmail, providerContract } from '../contracts/provider.ts'
import { type Fault, type FakeOptions, fakeResendHere } from '../support/fake-resend/index.ts'

const hour = 3_600_000
const calm = new AbortController().signal
let now: number
let fake: Awaited<ReturnType<typeof fakeResendHere>>
let provider: Provider

async function start(options: Partial<FakeOptions> = {}): Promise<void> {
  now = Date.UTC(2026, 10, 22, 8)
  fake = await fakeResendHere({ now: () => now, options: { rate: 'none', ...options } })
  provider = open(fake.key)
}

const open = (key: string) =>
  resend.open({ dir: '.', timeZone: 'UTC', settings: { RESEND_API_KEY: key, RESEND_BASE_URL: fake.url } })

providerContract('resend', async () => {
  await start()
  return {
    provider,
    date: 'the service’s',
    async arrived() {
      const arrived = new Map<string, Uint8Array[]>()
      for (const { tags, body } of fake.account.emails.all) {
        const { reply_to: replyTo, ...rest } = body as Record<string, never>
        const raw = await new MailComposer({ ...rest, replyTo }).compile().build()
        arrived.set(tags.mid ?? '', [...(arrived.get(tags.mid ?? '') ?? []), raw])
      }
      return arrived
    },
    close: () => fake.close(),
  }
})

describe('a batch to Resend', () => {
  beforeEach(() => start())
  afterEach(() => fake.close())

  it('is in the list, and says how long a repeat is safe', () => {
    expect(providers).toContain(resend)
    expect(provider).toMatchObject({ most: 100, unit: 'request', repeatable: 23 * hour, rate: 10 })
  })

  it('carries the message id as a tag and both unsubscribe headers', async () => {
    await send(['m-1'])
    expect(fake.account.emails.all[0]).toMatchObject({
      tags: { mid: 'm-1' },
      to: ['ana@shop.example'],
      body: {
        from: 'Kava <hej@kava.example>',
        headers: {
          'X-Perennial-Message': 'm-1',
          'List-Unsubscribe': '<https://mail.kava.example/unsubscribe/token>',
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      },
    })
  })

  it('brings letters of every script', async () => {
    const html = '<p>Čaj „ćevap“ 漢字 😀 \u2028 \ud800</p>'
    await send(['m-1'], calm, { html })
    expect(fake.account.emails.all[0]?.body?.html).toBe(html)
  })

  it('goes to no other address, wherever it is sent on to: its outcome is unknown then', async () => {
    const elsewhere = createServer((_, response) => {
      response.writeHead(307, { location: `${fake.url}/emails/batch` }).end()
    })
    await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening))
    const { port } = elsewhere.address() as AddressInfo
    const settings = { RESEND_API_KEY: fake.key, RESEND_BASE_URL: `http://127.0.0.1:${port}` }
    provider = resend.open({ dir: '.', timeZone: 'UTC', settings })
    const { results } = await send(['m-1'])
    elsewhere.close()
    expect(results).toMatchObject([{ outcome: 'unknown' }])
    expect(fake.account.emails.all).toEqual([])
  })

  it('gives each message the id of Resend, and tells the limits that were learnt', async () => {
    await fake.tell({ options: { rate: 5, daily: 100 } })
    const answer = await send(['a', 'b'])
    const ids = fake.account.emails.all.map(({ id }) => ({ outcome: 'accepted', providerId: id }))
    expect(answer.results).toEqual(ids)
    expect(answer.limits).toEqual({ rate: 5, remaining: 4, reset: 1000, usedToday: 2, usedThisMonth: 2 })
    expect(answer.halt).toBeUndefined()
  })

  it('fails for the one message that is refused, with a reason that names nobody, and goes on with the others', async () => {
    const messages = await Promise.all(['a', 'b', 'c'].map((id) => composed({ id })))
    const spoilt = JSON.parse(Buffer.from(messages[1]?.bytes ?? []).toString())
    const bytes = Buffer.from(JSON.stringify({ ...spoilt, to: 'nobody@nowhere' }))
    const { results } = await provider.send(
      { key: 'v1:test:1', at: now, messages: messages.with(1, { id: 'b', bytes }) },
      calm,
    )
    const [first, third] = fake.account.emails.all
    expect(results).toEqual([
      { outcome: 'accepted', providerId: first?.id },
      { outcome: 'rejected', reason: 'Resend refused it (Invalid `to` field: "an address" is no address)' },
      { outcome: 'accepted', providerId: third?.id },
    ])
    expect([first?.tags.mid, third?.tags.mid]).toEqual(['a', 'c'])
  })

  it('is repeated under its key without a second email, also when the first answer never came', async () => {
    await spoil({ at: 'accepted', what: 'reset' })
    expect((await send(['a', 'b'])).results).toEqual([
      { outcome: 'unknown', reason: 'Resend could not be reached, or its answer was cut short' },
      { outcome: 'unknown', reason: 'Resend could not be reached, or its answer was cut short' },
    ])
    expect((await send(['a', 'b'])).results.map((one) => one.outcome)).toEqual(['accepted', 'accepted'])
    expect(fake.ledger().map(({ mid, key }) => [mid, key])).toEqual([
      ['a', 'v1:test:1'],
      ['b', 'v1:test:1'],
    ])
  })

  it('too large for one request it is split before anybody is asked', async () => {
    const html = 'x'.repeat(3 * 1024 * 1024)
    const messages = await Promise.all(['a', 'b', 'c'].map((id) => composed({ id, html })))
    const { results } = await provider.send({ key: 'v1:test:1', at: now, messages }, calm)
    expect(results.map((one) => one.outcome)).toEqual(['split', 'split', 'split'])
    expect(fake.account.answered).toEqual({})
  })

  it.each(['', 'v1:test 1', 'v1:ž', `v1:${'x'.repeat(260)}`])(
    'the key %j is never used: it would not protect',
    async (key) => {
      const answer = await provider.send({ key, at: now, messages: [await composed({})] }, calm)
      expect(answer.halt).toMatchObject({ code: 'wrong_key', until: 'operator' })
      expect(answer.results[0]?.outcome).toBe('later')
      expect(fake.account.answered).toEqual({})
    },
  )

  it('ends when it is told to stop, with an outcome nobody knows', async () => {
    await spoil({ at: 'received', what: 'hang' })
    const { results } = await send(['a'], AbortSignal.timeout(100))
    expect(results[0]?.outcome).toBe('unknown')
  })
})

describe('a sender’s name', () => {
  it.each([
    ['Kava', 'Kava <hej@kava.example>'],
    ['Kava & Mlin', '"Kava & Mlin" <hej@kava.example>'],
    ['Kava, d.o.o.', '"Kava, d.o.o." <hej@kava.example>'],
    ['Čaj 2', 'Čaj 2 <hej@kava.example>'],
    ['a\r\nBcc: x', '"a Bcc: x" <hej@kava.example>'],
    [undefined, 'hej@kava.example'],
  ])('%j', async (name, from) => {
    await start()
    const { bytes } = await composed({ from: { name, address: 'hej@kava.example' } })
    expect(JSON.parse(Buffer.from(bytes).toString()).from).toBe(from)
    await fake.close()
  })
})

describe('a message of unknown outcome is found in the list', () => {
  beforeEach(() => start())
  afterEach(() => fake.close())
  const window = () => ({ from: now - 1000, until: now + 1000 })

  it('by recipient, subject and time', async () => {
    await spoil({ at: 'accepted', what: 'reset' })
    await send(['a'])
    const sought = { ...(await composed({ id: 'a' })), ...window() }
    expect(await provider.find?.([sought], calm)).toEqual([
      { outcome: 'accepted', providerId: fake.account.emails.all[0]?.id },
    ])
  })

  it('not where it was never accepted, or at another time, or to somebody else', async () => {
    await spoil({ at: 'received', what: 'reset' })
    await send(['a'])
    await send(['b'], calm, { to: { name: undefined, address: 'eve@shop.example' } })
    const sought = { ...(await composed({ id: 'a' })), ...window() }
    const later = {
      ...(await composed({ id: 'b', to: { name: undefined, address: 'eve@shop.example' } })),
      from: now + hour,
      until: now + hour,
    }
    expect((await provider.find?.([sought, later], calm))?.map((one) => one.outcome)).toEqual(['unknown', 'unknown'])
  })

  it('not where two could be it', async () => {
    await send(['a'])
    await send(['b'], calm, {}, 'v1:test:2')
    const sought = { ...(await composed({ id: 'a' })), ...window() }
    expect(await provider.find?.([sought], calm)).toEqual([
      { outcome: 'unknown', reason: 'Several emails of Resend’s list could be it' },
    ])
  })
})

async function spoil(...faults: Fault[]) {
  await fake.tell({ faults })
}

async function send(ids: readonly string[], signal = calm, changes: Partial<Email> = {}, key = 'v1:test:1') {
  const messages = await Promise.all(ids.map((id) => composed({ ...changes, id })))
  return provider.send({ key, at: now, messages }, signal)
}

async function composed(changes: Partial<Email>) {
  const email = anEmail(changes)
  const result = await provider.compose(email)
  if ('rejected' in result) throw new Error(result.rejected)
  return { id: email.id, bytes: result.bytes }
}
