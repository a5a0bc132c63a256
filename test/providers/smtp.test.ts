import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Email, type Provider, providers } from '../../src/providers/index.ts'
import { smtp } from '../../src/providers/smtp.ts'
import { smtpAddress, smtpUrlFault } from '../../src/providers/smtp-address.ts'
import { anEmail, providerContract } from '../contracts/provider.ts'
import { type MailServer, startMailServer, type TextFate } from './smtp-server.ts'

const calm = new AbortController().signal
let server: MailServer
let provider: Provider

async function start(options: Parameters<typeof startMailServer>[0] = {}): Promise<void> {
  server = await startMailServer(options)
  provider = server.open()
}

async function stop(): Promise<void> {
  await provider.close?.()
  await server.close()
}

providerContract('smtp', async () => {
  await start()
  return {
    provider,
    async arrived() {
      const arrived = new Map<string, Uint8Array[]>()
      for (const { raw } of server.taken) {
        const [, id = ''] = /^X-Perennial-Message: (.*)$/m.exec(raw.toString('latin1').replaceAll('\r', '')) ?? []
        arrived.set(id, [...(arrived.get(id) ?? []), raw])
      }
      return arrived
    },
    close: stop,
  }
})

describe('an email through the shop’s own mail server', () => {
  beforeEach(() => start())
  afterEach(stop)

  it('is in the list and never repeated by itself', () => {
    expect(providers).toContain(smtp)
    expect(provider).toMatchObject({ unit: 'message', repeatable: 0 })
  })

  it('goes in an envelope of its own, and its Message-ID says which message it is', async () => {
    const { results } = await send(['m-1'])
    expect(results).toEqual([{ outcome: 'accepted', providerId: '<m-1@kava.example>' }])
    expect(server.taken[0]).toMatchObject({ from: 'hej@kava.example', to: ['ana@shop.example'] })
  })

  it('a name with everything in it does not reach the envelope', async () => {
    const name = `"Ana" <eve@evil.example>, ${'very long name '.repeat(12)}, d.o.o.`
    await send(['m-1'], { to: { name, address: 'ana@shop.example' } })
    expect(server.taken[0]?.to).toEqual(['ana@shop.example'])
  })

  it('shares few lines with the others, also with those of the next request', async () => {
    await send(ids(10))
    await send(ids(10))
    expect(server.taken).toHaveLength(20)
    expect(server.sessions.size).toBeLessThanOrEqual(4)
  })

  it('goes over a new line where the server has closed the old one', async () => {
    await send(['a'])
    server.refuse.text = 'cut'
    await send(['b'])
    server.refuse = {}
    expect((await send(['c'])).results[0]?.outcome).toBe('accepted')
  })
})

describe('what the server says', () => {
  beforeEach(() => start())
  afterEach(stop)

  it('of a recipient that does not exist is final for this one alone', async () => {
    server.refuse.to = (address) => (address.startsWith('gone') ? [550, 'No such user gone@shop.example'] : undefined)
    const { results, halt } = await sendTo('ana@shop.example', 'gone@shop.example', 'eve@shop.example')
    expect(results.map((one) => one.outcome)).toEqual(['accepted', 'rejected', 'accepted'])
    expect(results[1]).toEqual({
      outcome: 'rejected',
      reason: "The mail server refused: Can't send mail - all recipients were rejected: 550 No such user an address",
    })
    expect(halt).toBeUndefined()
  })

  it('of a recipient it does not know yet is to come again (greylisting)', async () => {
    server.refuse.to = () => [451, 'Greylisted, come again']
    const { results, halt } = await send(['a'])
    expect(results[0]).toMatchObject({ outcome: 'later', wait: 300_000 })
    expect(halt).toBeUndefined()
  })

  it.each([
    [[554, 'Looks like spam'], 'rejected'],
    [[552, 'Too large'], 'rejected'],
    [[452, 'Disk full'], 'later'],
  ] as const)('of the text, %j: %s', async (fate, outcome) => {
    server.refuse.text = fate as TextFate
    expect((await send(['a'])).results[0]?.outcome).toBe(outcome)
    expect(server.taken).toEqual([])
  })

  it('of our address as a sender stops everything: it is no fault of the emails', async () => {
    server.refuse.from = [550, 'Sender not allowed']
    const { results, halt } = await send(ids(5))
    expect(results.every((one) => one.outcome === 'later')).toBe(true)
    expect(halt).toMatchObject({ code: '550', until: 'operator' })
  })

  it('when it wants to be left alone (421) halts for a minute', async () => {
    server.refuse.to = () => [421, 'Too many messages, slow down']
    const { results, halt } = await send(ids(3))
    expect(results.every((one) => one.outcome === 'later')).toBe(true)
    expect(halt).toMatchObject({ code: '421', until: 60_000 })
  })
})

describe('the moment after the text', () => {
  beforeEach(() => start())
  afterEach(stop)

  it.each(['cut', 'taken and cut'] as const)('the line is %s: nobody knows, and it is not repeated', async (fate) => {
    server.refuse.text = fate
    const { results } = await send(['a'])
    expect(results[0]).toEqual({
      outcome: 'uncertain',
      reason: 'The connection ended before the mail server said whether it took the email (ECONNECTION)',
    })
    expect(server.taken).toHaveLength(fate === 'cut' ? 0 : 1)
    expect(server.sessions.size).toBe(1)
  })

  it('told to stop while the server is silent: nobody knows; those that had not begun come later', async () => {
    server.refuse.text = 'silence'
    const { results } = await send(ids(10), {}, AbortSignal.timeout(300))
    const outcomes = results.map((one) => one.outcome)
    expect(outcomes.filter((one) => one === 'uncertain')).toHaveLength(4)
    expect(outcomes.filter((one) => one === 'later')).toHaveLength(6)
  })
})

