import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runCli } from '../../src/cli/run-cli.ts'
import { clockFrom } from '../../src/clock.ts'
import { fakeResendHere, signingSecret } from '../support/fake-resend/index.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

// It is 13:00 in Zagreb, and the birthday of fifty customers.
const noon = Date.parse('2026-11-22T12:00:00Z')
const apiKey = 're_canary_0123456789'
const webhookSecret = signingSecret(32)
const secrets = [apiKey, webhookSecret, webhookSecret.slice(6), 'canary-secret-0123456789']
const people = Array.from({ length: 50 }, (_, i) => ({
  id: `c${i}`,
  email: `canary.${i}@kava.example`,
  name: `Zvonimira${i}`,
}))

let fake: Awaited<ReturnType<typeof fakeResendHere>>
let shop: ShopFolder
beforeEach(async () => {
  fake = await fakeResendHere({ options: { keys: { [apiKey]: 'full' }, rate: 'none' } })
  shop = shopFolder(new Date(noon).toISOString(), 'shipped', environment())
  const file = join(shop.dir, 'perennial.yaml')
  const text = readFileSync(file, 'utf8').replace(/^provider: \w+/m, 'provider: resend')
  writeFileSync(file, `${text}\ntracking: clicks\n`)
  const rows = people.map(({ id, email, name }) => `${id},${email},${name},subscribed,2025-03-01,1990-11-22`)
  await shop.importLines('customers', 'customer_id,email,first_name,consent,signed_up_at,birthday', ...rows)
})
afterEach(async () => {
  shop.remove()
  await fake.close()
})

const environment = () => ({
  RESEND_API_KEY: apiKey,
  RESEND_BASE_URL: fake.url,
  RESEND_WEBHOOK_SECRET: webhookSecret,
  PERENNIAL_SECRET: 'canary-secret-0123456789',
  PERENNIAL_LOG_LEVEL: 'debug',
})

/** `perennial serve` in this process, as if typed in the shop's folder. */
async function startServe() {
  let said = ''
  const write = (text: string) => (said += text)
  const stop = new AbortController()
  const env = { ...environment(), DATABASE_URL: await shop.database() }
  const words = ['serve', '--port', '0', '--public-port', '0', '--log', 'serve.log']
  const over = runCli(words, {
    ...{ cwd: shop.dir, env, stdout: { write }, stderr: { write }, stdin: Readable.from([]) },
    clock: clockFrom(noon),
    interrupt: { signal: stop.signal, drain() {} },
  })
  return { over, stop: () => stop.abort(), said: () => said }
}

const log = () => readFileSync(join(shop.dir, 'serve.log'), 'utf8')
const logged = (word: string) => vi.waitFor(() => expect(log()).toContain(word), { timeout: 40_000, interval: 50 })

/** No person, address, secret or link that lets its bearer in stands in what was written. */
function expectClean(...texts: string[]): void {
  for (const text of texts) {
    for (const { email, name } of people) for (const canary of [email, name]) expect(text).not.toContain(canary)
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect(text).not.toMatch(/canary[._-]/)
  }
}

describe('what is written of sending through Resend names no person, address or secret (T32)', () => {
  it('by serve at its most talkative, with webhooks, forged ones, leaving and wrong links', async () => {
    const served = await startServe()
    await logged('"accepted":50')
    const url = /served on (http\S+)/.exec(served.said())?.[1] ?? ''
    const webhooks = { url: `${url}/webhooks/resend`, secret: webhookSecret }
    await fake.tell({ options: { webhooks }, flush: {} })
    await logged('update messages set outcome')
    await fetch(webhooks.url, { method: 'POST', body: JSON.stringify({ to: people[3]?.email }), headers: forged })
    await fetch(`${url}/unsubscribe/${people[4]?.email}`)
    const { html = '' } = (fake.account.emails.all[0]?.body ?? {}) as { html?: string }
    const link = /href="http:\/\/[^/]+(\/unsubscribe\/[^"]+)"/.exec(html)?.[1] ?? ''
    expect((await fetch(url + link, { method: 'POST' })).status).toBe(200)
    served.stop()
    expect(await served.over).toBe(0)

    for (const line of log().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
    expectClean(log(), served.said())
    expect(log() + served.said()).not.toContain(link.split('/').at(-1))
  })

  // Services quote what they refuse, and keys they do not like.
  it.each(['resource_locked', 'validation_error', 'invalid_api_key'] as const)(
    'by send, where the service quotes both as it answers %s',
    async (what) => {
      const message = `Refused: ${people[7]?.email} with the key ${apiKey}`
      await fake.tell({ faults: [{ at: 'received', what, message, times: 'always' }] })
      const { talk, out } = await shop.run('send', '--yes', '100', '--log', 'serve.log')
      expect(log()).toContain('Refused: ')
      expectClean(log(), talk, out)
    },
  )
})

const forged = { 'svix-id': 'msg_forged', 'svix-timestamp': '1', 'svix-signature': `v1,${'A'.repeat(44)}` }
