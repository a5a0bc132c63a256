import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Email, FrozenMessage, Provider, SendRequest } from '../../src/providers/index.ts'

/** A provider under test: `arrived` lists every message that got through, as raw RFC 5322 bytes by id. */
export interface ProviderUnderTest {
  readonly provider: Provider
  /** Whose `Date` header the customer sees (default: ours). */
  readonly date?: 'the service’s'
  arrived(): Promise<ReadonlyMap<string, readonly Uint8Array[]>>
  close(): Promise<void>
}

/** An email to send in tests; equal each time unless something is changed. */
export function anEmail(changes: Partial<Email> = {}): Email {
  return {
    id: 'm-1',
    from: { name: 'Kava', address: 'hej@kava.example' },
    replyTo: undefined,
    to: { name: 'Ana Šarić', address: 'ana@shop.example' },
    subject: 'Čaj za tebe',
    html: '<p>Bok, Ana</p>',
    text: 'Bok, Ana',
    at: Date.UTC(2026, 10, 22, 8),
    purpose: 'marketing',
    unsubscribe: 'https://mail.kava.example/unsubscribe/token',
    ...changes,
  }
}

/** What every provider must do, whatever stands behind it. */
export function providerContract(name: string, open: () => Promise<ProviderUnderTest>): void {
  describe(`${name} keeps the contract of a provider`, () => {
    let test: ProviderUnderTest
    beforeEach(async () => {
      test = await open()
    })
    afterEach(() => test.close())
    const calm = () => new AbortController().signal

    it('goes by its name', () => {
      expect(test.provider.name).toBe(name)
      expect(test.provider.most).toBeGreaterThan(0)
    })

    it('makes equal bytes of equal emails, so that a retry is the same request', async () => {
      const once = await composed(test.provider, anEmail())
      const twice = await composed(test.provider, anEmail())
      expect(Buffer.compare(once.bytes, twice.bytes)).toBe(0)
    })

    it('says in order what came of each message', async () => {
      const request = await requestOf(test.provider, ['a', 'b', 'c'])
      const { results } = await test.provider.send(request, calm())
      expect(results.map((result) => result.outcome)).toEqual(['accepted', 'accepted', 'accepted'])
      expect([...(await test.arrived()).keys()].sort()).toEqual(['a', 'b', 'c'])
    })

    it('sends a repeated request once, within the time it promises', async () => {
      if (test.provider.repeatable === 0) return
      const request = await requestOf(test.provider, ['a', 'b'])
      await test.provider.send(request, calm())
      const again = await test.provider.send(request, calm())
      expect(again.results.map((result) => result.outcome)).toEqual(['accepted', 'accepted'])
      const arrived = await test.arrived()
      expect(arrived.get('a')).toHaveLength(1)
      expect(arrived.get('b')).toHaveLength(1)
    })

    it('an empty request is no error', async () => {
      const { results } = await test.provider.send({ key: 'v1:test:0', at: 0, messages: [] }, calm())
      expect(results).toEqual([])
    })

    it('told to stop, it leaves no result out and calls nothing accepted that did not arrive', async () => {
      const request = await requestOf(test.provider, ['a', 'b'])
      const stopped = AbortSignal.abort()
      const { results } = await test.provider.send(request, stopped)
      expect(results).toHaveLength(2)
      const arrived = await test.arrived()
      for (const [i, result] of results.entries()) {
        if (result.outcome === 'accepted') expect(arrived.has(i === 0 ? 'a' : 'b')).toBe(true)
      }
    })

    it.each([
      ['no @', 'ana'],
      ['a second recipient', 'ana@shop.example, eve@evil.example'],
      ['a line break', 'ana@shop.example\r\nBcc: eve@evil.example'],
      ['letters before the @ that services refuse', 'žana@shop.example'],
      ['a quoted local part', '"a b"@shop.example'],
      ['no domain', 'ana@'],
      ['no top domain', 'ana@localhost'],
      ['a domain that cannot be', 'ana@-shop..example'],
      [
        '254 characters and more',
        `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(20)}.example`,
      ],
      ['a null', 'ana\u0000@shop.example'],
    ])('rejects an address with %s, with a sentence that does not repeat it', async (_what, address) => {
      const result = await test.provider.compose(anEmail({ to: { name: 'Ana', address } }))
      expect(result).toHaveProperty('rejected')
      if ('rejected' in result) {
        expect(result.rejected.split(' ').length).toBeGreaterThan(3)
        expect(result.rejected).not.toContain(address)
      }
    })

    it('rejects marketing without its unsubscribe link, and takes service without', async () => {
      expect(await test.provider.compose(anEmail({ unsubscribe: undefined }))).toHaveProperty('rejected')
      expect(await test.provider.compose(anEmail({ unsubscribe: 'javascript:alert(1)' }))).toHaveProperty('rejected')
      expect(await test.provider.compose(anEmail({ unsubscribe: 'https://a.example/\r\nX: y' }))).toHaveProperty(
        'rejected',
      )
      expect(await test.provider.compose(anEmail({ purpose: 'service', unsubscribe: undefined }))).toHaveProperty(
        'bytes',
      )
    })

    it('rejects an email without a subject', async () => {
      expect(await test.provider.compose(anEmail({ subject: ' \r\n' }))).toHaveProperty('rejected')
    })

    it('rejects an id that is more than a name', async () => {
      for (const id of ['', '../x', 'a/b', 'a\nb', '.hidden', 'ž']) {
        expect(await test.provider.compose(anEmail({ id }))).toHaveProperty('rejected')
      }
    })

    it('brings text through unharmed: headers, both parts, other scripts, long lines', async () => {
      const html = `<p>Čaj & « ćevap » 漢字 😀 ${'dugo '.repeat(400)}</p>\n<p>=3D .\n.\n</p>`
      const email = anEmail({ html, text: 'Red 1\nRed 2 = čaj\n.\nFrom here', subject: 'Čaj — 漢字 😀 za "tebe"' })
      const message = await composed(test.provider, email)
      await test.provider.send({ key: 'v1:test:1', at: email.at, messages: [message] }, calm())
      const raw = (await test.arrived()).get(email.id)?.[0]
      const parsed = await simpleParser(Buffer.from(raw ?? []))
      expect(parsed.subject).toBe(email.subject)
      expect(String(parsed.html).trimEnd()).toBe(html)
      expect(parsed.text?.trimEnd()).toBe(email.text)
      expect(parsed.from?.value).toEqual([{ name: 'Kava', address: 'hej@kava.example' }])
      if (!test.date) expect(parsed.date?.getTime()).toBe(email.at)
    })
  })
}

async function composed(provider: Provider, email: Email): Promise<FrozenMessage> {
  const result = await provider.compose(email)
  if ('rejected' in result) throw new Error(result.rejected)
  return { id: email.id, bytes: result.bytes }
}

async function requestOf(provider: Provider, ids: readonly string[]): Promise<SendRequest> {
  const at = anEmail().at
  const messages = await Promise.all(ids.map((id) => composed(provider, anEmail({ id }))))
  return { key: 'v1:test:1', at, messages }
}
