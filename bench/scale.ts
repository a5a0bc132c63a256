/**
 * What a day costs as the shop grows, on SQLite or on PostgreSQL (the one of the tests, on this machine): evaluation of
 * the shipped segments with their moves against a script by hand, the day after, fifty segments instead of four, the
 * plan of the shipped campaigns, and memory. All ratios come from one run. Each part has a process of its own.
 *
 * `npm run bench scale [CUSTOMERS] [sqlite|postgres]`
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdirSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { type App, openApp, readShopFiles } from '../src/app/index.ts'
import { fixedClock } from '../src/clock.ts'
import { inTransaction } from '../src/db/index.ts'
import { startPostgres } from '../test/support/postgres-server.ts'
import { verdict } from './measure/verdict.ts'
import { withFiftySegments } from './scale/fifty-segments.ts'
import { makePeople } from './scale/people.ts'
import {
  ordinaryDay,
  readFiftyInFull,
  readInFull,
  runByHand,
  runYesterday,
  type Setting,
  type Steps,
} from './scale/steps.ts'
import { generateShop } from './shop/generate-shop.ts'

const NOW = Date.parse('2026-11-22T08:00:00Z')
const ROUNDS = 3
const [first = '1000000', second = 'sqlite', url = '', size = '0'] = process.argv.slice(2)

type Part = 'make' | 'in full' | 'by hand' | 'the day' | 'fifty'

interface Measured {
  readonly steps: Steps
  readonly megabytes: number
}

async function compare(customers: number, database: 'sqlite' | 'postgres'): Promise<void> {
  const server = database === 'postgres' ? await startPostgres(SERVER) : undefined
  const dir = join(tmpdir(), 'perennial-bench')
  mkdirSync(dir, { recursive: true })
  const at = (n: number) => (server ? `${server.url}/scale_${n}` : `sqlite:${join(dir, `scale-${n}.db`)}`)
  const sizes = [customers / 10, customers]
  const found: Record<string, Record<string, Measured>> = {}
  for (const n of sizes) {
    if (server) await makeDatabase(server.url, `scale_${n}`)
    await measure('make', at(n), n)
    const parts: Part[] = n === customers ? ['by hand', 'in full', 'the day', 'fifty'] : ['in full', 'the day']
    found[n] = {}
    for (const name of parts) {
      const measured = await measure(name, at(n), n)
      found[n][name] = measured
      const steps = Object.entries(measured.steps).map(([step, ms]) => `${step} ${Math.round(ms)} ms`)
      console.log(`${n.toLocaleString('en')} customers, ${name}: ${steps.join(', ')}; ${measured.megabytes} MB`)
    }
  }
  await server?.stop()
  judge(customers, database, found)
}

/** As a server would be set that has 4 GB for it. */
const SERVER = ['shared_buffers=1GB', 'max_wal_size=8GB', 'checkpoint_timeout=30min', 'maintenance_work_mem=512MB']

function judge(customers: number, database: string, found: Record<string, Record<string, Measured>>): void {
  const [small, large] = [found[customers / 10] ?? {}, found[customers] ?? {}]
  const of = (name: Part, step: string) => large[name]?.steps[step] ?? Number.NaN
  const full = of('in full', IN_FULL)
  const plan = of('the day', 'plan') + of('the day', 'count the plan')
  const lines: [string, number, number][] = [
    ['full evaluation with moves, times the script by hand', full / of('by hand', 'the script by hand'), 1.5],
    ['the day after, percent of the full evaluation', (100 * of('the day', DAY_AFTER)) / full, 10],
    ['50 segments, times those shipped', of('fifty', IN_FULL) / full, 4],
    ['plan of an ordinary day, times the full evaluation', plan / full, 3],
  ]
  for (const name of ['in full', 'the day']) {
    for (const [step, ms] of Object.entries(large[name]?.steps ?? {})) {
      lines.push([`ten times the customers: ${step}`, ms / (small[name]?.steps[step] ?? Number.NaN), 12])
    }
  }
  lines.push(['memory of the day, MB', large['the day']?.megabytes ?? Number.NaN, 400])
  const rows = lines.map(([what, value, bar]) => {
    const shown = value.toFixed(value < 10 ? 2 : 0)
    verdict(`${what}: ${shown} (at most ${bar})`, value <= bar)
    return `| ${what} | ${shown} | ≤ ${bar} |`
  })
  const head = `\n## ${database}, ${customers.toLocaleString('en')} customers, ${5 * customers} orders: ${today()}, ${machine()}\n`
  appendFileSync(resolve('bench/results.md'), `${head}\n| what | measured | bar |\n|---|---|---|\n${rows.join('\n')}\n`)
}

const IN_FULL = 'evaluate and move, in full'
const DAY_AFTER = 'evaluate and move, the day after'

function today(): string {
  return new Date().toISOString().slice(0, 10)
}

function machine(): string {
  const [cpu] = cpus()
  return `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), Node ${process.versions.node}`
}

async function makeDatabase(server: string, name: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client(`${server}/postgres`)
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
}

/** Runs one part by itself; its peak of memory is its own. */
async function measure(name: Part, database: string, customers: number): Promise<Measured> {
  const words = [process.argv[1] ?? '', 'part', name, database, String(customers)]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (text) => {
    out += text
  })
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(`${name} ended with ${code}`)
  return JSON.parse(out) as Measured
}

async function part(name: Part, database: string, customers: number): Promise<void> {
  const app = await openShop(database, name)
  const setting: Setting = { app, now: NOW }
  const steps = name === 'make' ? await make(setting, customers) : await fastest(() => PARTS[name](setting))
  await app.close()
  const megabytes = Math.round((process.resourceUsage().maxRSS * 1024) / 1_000_000)
  process.stdout.write(JSON.stringify({ steps, megabytes } satisfies Measured))
}

const PARTS: Readonly<Record<Exclude<Part, 'make'>, (setting: Setting) => Promise<Steps>>> = {
  'in full': readInFull,
  'by hand': runByHand,
  'the day': ordinaryDay,
  fifty: readFiftyInFull,
}

/** The shop of the repository over a generated database; made once where it is kept. */
async function make({ app }: Setting, customers: number): Promise<Steps> {
  const [known] = await app.db.selectFrom('runs').select('key').limit(1).execute()
  if (known) return {}
  await generateShop(app, { customers, orders: 5 * customers, now: NOW })
  await inTransaction(app.db, makePeople)
  await runYesterday({ app, now: NOW })
  if (app.dialect.name === 'postgres') await sql`analyze`.execute(app.db)
  return {}
}

/** The quickest round of each step: what else the machine does only makes it slower. */
async function fastest(work: () => Promise<Steps>): Promise<Steps> {
  const all: Steps[] = []
  for (let round = 0; round < ROUNDS; round++) all.push(await work())
  const names = Object.keys(all[0] ?? {})
  return Object.fromEntries(names.map((step) => [step, Math.min(...all.map((steps) => steps[step] ?? Number.NaN))]))
}

async function openShop(database: string, name: Part): Promise<App> {
  const files = readShopFiles(resolve('.'))
  if (!files) throw new Error('run it in the repository: its shop is the one that is measured')
  const { value, problems } = await openApp(name === 'fifty' ? withFiftySegments(files) : files, {
    flags: { database, port: undefined, publicPort: undefined },
    env: { PERENNIAL_SECRET: 'a secret of this bench' },
    dotenv: {},
    clock: fixedClock(NOW),
  })
  if (!value || problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
  return value
}

if (first === 'part') await part(second as Part, url, Number(size))
else await compare(Number(first), second === 'postgres' ? 'postgres' : 'sqlite')
