import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startMailServer } from '../providers/smtp-server.ts'
import { fakeResendHere } from '../support/fake-resend/index.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

// It is 10:00 in Zagreb, and Ana's birthday.
const now = '2026-11-22T09:00:00Z'
let fake: Awaited<ReturnType<typeof fakeResendHere>>
let shop: ShopFolder

beforeEach(async () => {
  fake = await fakeResendHere()
})
afterEach(async () => {
  shop.remove()
  await fake.close()
})

/** A shop with a customer whose birthday is today, and a mail service. */
async function shopWith(provider: string, env: Record<string, string> = {}): Promise<void> {
  shop = shopFolder(now, 'shipped', env)
  const file = join(shop.dir, 'perennial.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^provider: \w+/m, `provider: ${provider}`))
  const ana = 'ana,ana@kava.example,1990-11-22,subscribed,2024-01-01'
  await shop.importLines('customers', 'customer_id,email,birthday,consent,consent_at', ana)
}

describe('a shop that sends through a mail service', () => {
  it('hands its emails over, and leaves no files', async () => {
    await shopWith('resend', { RESEND_API_KEY: fake.key, RESEND_BASE_URL: fake.url })
    const { code, talk } = await shop.run('send', '--yes')
    expect([code, talk]).toEqual([0, expect.any(String)])
    expect(fake.ledger()).toMatchObject([{ to: 'ana@kava.example', mid: expect.stringMatching(/^[0-9a-f]{8}-\d+$/) }])
    expect(existsSync(join(shop.dir, 'outbox'))).toBe(false)
  })

  it('says goodbye to its mail server when all is sent', async () => {
    const server = await startMailServer()
    await shopWith('smtp', { SMTP_URL: `smtp://127.0.0.1:${server.port}` })
    expect((await shop.run('send', '--yes')).code).toBe(0)
    expect(server.taken.map(({ to }) => to)).toEqual([['ana@kava.example']])
    await vi.waitFor(() => expect(server.lines()).toBe(0))
    await server.close()
  })

  it('without its secret is refused before anything is planned, with what to do', async () => {
    await shopWith('resend')
    const { code, talk } = await shop.run('send', '--yes')
    expect(code).toBe(2)
    expect(talk).toContain('RESEND_API_KEY is not set, and without it nothing can be sent through resend')
    expect(talk).toContain('put it into the environment or .env')
    expect((await shop.run('plan', '--json')).json<{ totals: { send: number } }>().totals.send).toBe(1)
  })

  it('reads its secret from .env too, and tells when it cannot be right, without repeating it', async () => {
    await shopWith('smtp')
    appendFileSync(join(shop.dir, '.env'), 'SMTP_URL=https://me:hunter2@mail.kava.example\n')
    const { code, talk } = await shop.run('send', '--yes')
    expect(code).toBe(2)
    expect(talk).toContain('SMTP_URL must begin with smtps:// or smtp://')
    expect(talk).not.toContain('hunter2')
  })

  it('shows its previews as files for mail programs all the same', async () => {
    await shopWith('resend')
    await shop.run('preview', 'birthday', '--as', 'ana', '--out', 'mail.eml')
    const file = join(shop.dir, 'mail.eml')
    expect(readFileSync(file, 'latin1')).toMatch(/^MIME-Version|^X-Perennial-Message/m)
  })
})

it('a shop that names none sends nothing, whatever keys lie around', async () => {
  await shopWith('outbox', { RESEND_API_KEY: fake.key, RESEND_BASE_URL: fake.url, SMTP_URL: 'smtp://127.0.0.1:1' })
  expect((await shop.run('send', '--yes')).code).toBe(0)
  expect(existsSync(join(shop.dir, 'outbox'))).toBe(true)
  expect(fake.account.answered).toEqual({})
})
