/**
 * `deliver` of 50,000 marketing emails of the shipped shop to the fake of Resend in its own process (no rate limit,
 * 5 ms latency), from the queue to the ledger: claimed, rendered, frozen, sent, recorded. Against it a bare loop that
 * sends the same emails, rendered beforehand, by the SDK's `batch.send` with as many requests at once. Promises: at
 * least 0.8 of its emails a second, and memory that is flat (the last tenth within 10 % of the first). Told beside it:
 * `deliver` of emails that were rendered beforehand too, for rendering has a promise of its own (`bench/render.ts`).
 *
 * `npm run bench deliver [EMAILS]`
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { Resend, type CreateBatchOptions } from 'resend'
import { type App, deliveryOf, openApp, readShopFiles } from '../src/app/index.ts'
import { systemClock } from '../src/clock.ts'
import { deliverDue, type MessageRow, type RenderedEmail } from '../src/deliver/index.ts'
import { parseMailbox } from '../src/providers/index.ts'
import { openAccount } from '../test/support/fake-resend/account.ts'
import { readLedger } from '../test/support/fake-resend/ledger.ts'
import { fakeServer } from '../test/support/fake-resend/server.ts'
import { median } from './measure/median.ts'
import { verdict } from './measure/verdict.ts'

const BATCH = 100
/** As many as `deliver` has under way. */
const AT_ONCE = 3
/** Bodies for the bare loop: enough that no cache helps, few enough to fit into memory. */
const BODIES = 20
const ROUNDS = 3
const KINDS = ['deliver', 'bare', 'rendered'] as const
type Kind = (typeof KINDS)[number]

const [mode = '50000', dir = '', url = '', count = '0'] = process.argv.slice(2)
// Not awaited here: parts of the program that are loaded lazily may wait for this very module.
void main()

function main(): Promise<void> | void {
  if (mode === 'fake') return serveFake(dir)
  if (mode === 'deliver' || mode === 'rendered') return tell(() => deliverAll(dir, url, Number(count), mode))
  if (mode === 'bare') return tell(() => sendAll(dir, url, Number(count)))
  return compare(Number(mode))
}

interface Measured {
  readonly ms: number
  /** Of the processor, all threads: what other programs on the machine cannot lengthen much. */
  readonly cpuMs: number
  /** Mean resident memory of each tenth, in MB. */
  readonly memory: readonly number[]
}

