import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { providers } from '../../src/providers/index.ts'

let server: Server | SMTPServer | undefined
afterEach(async () => {
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
  server = undefined
})

/** The account as the provider tells it, over a service that answers as given. */
async function resendSays(
  answers: Readonly<Record<string, { status?: number; body: unknown }>>,
  domain = 'kava.example',
) {
  const web = createServer((request, response) => {
    const { status = 200, body } = answers[(request.url ?? '').split('?')[0] ?? ''] ?? { status: 404, body: {} }
    response.writeHead(status, { 'content-type': 'application/json', date: 'Sun, 22 Nov 2026 12:00:00 GMT' })
    response.end(JSON.stringify(body))
  })
  server = web
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const { port } = web.address() as AddressInfo
  return examine('resend', { RESEND_API_KEY: 're_1234567', RESEND_BASE_URL: `http://127.0.0.1:${port}` }, domain)
}

function examine(name: string, settings: Record<string, string>, domain = 'kava.example') {
  const provider = providers.find((one) => one.name === name)?.open({ dir: '.', timeZone: 'UTC', settings })
  return provider?.examine?.(domain, AbortSignal.timeout(5000))
}

const domain = { id: 'd1', name: 'kava.example', status: 'verified', capabilities: { sending: 'enabled' } }
const listed = (one: object) => ({ body: { object: 'list', data: [one], has_more: false } })

describe('an account at Resend', () => {
  it('that is well has a key, a verified domain, no tracking, and says which records it wants', async () => {
    const records = [
      { record: 'SPF', name: 'send', type: 'MX', value: 'feedback-smtp.eu-west-1.amazonses.com' },
      { record: 'SPF', name: 'send', type: 'TXT', value: 'v=spf1 include:amazonses.com ~all' },
      { record: 'DKIM', name: 'resend._domainkey', type: 'TXT', value: 'p=MIG' },
    ]
    const account = await resendSays({
      '/domains': listed(domain),
      '/domains/d1': { body: { ...domain, object: 'domain', open_tracking: false, click_tracking: false, records } },
    })

    expect(account?.findings.map(({ about, state }) => [about, state])).toEqual([
      ['key', 'ok'],
      ['domain', 'ok'],
      ['tracking', 'ok'],
    ])
    expect(account?.records).toEqual([
      { use: 'spf', type: 'TXT', name: 'send.kava.example', value: 'v=spf1 include:amazonses.com ~all' },
      { use: 'dkim', type: 'TXT', name: 'resend._domainkey.kava.example', value: 'p=MIG' },
    ])
    expect(account?.clock).toBe(Date.UTC(2026, 10, 22, 12))
  })

  it('stands for the subdomains of its domain', async () => {
    const account = await resendSays({ '/domains': listed(domain) }, 'news.kava.example')
    expect(account?.findings.at(-1)).toMatchObject({ about: 'domain', state: 'ok' })
  })

  it.each([
    ['a domain that is not verified', listed({ ...domain, status: 'pending' }), /kava\.example is pending at Resend/],
    [
      'a domain that is not there',
      listed({ ...domain, name: 'ava.example' }),
      /kava\.example is no domain of this account/,
    ],
    ['a domain that may not send', listed({ ...domain, capabilities: { sending: 'disabled' } }), /switched off/],
    [
      'a revoked key',
      { status: 403, body: { name: 'invalid_api_key', message: 'API key is invalid' } },
      /refuses the key/,
    ],
  ])('with %s is broken, with the way to mend it', async (_what, list, says) => {
    const finding = (await resendSays({ '/domains': list }))?.findings.at(-1)
    expect(finding).toMatchObject({
      state: 'broken',
      says: expect.stringMatching(says),
      repair: expect.stringMatching(/resend\.com/),
    })
  })

  it('with tracking on is warned of: every link would be rewritten', async () => {
    const whole = { ...domain, object: 'domain', open_tracking: true, click_tracking: true, records: [] }
    const account = await resendSays({ '/domains': listed(domain), '/domains/d1': { body: whole } })
    expect(account?.findings.at(-1)).toMatchObject({ about: 'tracking', state: 'warning' })
  })

  it('whose key may only send is well, and tells nothing more', async () => {
    const body = {
      statusCode: 401,
      name: 'restricted_api_key',
      message: 'This API key is restricted to only send emails',
    }
    expect(await resendSays({ '/domains': { status: 401, body } })).toMatchObject({
      findings: [{ state: 'ok' }],
      records: [],
    })
  })

  it('of which nobody answers is a warning: the key may be fine', async () => {
    const account = await examine('resend', { RESEND_API_KEY: 're_1234567', RESEND_BASE_URL: 'http://127.0.0.1:9' })
    expect(account?.findings).toMatchObject([{ about: 'key', state: 'warning' }])
  })
})

describe('an own mail server', () => {
  it('that lets us in without TLS is warned of; one that refuses the password is broken and quotes no address', async () => {
    const smtp = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) =>
        password === 'right' ? done(null, { user: 'kava' }) : done(new Error('no hej@kava.example here')),
    })
    server = smtp
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    const { port } = smtp.server.address() as AddressInfo
    const with1 = (password: string) => examine('smtp', { SMTP_URL: `smtp://kava:${password}@127.0.0.1:${port}` })

    expect((await with1('right'))?.findings).toMatchObject([{ about: 'server', state: 'warning' }])
    const [refused] = (await with1('wrong'))?.findings ?? []
    expect(refused).toMatchObject({ state: 'broken', repair: expect.stringContaining('SMTP_URL') })
    expect(refused?.says).not.toMatch(/hej@|wrong/)
  })
})

describe('emails that stay on this computer', () => {
  it('have no account', () => {
    expect(examine('outbox', {})).toBeUndefined()
  })
})
