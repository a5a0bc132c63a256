/**
 * Four deliveries on one PostgreSQL against one, each a process with one connection to the mail service: 50 ms for each
 * request to the fake of Resend in its own process. A request holds one email, so that waiting for the service, which
 * is what workers share out, takes most of the time on two processors too. Promises: four deliver at least three times
 * the emails a second of one, none of them starves, and every email arrives once.
 *
 * `npm run bench workers [EMAILS OF EACH]`
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { type App, deliveryOf, openApp, readShopFiles } from '../src/app/index.ts'
import { systemClock } from '../src/clock.ts'
import { openDb } from '../src/db/index.ts'
import { deliverDue } from '../src/deliver/index.ts'
import { openAccount } from '../test/support/fake-resend/account.ts'
import { readLedger } from '../test/support/fake-resend/ledger.ts'
import { fakeServer } from '../test/support/fake-resend/server.ts'
import { startPostgres } from '../test/support/postgres-server.ts'
import { queueEmails } from '../test/support/queue-emails.ts'
import { median } from './measure/median.ts'
import { verdict } from './measure/verdict.ts'

const LATENCY = 50
const ROUNDS = 3
const MOST_WORKERS = 4
/** The first emails are those during which processes start. */
const WARM = 0.2
let databases = 0

const [mode = '250', ...words] = process.argv.slice(2)
// Not awaited here: parts of the program that are loaded lazily may wait for this very module.
void main()

async function main(): Promise<void> {
  if (mode === 'fake') serveFake(words[0] ?? '')
  else if (mode === 'work') await work(words[0] ?? '')
  else await compare(Number(mode))
}

interface Measured {
  readonly rate: number
  /** Emails of the worker that handed over the fewest. */
  readonly least: number
}

async function compare(perWorker: number): Promise<void> {
  const server = await startPostgres()
  const rounds: { one: Measured; four: Measured }[] = []
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      const one = await measure(server.url, 1, perWorker)
      const four = await measure(server.url, MOST_WORKERS, perWorker * MOST_WORKERS)
      rounds.push({ one, four })
      console.log(`round ${round}: one ${one.rate.toFixed(1)} emails/s, four ${four.rate.toFixed(1)} emails/s`)
    }
  } finally {
    await server.stop()
  }
  const ratio = Math.round(median(rounds.map(({ one, four }) => four.rate / one.rate)) * 100) / 100
  const least = Math.min(...rounds.map(({ four }) => four.least))
  console.table({
    'one worker': { 'emails/s': Math.round(median(rounds.map(({ one }) => one.rate)) * 10) / 10 },
    'four workers': { 'emails/s': Math.round(median(rounds.map(({ four }) => four.rate)) * 10) / 10 },
  })
  verdict(`four workers deliver ${ratio} times the emails a second of one (at least 3)`, ratio >= 3)
  verdict(`the slowest of the four handed over ${least} of ${perWorker} (at least a third)`, least >= perWorker / 3)
}

/** A shop of its own; the rate is that of the ledger, once all workers are at it. */
async function measure(server: string, workers: number, emails: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-bench-workers-'))
  const me = process.argv[1] ?? ''
  const fake = spawn(process.execPath, [me, 'fake', folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [port] = (await once(fake.stdout, 'data')) as [Buffer]
  const url = `http://127.0.0.1:${Number(String(port))}`
  const database = await createDatabase(server)
  const shop = { folder, url, database }
  copyFiles(folder)
  const app = await openShop(shop)
  await sql`insert into runs (key, slot, started_at, state, summary) values (1, 1, 1, 'done', '{}')`.execute(app.db)
  await queueEmails(app, emails)
  const children = Array.from({ length: workers }, () =>
    spawn(process.execPath, [me, 'work', JSON.stringify(shop)], { stdio: ['pipe', 'pipe', 'inherit'] }),
  )
  await Promise.all(children.map((child) => once(child.stdout, 'data')))
  for (const child of children) child.stdin.end()
  const counts = await Promise.all(children.map(submittedBy))
  const ledger = readLedger(join(folder, 'ledger'))
  await app.close()
  fake.kill()
  rmSync(folder, { recursive: true, force: true })
  if (new Set(ledger.map(({ to }) => to)).size !== emails) throw new Error('an email was lost')
  if (ledger.length !== emails) throw new Error(`${ledger.length - emails} emails went twice`)
  return { rate: rateOf(ledger.map(({ at }) => at)), least: Math.min(...counts) }
}

async function submittedBy(child: ChildProcess): Promise<number> {
  let out = ''
  child.stdout?.on('data', (text) => (out += String(text)))
  await once(child, 'close')
  return Number(out)
}

/** Without the first and the last part, in which some have not begun or have nothing left. */
function rateOf(instants: readonly number[]): number {
  const sorted = [...instants].sort((a, b) => a - b)
  const [from, to] = [Math.floor(sorted.length * WARM), Math.floor(sorted.length * (1 - WARM / 2)) - 1]
  return ((to - from) * 1000) / ((sorted[to] ?? 0) - (sorted[from] ?? 0))
}

interface ShopAt {
  readonly folder: string
  readonly url: string
  readonly database: string
}

/** One worker: one connection, one email a request, from the end of its input. Says how many were its own. */
async function work(text: string): Promise<void> {
  const app = await openShop(JSON.parse(text) as ShopAt)
  process.stdout.write(' ')
  await once(process.stdin.resume(), 'end')
  const delivery = await deliveryOf(app)
  const single = { ...delivery, provider: { ...delivery.provider, most: 1 } }
  const { submitted } = await deliverDue(single, { now: systemClock.now, atOnce: 1 })
  await app.close()
  process.stdout.write(String(submitted))
}

function copyFiles(folder: string): void {
  for (const name of ['perennial.yaml', 'segments', 'campaigns', 'templates']) {
    cpSync(resolve(name), join(folder, name), { recursive: true })
  }
  const file = join(folder, 'perennial.yaml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(/^provider: \w+/m, 'provider: resend').replace(/^quiet:.*\n/m, ''))
}

async function openShop({ folder, url, database }: ShopAt): Promise<App> {
  const files = readShopFiles(folder)
  if (!files) throw new Error('run it from the root')
  const { value, problems } = await openApp(files, {
    flags: { database, port: undefined, publicPort: undefined },
    env: { RESEND_API_KEY: 're_test_key', RESEND_BASE_URL: url, PERENNIAL_SECRET: 'a secret of this bench' },
    dotenv: {},
    clock: systemClock,
  })
  if (!value) throw new Error(problems.map(({ message }) => message).join('\n'))
  return value
}

function serveFake(folder: string): void {
  const options = { rate: 'none', bodies: 'dropped', latency: [LATENCY, LATENCY] } as const
  writeFileSync(join(folder, 'ledger'), '')
  const server = fakeServer(openAccount({ ledger: join(folder, 'ledger'), now: Date.now, seed: 1, options }))
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
  })
}

async function createDatabase(server: string): Promise<string> {
  databases += 1
  const maker = await openDb(`${server}/postgres`, '.', Date.now())
  await sql`create database ${sql.ref(`shop_${databases}`)}`.execute(maker.db)
  await maker.close()
  return `${server}/shop_${databases}`
}