/** In turns, so that a busy moment hits all; each is compared with the bare loop beside it, and the medians count. */
async function compare(emails: number): Promise<void> {
  const rounds: Record<Kind, Measured>[] = []
  const rateOf = ({ ms }: Measured) => Math.round(emails / (ms / 1000))
  for (let round = 1; round <= ROUNDS; round++) {
    const all: [Kind, Measured][] = []
    for (const what of KINDS) {
      const measured = await measure(what, emails)
      all.push([what, measured])
      const cpu = ((measured.cpuMs / emails) * BATCH).toFixed(1)
      console.log(`round ${round}, ${what}: ${rateOf(measured)} emails/s, ${cpu} ms of the processor a request`)
    }
    rounds.push(Object.fromEntries(all) as Record<Kind, Measured>)
  }
  const row = (what: Kind) => ({
    'emails/s': median(rounds.map((round) => rateOf(round[what]))),
    ratio: rounded(median(rounds.map((round) => round.bare.ms / round[what].ms))),
    // Other programs on the machine change it little.
    'processor, bare / it': rounded(median(rounds.map((round) => round.bare.cpuMs / round[what].cpuMs))),
  })
  console.table({
    deliver: row('deliver'),
    'deliver, rendered beforehand': row('rendered'),
    'bare loop': row('bare'),
  })
  const { ratio } = row('deliver')
  const memories = rounds.map((round) => round.deliver.memory)
  const drift = rounded(Math.max(...memories.map((mb) => ((mb.at(-1) ?? 0) / (mb[0] ?? 1) - 1) * 100)))
  console.log(
    `memory by tenths, MB: ${memories
      .at(-1)
      ?.map((mb) => Math.round(mb))
      .join(' ')}`,
  )
  verdict(`deliver reaches ${ratio} of the bare loop (at least 0.8)`, ratio >= 0.8)
  verdict(`memory of the last tenth differs by ${drift} % from the first (at most 10)`, drift <= 10)
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** One run against a fake of its own; every email must be in its ledger. */
async function measure(what: Kind, emails: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-bench-deliver-'))
  const fake = spawn(process.execPath, [process.argv[1] ?? '', 'fake', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = (await once(fake.stdout, 'data')) as [Buffer]
  const words = [folder, `http://127.0.0.1:${Number(String(port))}`]
  try {
    if (what === 'bare') await run('deliver', [...words, String(BODIES * BATCH)])
    const before = readLedger(join(folder, 'ledger')).length
    const measured = await run(what, [...words, String(emails)])
    const sent = readLedger(join(folder, 'ledger')).length - before
    if (sent !== emails) throw new Error(`${sent} of ${emails} emails arrived`)
    return measured
  } finally {
    fake.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function run(what: string, words: readonly string[]): Promise<Measured> {
  const child = spawn(process.execPath, [process.argv[1] ?? '', what, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (text) => {
    out += text
  })
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(`${what} ended with ${code}`)
  return JSON.parse(out) as Measured
}

async function tell(work: () => Promise<Measured>): Promise<void> {
  process.stdout.write(JSON.stringify(await work()))
}

function serveFake(folder: string): void {
  const options = { rate: 'none', bodies: 'dropped', latency: [5, 5] } as const
  writeFileSync(join(folder, 'ledger'), '')
  const server = fakeServer(openAccount({ ledger: join(folder, 'ledger'), now: Date.now, seed: 1, options }))
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
  })
}

async function deliverAll(
  folder: string,
  baseUrl: string,
  emails: number,
  mode: 'deliver' | 'rendered',
): Promise<Measured> {
  const app = await openShop(folder, baseUrl)
  await queueEmails(app, emails)
  const rendered = await writeBodies(app, folder)
  const whole = await deliveryOf(app)
  const beforehand = async (_: unknown, rows: readonly MessageRow[]) =>
    rows.map(({ key }) => rendered[key % rendered.length] ?? { failed: 'none' })
  const delivery = mode === 'rendered' ? { ...whole, renderMessage: beforehand } : whole
  const samples: number[] = []
  const stop = stopwatch()
  const { submitted } = await deliverDue(delivery, {
    now: systemClock.now,
    onProgress: ({ step }) => {
      if (step === 'recorded') samples.push(process.memoryUsage().rss / 1024 / 1024)
    },
  })
  const measured = stop()
  if (submitted !== emails) throw new Error(`${submitted} of ${emails} emails were submitted`)
  await app.close()
  return { ...measured, memory: tenths(samples) }
}

async function openShop(folder: string, baseUrl: string): Promise<App> {
  for (const name of ['perennial.yaml', 'segments', 'campaigns', 'templates']) {
    cpSync(resolve(name), join(folder, name), { recursive: true })
  }
  const file = join(folder, 'perennial.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^provider: \w+/m, 'provider: resend'))
  const files = readShopFiles(folder)
  if (!files) throw new Error('run it from the root')
  const { value, problems } = await openApp(files, {
    flags: { database: 'sqlite:bench.db', port: undefined, publicPort: undefined },
    env: { RESEND_API_KEY: 're_test_key', RESEND_BASE_URL: baseUrl },
    dotenv: {},
    clock: systemClock,
  })
  if (!value) throw new Error(problems.map(({ message }) => message).join('\n'))
  return value
}

/** Customers who subscribed, each with an email that is due; every seventh without a first name. */
async function queueEmails({ db }: App, emails: number): Promise<void> {
  const numbers = sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${emails})`
  await sql`
    insert into customers (key, id, email, email_folded, first_name)
    ${numbers}
    select i, 'c' || i, 'c' || i || '@shop.example', 'c' || i || '@shop.example',
      case when i % 7 = 0 then null else 'Maja ' || i end
    from n`.execute(db)
  await sql`
    insert into consents (customer, status, at, recorded_at, source)
    ${numbers}
    select i, 'subscribed', 1, 1, 'bench'
    from n`.execute(db)
  await sql`
    insert into runs (key, slot, started_at, state, summary)
    values (1, 1, 1, 'done', '{}')`.execute(db)
  await sql`
    insert into messages
      (campaign, step, customer, occasion, state, reason, purpose, template, run, started_at, due_day, day, send_at, attempt)
    ${numbers}
    select 'welcome', 'welcome-1', i, 'once', 'queued', 'due', 'marketing', 'welcome-1', 1, 1, 1, 1, 1, 0
    from n`.execute(db)
}

/** What the bare loop will send: the bodies of the first requests, as `deliver` makes them. */
async function writeBodies(
  app: App,
  folder: string,
): Promise<readonly (RenderedEmail | { readonly failed: string })[]> {
  const { renderMessage, provider, shop } = await deliveryOf(app)
  const rows = await app.db
    .selectFrom('messages')
    .selectAll()
    .orderBy('key')
    .limit(BODIES * BATCH)
    .execute()
  const made = await renderMessage(app.at(systemClock.now()), rows)
  const bodies: unknown[] = []
  for (const [i, email] of made.entries()) {
    if ('failed' in email) throw new Error(email.failed)
    const { key, purpose } = rows[i] as MessageRow
    const sender = { id: `bench-${key}`, from: parseMailbox(shop.from), replyTo: undefined, at: 0, purpose }
    const composed = await provider.compose({ ...sender, ...email })
    if ('rejected' in composed) throw new Error(composed.rejected)
    const { reply_to: replyTo, ...body } = JSON.parse(Buffer.from(composed.bytes).toString())
    bodies.push({ ...body, replyTo })
  }
  writeFileSync(join(folder, 'bodies.json'), JSON.stringify(bodies))
  return made
}

/** The bare loop: no database, no rendering, nothing remembered. */
async function sendAll(folder: string, baseUrl: string, emails: number): Promise<Measured> {
  const bodies = JSON.parse(readFileSync(join(folder, 'bodies.json'), 'utf8')) as CreateBatchOptions
  const service = new Resend('re_test_key', { baseUrl })
  let next = 0
  const work = async () => {
    for (let i = next++; i < emails / BATCH; i = next++) {
      const from = (i % BODIES) * BATCH
      const { error } = await service.batch.send(bodies.slice(from, from + BATCH), { idempotencyKey: `bare-${i}` })
      if (error) throw new Error(error.message)
    }
  }
  const stop = stopwatch()
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { ...stop(), memory: [] }
}

function stopwatch(): () => { ms: number; cpuMs: number } {
  const [started, used] = [performance.now(), process.cpuUsage()]
  return () => {
    const { user, system } = process.cpuUsage(used)
    return { ms: performance.now() - started, cpuMs: (user + system) / 1000 }
  }
}

function tenths(samples: readonly number[]): number[] {
  const size = Math.max(1, Math.floor(samples.length / 10))
  return Array.from({ length: 10 }, (_, i) => {
    const part = samples.slice(i * size, (i + 1) * size)
    return part.reduce((sum, mb) => sum + mb, 0) / Math.max(1, part.length)
  })
}
