import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dotenvOf, hashPepper, linkSecret, readSettings, type SettingSources } from '../../src/config/index.ts'
import { providers } from '../../src/providers/index.ts'

const noFlags = { database: undefined, port: undefined, publicPort: undefined }
const settings = (sources: Partial<SettingSources>) =>
  readSettings({ flags: noFlags, env: {}, dotenv: {}, file: {}, ...sources })

describe('settings', () => {
  it('have defaults that need no file and no variable', () => {
    expect(settings({}).value).toEqual({
      database: 'sqlite:data/perennial.db',
      secret: undefined,
      oldSecrets: [],
      webhookSecrets: [],
      publicHost: '127.0.0.1',
      port: 4600,
      publicPort: 4601,
      links: 'http://127.0.0.1:4601',
      service: {},
    })
  })

  it('of the mail service are those it asks for; one that is missing stops nobody but who sends', () => {
    const env = { RESEND_API_KEY: 're_12345678', SMTP_URL: 'smtp://mail.kava.example' }
    const service = (name: string) => providers.find((one) => one.name === name)?.settings ?? []

    expect(settings({ env, service: service('resend') }).value?.service).toEqual({ RESEND_API_KEY: 're_12345678' })
    expect(settings({ env, service: service('outbox') }).value?.service).toEqual({})
    expect(settings({ service: service('smtp') }).value?.service).toEqual({})
  })

  it.each([
    ['resend', 'RESEND_API_KEY', 'secret-of-mine', 'is no key of Resend: those begin with re_'],
    ['resend', 'RESEND_BASE_URL', 'http://evil.example', 'must begin with https://'],
    ['resend', 'RESEND_BASE_URL', 'evil', 'is no web address'],
    ['resend', 'RESEND_DEBUG', 'true', 'would print the addresses of customers: take it away'],
    ['smtp', 'SMTP_URL', 'smtp://me:pass%word@mail.example', 'holds a % that must be written as %25'],
  ])('of %s: %s cannot be %s, and the value is not repeated', (name, variable, value, fault) => {
    const service = providers.find((one) => one.name === name)?.settings ?? []
    const { problems } = settings({ env: { [variable]: value }, service })
    expect(problems.map(({ message }) => message)).toEqual([`${variable} ${fault}`])
  })

  it('come from flags before the environment before .env', () => {
    const dotenv = { DATABASE_URL: 'sqlite:dotenv.db', PORT: '1', PERENNIAL_SECRET: 'a long enough secret' }
    const env = { DATABASE_URL: 'sqlite:env.db', PORT: '' }

    const all = settings({ flags: { ...noFlags, database: 'sqlite:flag.db' }, env, dotenv })
    const some = settings({ env, dotenv })

    expect(all.value?.database).toBe('sqlite:flag.db')
    expect(some.value?.database).toBe('sqlite:env.db')
    expect(some.value).toMatchObject({ port: 1, publicPort: 2, secret: 'a long enough secret' })
  })

  it('let links follow the public port unless the shop file names an address', () => {
    expect(settings({ flags: { ...noFlags, publicPort: '8080' } }).value?.links).toBe('http://127.0.0.1:8080')
    expect(settings({ file: { links: 'https://mail.kava.example' } }).value?.links).toBe('https://mail.kava.example')
  })

  it('take several secrets in one variable: an old one stays good while the new one comes', () => {
    const env = {
      PERENNIAL_OLD_SECRETS: 'old-secret-of-2025,old-secret-of-2024',
      RESEND_WEBHOOK_SECRET: 'whsec_a whsec_b',
    }
    expect(settings({ env }).value?.webhookSecrets).toEqual(['whsec_a', 'whsec_b'])
    expect(settings({ env }).value?.oldSecrets).toEqual(['old-secret-of-2025', 'old-secret-of-2024'])
  })

  it('that are wrong are told all at once', () => {
    const { value, problems } = settings({ flags: { ...noFlags, port: 'abc' }, env: { PERENNIAL_SECRET: 'short' } })

    expect(value).toBeUndefined()
    expect(problems.map((problem) => problem.message)).toEqual([
      '--port or PORT is "abc", which is no port: use a number from 1 to 65535',
      'PERENNIAL_SECRET is shorter than 16 characters',
    ])
  })
})

describe('a .env file', () => {
  it('is read as people write it', () => {
    const dir = mkdtempSync(join(tmpdir(), 'perennial-env-'))
    writeFileSync(
      join(dir, '.env'),
      '# keys\nexport A=1\nB="two words" # why\nC=three # why\nD=\n E = \'x#y\' \nnonsense\n',
    )

    expect(dotenvOf(dir)).toEqual({ A: '1', B: 'two words', C: 'three', D: '', E: 'x#y' })
    expect(dotenvOf(join(dir, 'missing'))).toEqual({})
  })
})

describe('the secret that signs links', () => {
  it('is made once, kept for this user only, and the same the next time', () => {
    const dir = mkdtempSync(join(tmpdir(), 'perennial-secret-'))

    const secret = linkSecret(dir, undefined)

    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect(linkSecret(dir, undefined)).toBe(secret)
    expect(readFileSync(join(dir, 'data/secret'), 'utf8')).toBe(`${secret}\n`)
    expect(statSync(join(dir, 'data/secret')).mode & 0o777).toBe(0o600)
  })

  it('is the one that is set, and then none is kept', () => {
    const dir = mkdtempSync(join(tmpdir(), 'perennial-secret-'))

    expect(linkSecret(dir, 'set by the operator')).toBe('set by the operator')
    expect(() => statSync(join(dir, 'data'))).toThrow()
  })

  it('is not the key of the hashes of erased people', () => {
    const dir = mkdtempSync(join(tmpdir(), 'perennial-secret-'))

    expect(hashPepper(dir, undefined)).toBe(hashPepper(dir, undefined))
    expect(hashPepper(dir, undefined)).not.toBe(linkSecret(dir, undefined))
    expect(statSync(join(dir, 'data/pepper')).mode & 0o777).toBe(0o600)
  })
})