describe('a server that cannot be reached', () => {
  it('halts for a minute, and no email is lost', async () => {
    await start()
    await server.close()
    const { results, halt } = await send(ids(3))
    expect(results.every((one) => one.outcome === 'later')).toBe(true)
    expect(halt).toMatchObject({ code: 'ESOCKET', until: 60_000 })
    expect(halt?.reason).toContain('The mail server could not be reached')
  })
})

describe('the login', () => {
  const login = (code: number) =>
    start({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        if (username === 'kava@mail' && password === 'p:ss/wörd') return done(null, { user: 'kava' })
        done(Object.assign(new Error('Wrong user or password'), { responseCode: code }))
      },
    })
  afterEach(stop)

  it('is in the address, encoded', async () => {
    await login(535)
    provider = server.open(`smtp://kava%40mail:p%3Ass%2Fw%C3%B6rd@127.0.0.1:${server.port}`)
    expect((await send(['a'])).results[0]?.outcome).toBe('accepted')
  })

  it.each([
    [535, 'operator'],
    [454, 60_000],
  ] as const)('refused with %i: the sender stops, and every email stays', async (code, until) => {
    await login(code)
    provider = server.open(`smtp://kava:wrong@127.0.0.1:${server.port}`)
    const { results, halt } = await send(ids(2))
    expect(results.every((one) => one.outcome === 'later')).toBe(true)
    expect(halt).toMatchObject({ code: String(code), until })
    expect(halt?.reason).not.toContain('wrong@')
  })

  it('that is missing where one is needed stops too', async () => {
    await login(535)
    expect((await send(['a'])).halt).toMatchObject({ code: '530', until: 'operator' })
  })
})

describe('encryption', () => {
  afterEach(stop)

  it('by STARTTLS where the server offers it', async () => {
    await start({ disabledCommands: [] })
    await send(['a'])
    expect(server.taken[0]?.secure).toBe('yes')
  })

  it('from the first byte with smtps', async () => {
    await start({ secure: true })
    provider = server.open(`smtps://127.0.0.1:${server.port}`)
    await send(['a'])
    expect(server.taken[0]?.secure).toBe('yes')
  })

  it('is demanded of a server elsewhere: without it nothing is sent', async () => {
    await start()
    provider = server.open(`smtp://0.0.0.0:${server.port}`)
    const { results, halt } = await send(['a'])
    expect([results[0]?.outcome, halt?.until]).toEqual(['later', 'operator'])
    expect(halt?.reason).toContain('STARTTLS')
    expect(server.taken).toEqual([])
    provider = server.open(`smtp://0.0.0.0:${server.port}?tls=none`)
    expect((await send(['a'])).results[0]?.outcome).toBe('accepted')
  })

  it('with a certificate nobody vouches for is refused elsewhere', async () => {
    await start({ secure: true })
    provider = server.open(`smtps://0.0.0.0:${server.port}`)
    expect((await send(['a'])).halt?.reason).toMatch(/certificate/i)
    expect(server.taken).toEqual([])
  })
})

describe('SMTP_URL', () => {
  it.each([
    ['smtps://mail.kava.example', { port: 465, secure: true, requireTLS: false }],
    ['smtp://mail.kava.example', { port: 587, secure: false, requireTLS: true }],
    ['smtp://mail.kava.example:2525?tls=none', { port: 2525, secure: false, requireTLS: false, ignoreTLS: true }],
    ['smtp://localhost:25', { port: 25, secure: false, requireTLS: false }],
    ['smtp://[::1]:25', { host: '::1' }],
  ])('%s', (url, options) => {
    expect(smtpUrlFault(url)).toBeUndefined()
    expect(smtpAddress(url).options).toMatchObject(options)
  })

  it.each([
    ['mail.kava.example', 'is no address: use smtps://user:password@mail.kava.example:465'],
    [
      'https://mail.kava.example',
      'must begin with smtps:// or smtp://: use smtps://user:password@mail.kava.example:465',
    ],
    ['smtp://:secret@mail.kava.example', 'has a password and no user: use smtps://user:password@mail.kava.example:465'],
    ['smtp://', 'names no server: use smtps://user:password@mail.kava.example:465'],
    ['smtp://a:100%x@mail.kava.example', 'holds a % that must be written as %25'],
  ])('%s %s', (url, fault) => {
    expect(smtpUrlFault(url)).toBe(fault)
  })
})

const ids = (count: number) => Array.from({ length: count }, (_, i) => `m-${i}`)

async function send(names: readonly string[], changes: Partial<Email> = {}, signal = calm) {
  const messages = await Promise.all(names.map((id) => composed({ ...changes, id })))
  return provider.send({ key: 'v1:test:1', at: 0, messages }, signal)
}

async function sendTo(...addresses: string[]) {
  const messages = await Promise.all(
    addresses.map((address, i) => composed({ id: `m-${i}`, to: { name: undefined, address } })),
  )
  return provider.send({ key: 'v1:test:1', at: 0, messages }, calm)
}

async function composed(changes: Partial<Email>) {
  const email = anEmail(changes)
  const result = await provider.compose(email)
  if ('rejected' in result) throw new Error(result.rejected)
  return { id: email.id, bytes: result.bytes }
}
