import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { linkUrl } from '../../src/consent/index.ts'
import { openDb } from '../../src/db/index.ts'
import { copyShippedShop, type TemporaryFolder, temporaryFolder } from '../support/copy-shipped-shop.ts'

// Only the built program plans on a thread: Node 20 loads no TypeScript on one.
const main = resolve(import.meta.dirname, '../../dist/src/cli/main.js')
const built = existsSync(resolve(main, '../../schedule/day-worker.js'))
if (!built) console.warn('skipped: the built program is missing, npm run build')

const secret = 'a secret of these tests'
const customers = 30_000
let folder: TemporaryFolder
let serving: ChildProcess

beforeEach(async () => {
  folder = temporaryFolder('serve')
  copyShippedShop(folder.dir)
  const file = join(folder.dir, 'perennial.yaml')
  // So that today's run is due at whatever time of day this is tested.
  const text = readFileSync(file, 'utf8')
    .replace('send_at: 09:00', 'send_at: 00:00')
    .replace(/^quiet:.*\n/m, '')
  writeFileSync(file, text)
  await fill(folder.dir)
}, 120_000)
afterEach(async () => {
  if (serving.exitCode === null) {
    serving.kill('SIGKILL')
    await once(serving, 'exit')
  }
  folder.remove()
})

describe.skipIf(!built)('perennial serve while a long run works', () => {
  it('answers whoever reads and whoever leaves', async () => {
    const { outside, over, took } = await serve()
    const reads: number[] = []
    const reading = (async () => {
      while (!over()) {
        reads.push(await timed(() => fetch(`${outside}/nothing`).then((answer) => answer.text())))
        await later(20)
      }
    })()
    await later(300)
    expect(over()).toBe(false)
    const link = linkUrl(outside, [secret], { purpose: 'unsubscribe', customer: 7 })
    const body = 'List-Unsubscribe=One-Click'
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    let status = 0
    const leaving = await timed(async () => {
      status = (await fetch(link, { method: 'POST', body, headers })).status
    })
    expect(status).toBe(200)
    expect(over()).toBe(false)
    await reading

    const run = took()
    expect({ run, leaving, longest: Math.max(...reads) }).toSatisfy(() => Math.max(leaving, ...reads) < run / 2)
    expect(reads.length).toBeGreaterThan(10)
    const state = await read('select state, (select count(*) from messages where customer = 7) as messages from runs')
    expect(state).toEqual([{ state: 'done', messages: expect.any(Number) }])
  })

  it('lets it end when it is stopped, and all of the run is there', async () => {
    const { over } = await serve()
    await later(300)
    expect(over()).toBe(false)
    const began = performance.now()
    serving.kill('SIGTERM')
    const [code] = await once(serving, 'exit')

    expect(code).toBe(0)
    expect(performance.now() - began).toBeLessThan(10_000)
    const [run] = await read('select state, (select count(*) from memberships) as members from runs')
    expect(run).toSatisfy(() => run?.state === 'done' || run?.members === 0)
  })
})

/** Starts the program; it plans the day at once. */
async function serve() {
  const env = { ...process.env, PERENNIAL_SECRET: secret }
  serving = spawn(process.execPath, [main, 'serve', '--port', '0', '--public-port', '0'], { cwd: folder.dir, env })
  let told = ''
  let began = 0
  let ended = 0
  const hear = (text: Buffer) => {
    told += String(text)
    if (ended === 0 && /Run of .*: \w+/.test(told)) ended = performance.now()
  }
  serving.stdout?.on('data', hear)
  serving.stderr?.on('data', hear)
  while (!told.includes('Ctrl-C stops')) {
    if (serving.exitCode !== null) throw new Error(told)
    await later(5)
  }
  began = performance.now()
  const [, outside = ''] = /served on (http:\S+)/.exec(told) ?? []
  return { outside, over: () => ended > 0 || serving.exitCode !== null, took: () => ended - began }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function later(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}

/** Subscribers with four orders each, made by the database itself. */
async function fill(dir: string): Promise<void> {
  const now = Date.now()
  const { db, close } = await openDb('sqlite:data/perennial.db', dir, now)
  const counted = sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${customers})`
  await sql`${counted}
    insert into customers (key, id, email, email_folded, exists_from)
    select i, 'c' || i, 'c' || i || '@kava.example', 'c' || i || '@kava.example', 1 from n`.execute(db)
  await sql`${counted}
    insert into consents (customer, status, recorded_at, source)
    select i, case when i % 50 = 0 then 'subscribed' else 'never' end, 1, 'test' from n`.execute(db)
  await sql`${counted}
    insert into orders (id, customer, ordered_at, total, currency, status)
    select 'o' || i || '-' || j, i, ${now} - (i * 37 + j * 211) % 1000 * 86400000, 1000 + i % 977, 'EUR', 'paid'
    from n, (select 1 as j union all select 2 union all select 3 union all select 4)`.execute(db)
  await close()
}

async function read(query: string): Promise<Record<string, unknown>[]> {
  const { db, close } = await openDb('sqlite:data/perennial.db', folder.dir, Date.now())
  const { rows } = await sql<Record<string, unknown>>`${sql.raw(query)}`.execute(db)
  await close()
  return rows
}
