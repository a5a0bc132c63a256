/**
 * The daily run of a generated shop of 200,000 customers as `perennial serve` does it, and how long its public pages
 * are silent meanwhile: a page that only reads, and an event of the mail service, which must be written. Promise: no
 * answer of either takes longer than a quarter of a second but for what waits for the run's own writing.
 *
 * `npm run bench serve [CUSTOMERS]`
 */

import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openApp, readShopFiles } from '../src/app/index.ts'
import { instantAt, localDay } from '../src/calendar/index.ts'
import { fixedClock, type Instant, systemClock } from '../src/clock.ts'
import { verdict } from './measure/verdict.ts'
import { fillWithRuns } from './shop/fill-with-runs.ts'

const customers = Number(process.argv[2] ?? 200_000)
const DAY = 86_400_000
const MOST = 250
const PORT = 46_120
const secret = `whsec_${Buffer.from('a secret of this bench, long enough').toString('base64')}`
const zone = 'Europe/Zagreb'

void measure()

async function measure(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'perennial-serve-'))
  for (const name of ['perennial.yaml', 'segments', 'campaigns', 'templates']) {
    cpSync(resolve(name), join(dir, name), { recursive: true })
  }
  mkdirSync(join(dir, 'data'))
  cpSync(await filled(dir), join(dir, 'data', 'perennial.db'))
  const program = spawn(process.execPath, [resolve('dist/src/cli/main.js'), 'serve', '--port', String(PORT)], {
    cwd: dir,
    env: { ...process.env, RESEND_WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let told = ''
  program.stdout.on('data', (text) => (told += text))
  program.stderr.on('data', (text) => (told += text))
  await until(() => told.includes('Ctrl-C stops'))
  const began = performance.now()
  const over = () => /Run of .*: (done|failed)/.test(told)
  const [reads, writes] = await Promise.all([
    longest(over, () => ask('GET', '/nothing-here', '', {})),
    longest(over, event),
  ])
  console.log(`a run over ${customers.toLocaleString('en')} customers took ${Math.round(performance.now() - began)} ms`)
  console.table({ 'a page': reads, 'an event of the mail service': writes })
  if (process.env.TOLD) console.log(told.slice(0, 5000))
  verdict(`The public pages answer within ${MOST} ms while the run works`, reads.longest <= MOST)
  program.kill('SIGTERM')
  await new Promise((ended) => program.once('exit', ended))
  rmSync(dir, { recursive: true })
}

/** A database whose last run was yesterday's, made once and kept in the temporary folder. */
async function filled(dir: string): Promise<string> {
  const now = systemClock.now()
  const today = localDay(now, zone)
  const kept = join(tmpdir(), 'perennial-bench')
  mkdirSync(kept, { recursive: true })
  const file = join(kept, `serve-${customers}-${today}.db`)
  if (existsSync(file)) return file
  // As the shipped shop says: 9:00. Before that, yesterday's run is the one that is due.
  const slot = instantAt(today, '09:00', zone)
  const last = (slot <= now ? slot : slot - DAY) - DAY
  await fill(dir, file, last + 1_800_000)
  return file
}

async function fill(dir: string, file: string, now: Instant): Promise<void> {
  const files = readShopFiles(dir)
  const { value: app } = files
    ? await openApp(files, {
        flags: { database: `sqlite:${file}`, port: undefined, publicPort: undefined },
        env: {},
        dotenv: {},
        clock: fixedClock(now),
      })
    : {}
  if (!app) throw new Error('the shop does not open')
  await fillWithRuns(app, { customers, now })
  await app.close()
}

/** Asks one after the other, 50 times a second, until the run is over: the longest and the usual wait in ms. */
async function longest(over: () => boolean, once: () => Promise<void>) {
  const waits: number[] = []
  while (!over()) {
    const began = performance.now()
    await once()
    waits.push(performance.now() - began)
    await new Promise((later) => setTimeout(later, 20))
  }
  waits.sort((a, b) => a - b)
  const at = (share: number) => Math.round(waits[Math.floor((waits.length - 1) * share)] ?? 0)
  return { asked: waits.length, usual: at(0.5), longest: at(1) }
}

let events = 0

function event(): Promise<void> {
  events += 1
  const id = `msg_${events}`
  const data = { email_id: id, to: ['ana@shop.example'], subject: 'Happy birthday', tags: {} }
  const body = JSON.stringify({ type: 'email.delivered', created_at: '2026-11-22T08:30:00Z', data })
  const timestamp = String(Math.floor(systemClock.now() / 1000))
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return ask('POST', '/webhooks/resend', body, {
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${signature}`,
  })
}

function ask(method: string, path: string, body: string, headers: Record<string, string>): Promise<void> {
  return new Promise((done, failed) => {
    const asked = request({ host: '127.0.0.1', port: PORT + 1, method, path, headers }, (response) => {
      response.resume()
      response.on('end', () => done())
    })
    asked.on('error', failed)
    asked.end(body)
  })
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((later) => setTimeout(later, 10))
}
