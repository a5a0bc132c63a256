import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { workOffWebhooks } from '../../src/app/index.ts'
import { eventBody, oldSecret, secret, signed } from '../track/webhooks.ts'
import { aSite, now } from './a-site.ts'
import { patience, sized, tell } from '../support/fault-run.ts'

/** T21: how many forgeries are tried. */
const FORGERIES = sized(400, 10_000)

let site: Awaited<ReturnType<typeof aSite>>
beforeEach(async () => {
  site = await aSite()
  Object.assign(site.app, { settings: { ...site.app.settings, webhookSecrets: [secret] } })
})
afterEach(() => site.close())

const post = (body: string, headers: Record<string, string>) =>
  site.ask('/webhooks/resend', { method: 'POST', body, headers })
const stored = () => site.app.db.selectFrom('webhook_deliveries').selectAll().orderBy('id').execute()

describe('a webhook', () => {
  it('is stored as it came before anything reads it, and answered 200', async () => {
    const body = eventBody('email.delivered', 1, now)
    const response = await post(body, signed(body))

    expect(response.status).toBe(200)
    expect(await stored()).toEqual([{ id: 'msg_1', provider: 'resend', received_at: now, state: 'new', body }])
  })

  it('sent twice is one', async () => {
    const body = eventBody('email.delivered', 1, now)
    for (let i = 0; i < 3; i += 1) expect((await post(body, signed(body))).status).toBe(200)
    expect(await stored()).toHaveLength(1)
  })

  it('of a type nobody knows, or of somebody else’s email, is answered 200 and ignored', async () => {
    for (const [id, body] of [
      ['a', eventBody('email.invented', 1, now)],
      ['b', eventBody('email.delivered', 999, now)],
      ['c', eventBody('email.delivered', 1, now, { tags: { mid: 'ffffffff-1' } })],
      ['d', '{}'],
    ] as const) {
      expect((await post(body, signed(body, { id }))).status).toBe(200)
    }
    expect(await workOffWebhooks(site.app, now)).toEqual({ read: 4, events: 0 })
    expect((await stored()).map(({ state, body }) => [state, body])).toEqual(
      Array.from({ length: 4 }, () => ['ignored', null]),
    )
  })

  it('signed by the old secret is good while both are listed: nothing is lost when it is exchanged', async () => {
    const body = eventBody('email.delivered', 1, now)
    expect((await post(body, signed(body, { id: 'a', by: oldSecret }))).status).toBe(401)
    Object.assign(site.app, { settings: { ...site.app.settings, webhookSecrets: [secret, oldSecret] } })
    expect((await post(body, signed(body, { id: 'a', by: oldSecret }))).status).toBe(200)
    expect((await post(body, signed(body, { id: 'b', by: secret }))).status).toBe(200)
  })

  it('is refused without a word where it is too large, too old, from the future or unsigned', async () => {
    const body = eventBody('email.delivered', 1, now)
    const large = JSON.stringify({ x: 'x'.repeat(2_000_000) })
    for (const announced of [{ 'content-length': String(large.length) }, {}, { 'transfer-encoding': 'chunked' }]) {
      expect((await post(large, { ...signed(large), ...announced })).status).toBe(413)
    }
    for (const headers of [
      signed(body, { at: Date.now() - 302_000 }),
      signed(body, { at: Date.now() + 302_000 }),
      {},
      { ...signed(body), 'svix-id': '' },
      signed(body, { by: `whsec_${Buffer.from('another').toString('base64')}` }),
    ]) {
      const response = await post(body, headers)
      expect([response.status, await response.text()]).toEqual([401, ''])
    }
    expect((await post('', signed(''))).status).toBe(401)
    expect((await post('no json', signed('no json'))).status).toBe(401)
    expect(await stored()).toEqual([])
  })

  it(`forged ${FORGERIES} times is accepted no time`, { timeout: patience }, async () => {
    const body = eventBody('email.delivered', 1, now)
    for (let i = 0; i < FORGERIES; i += 1) {
      const good = signed(body, { id: `m${i}` })
      const forged = { ...good }
      let sent = body
      if (i % 5 === 0) forged['svix-signature'] = flipped(good['svix-signature'] ?? '', i)
      if (i % 5 === 1) forged['svix-id'] = `m${i}x`
      if (i % 5 === 2) sent = `${body} `
      if (i % 5 === 3) forged['svix-timestamp'] = String(Number(good['svix-timestamp']) + 1)
      if (i % 5 === 4) forged['svix-signature'] = `v1,${createHmac('sha256', `${i}`).update(body).digest('base64')}`
      expect((await post(sent, forged)).status).toBe(401)
    }
    expect(await stored()).toEqual([])
    tell('T21', 'forged webhooks', FORGERIES, { lost: 0, duplicated: 0 })
  })

  it('waits for the service to try again where the database cannot be written', async () => {
    await sql`drop table webhook_deliveries`.execute(site.app.db)
    const body = eventBody('email.delivered', 1, now)
    expect((await post(body, signed(body))).status).toBe(503)
  })
})

/** One letter of the signature is another one. */
function flipped(signature: string, seed: number): string {
  const at = 3 + (seed % 40)
  const letter = signature[at] === 'A' ? 'B' : 'A'
  return signature.slice(0, at) + letter + signature.slice(at + 1)
}
