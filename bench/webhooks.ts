/**
 * Webhooks a second into a database file, each verified, stored for good and answered, against a bare Hono handler that
 * only verifies the signature. Promise: at least 0.5 of its rate, every event stored once.
 */

import { createHmac } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { request, Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { openApp, readShopFiles } from '../src/app/index.ts'
import { systemClock } from '../src/clock.ts'
import { resendEvents } from '../src/providers/index.ts'
import { servePublic } from '../src/public/index.ts'
import { median } from './measure/median.ts'
import { verdict } from './measure/verdict.ts'

const EVENTS = Number(process.argv[2] ?? 5_000)
const AT_ONCE = 256
const ROUNDS = 7
const secret = `whsec_${Buffer.from('a secret of this bench, long enough').toString('base64')}`

const dir = mkdtempSync(join(tmpdir(), 'perennial-webhooks-'))
for (const name of ['perennial.yaml', 'segments', 'campaigns', 'templates']) {
  cpSync(resolve(name), join(dir, name), { recursive: true })
}
const files = readShopFiles(dir)
if (!files) throw new Error('no shop here')
const { value: app } = await openApp(files, {
  flags: { database: undefined, port: undefined, publicPort: undefined },
  env: { RESEND_WEBHOOK_SECRET: secret },
  dotenv: {},
  clock: systemClock,
})
if (!app) throw new Error('the shop does not open')
const pages = await servePublic({ app: () => app, now: () => systemClock.now() }, { hostname: '127.0.0.1', port: 0 })
const { isSignedByResend } = await resendEvents()
const bare = await serveBare()

const rates: { bare: number[]; ours: number[] } = { bare: [], ours: [] }
for (let round = 0; round < ROUNDS; round++) {
  rates.bare.push(await rate(`${bare.url}/`, round))
  rates.ours.push(await rate(`${pages.url}/webhooks/resend`, round))
}
const { stored } = await app.db
  .selectFrom('webhook_deliveries')
  .select(({ fn }) => fn.countAll<number>().as('stored'))
  .executeTakeFirstOrThrow()

// Each round is compared with the bare one right before it, so that a busy moment hits both.
const ratio = Math.round(median(rates.ours.map((ours, i) => ours / (rates.bare[i] ?? 0))) * 100) / 100
const words = ['webhooks a second, median of', ROUNDS, 'rounds of', EVENTS.toLocaleString('en'), 'from', AT_ONCE]
console.log(...words, 'connections')
console.table({
  'bare Hono, verifies only': { rate: Math.round(median(rates.bare)), ratio: 1 },
  'perennial: verified, stored, answered': { rate: Math.round(median(rates.ours)), ratio },
})
verdict(`Webhooks reach ${ratio} of the bare handler (at least 0.5)`, ratio >= 0.5)
verdict(`${Number(stored)} of ${EVENTS * ROUNDS} are stored`, Number(stored) === EVENTS * ROUNDS)
await pages.close()
bare.close()
await app.close()
rmSync(dir, { recursive: true })

function serveBare(): Promise<{ url: string; close(): void }> {
  const web = new Hono()
  web.post('/', async ({ req, body }) => {
    const [id = '', timestamp = '', signature = ''] = ['svix-id', 'svix-timestamp', 'svix-signature'].map((name) =>
      req.header(name),
    )
    const good = isSignedByResend([secret], { body: await req.text(), id, timestamp, signature })
    return body(null, good ? 200 : 401)
  })
  return new Promise((done) => {
    const server = serve({ fetch: web.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      done({ url: `http://127.0.0.1:${port}`, close: () => void server.close() }),
    )
  })
}

/** The events are signed before the clock starts. */
async function rate(url: string, round: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const events = Array.from({ length: EVENTS }, (_, i) => signedEvent(`msg_${round}_${i}`))
  let next = 0
  const began = performance.now()
  const work = async () => {
    for (let i = next++; i < EVENTS; i = next++) await post(agent, url, events[i])
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  agent.destroy()
  return EVENTS / ((performance.now() - began) / 1000)
}

interface SignedEvent {
  readonly body: string
  readonly headers: Record<string, string>
}

function signedEvent(id: string): SignedEvent {
  const data = { email_id: id, to: ['ana@shop.example'], subject: 'Happy birthday', tags: { mid: '8f3a01bc-1' } }
  const body = JSON.stringify({ type: 'email.delivered', created_at: '2026-11-22T08:30:00Z', data })
  const timestamp = String(Math.floor(systemClock.now() / 1000))
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { body, headers: { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` } }
}

function post(agent: Agent, url: string, event: SignedEvent | undefined): Promise<void> {
  return new Promise((done, failed) => {
    const { body = '', headers = {} } = event ?? {}
    const asked = request(url, { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json' } })
    asked.on('response', (response) => {
      response.resume()
      response.on('end', () => (response.statusCode === 200 ? done() : failed(new Error(`${response.statusCode}`))))
    })
    asked.on('error', failed)
    asked.end(body)
  })
}
