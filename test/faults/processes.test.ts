import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { unsubscribe } from '../../src/consent/index.ts'
import { type OpenDb, openDb } from '../../src/db/index.ts'
import { morning } from '../deliver/a-delivery.ts'
import { later } from '../support/later.ts'
import { numbersFrom } from '../support/numbers-from.ts'
import { whichDatabase } from '../support/which-database.ts'
import { full, judge, openScene, patience, type Scene, seed, sized, tell } from './harness.ts'

let scene: Scene
afterEach(() => scene.close())
/** A sample of these on SQLite is enough; in full they run on both. */
const besideAnother = whichDatabase() === 'postgres' && !full
/** Where many may work beside each other, eight do in full. */
const SENDERS = whichDatabase() === 'sqlite' || !full ? 4 : 8

describe('T04: a process that is stopped for longer than its lease and comes back', () => {
  it('among several that share the work sends nothing twice', { timeout: patience }, async () => {
    const stops = sized(4, 500)
    const messages = sized(800, 100_000)
    scene = await openScene(messages, { options: { latency: [5, 30] } })
    const random = numbersFrom(seed)
    // Two hundred times as fast: a lease of a minute is over in 0.3 s.
    const start = () => scene.sender({ speed: 200, most: 10, start: morning, begun }, 0)
    const begun = Date.now()
    const senders = Array.from({ length: SENDERS }, start)
    await Promise.all(senders.map((sender) => sender.ready()))
    let stopped = 0
    for (let i = 0; i < stops; i += 1) {
      const n = Math.floor(random() * senders.length)
      const victim = senders[n]
      if (!victim || victim.child.exitCode !== null) continue
      await later(random() * 60)
      victim.child.kill('SIGSTOP')
      await later(350)
      victim.child.kill('SIGCONT')
      stopped += 1
    }
    for (const sender of senders) expect(await sender.end()).toBe(0)
    const verdict = await judge(scene)
    tell('T04', `SIGSTOP for longer than the lease, ${SENDERS === 4 ? 'four' : 'eight'} senders`, stopped, verdict)
    expect({ seed, ...verdict }).toMatchObject({ seed, lost: 0, duplicated: 0, submitted: messages })
  })
})

describe.skipIf(besideAnother)('T14: an event loop that stands still', () => {
  // Two hundred times as fast: 350 ms are longer than a lease.
  const speed = 200
  const steps = ['claimed', 'rendered', 'frozen', 'posting', 'sent']

  it.each(steps)('past the lease of what is %s, while another goes on, sends nothing twice', blocked, patience)

  async function blocked(step: string): Promise<void> {
    const messages = sized(200, 10_000)
    scene = await openScene(messages, { options: { latency: [2, 10] } })
    const common = { speed, most: 10, start: morning, begun: Date.now() }
    const first = scene.sender({ ...common, blockAt: { step, every: 4, ms: 400 } }, 0)
    await first.ready()
    const other = scene.sender(common, 0)
    expect([await first.end(), await other.end()]).toEqual([0, 0])
    const verdict = await judge(scene)
    tell('T14', `event loop blocked past the lease when ${step}`, Math.floor(messages / 80), verdict)
    expect(verdict).toMatchObject({ lost: 0, duplicated: 0, submitted: messages })
    expect(await takenOver()).toBeGreaterThan(0)
  }

  /** How many messages were taken up anew while the first process stood still. */
  async function takenOver(): Promise<number> {
    const open = await openDb(scene.database, scene.dir, morning)
    const rows = await open.db.selectFrom('messages').select('key').where('attempt', '>', 1).execute()
    await open.close()
    return rows.length
  }
})

describe.skipIf(besideAnother)('T15: a database that another process holds locked', () => {
  it('makes everybody wait and nobody fail', { timeout: patience }, async () => {
    const holds = sized(5, 150)
    const messages = sized(600, 20_000)
    scene = await openScene(messages, { options: { latency: [5, 20] } })
    // One of them is longer than the five seconds after which SQLite itself gives up.
    const script = whichDatabase() === 'sqlite' ? LOCK_FILE : LOCK_TABLE
    const random = numbersFrom(seed)
    const waits = Array.from({ length: holds }, (_, i) => (i === 1 ? 6500 : 50 + random() * sized(400, 7950)))
    const words = ['-e', script, scene.database.replace(/^sqlite:/, ''), JSON.stringify(waits)]
    const locker = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'], cwd: process.cwd() })
    const over = once(locker, 'exit')
    const sender = scene.sender({ most: 10 })
    expect(await sender.end()).toBe(0)
    await over
    const verdict = await judge(scene)
    tell('T15', 'write locks of 0.05 to 8 s held by another process', holds, verdict)
    expect({ seed, ...verdict }).toMatchObject({ seed, lost: 0, duplicated: 0, submitted: messages })
  })
})

/** Has the database write down when each message is claimed: the ledger forgets it once the email is submitted. */
async function noteClaims({ db, place }: OpenDb): Promise<void> {
  await sql`create table claims (customer bigint, at bigint)`.execute(db)
  const insert = 'insert into claims values (new.customer, new.first_attempt_at);'
  const when = 'after update of state on messages'
  const claimed = "when (new.state = 'claimed')"
  if (place === 'file')
    return void (await sql.raw(`create trigger note_claims ${when} ${claimed} begin ${insert} end`).execute(db))
  await sql
    .raw(`create function note_claim() returns trigger language plpgsql as $$ begin ${insert} return new; end $$`)
    .execute(db)
  await sql.raw(`create trigger note_claims ${when} for each row ${claimed} execute function note_claim()`).execute(db)
}

const LOCK_FILE = `
  const Database = require('better-sqlite3')
  const db = new Database(process.argv[1], { timeout: 60000 })
  const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
  for (const ms of JSON.parse(process.argv[2])) { db.exec('begin immediate'); sleep(ms); db.exec('rollback'); sleep(30) }`
const LOCK_TABLE = `
  const { Client } = require('pg')
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms))
  ;(async () => {
    const client = new Client(process.argv[1])
    await client.connect()
    for (const ms of JSON.parse(process.argv[2])) {
      await client.query('begin; lock table messages in exclusive mode')
      await sleep(ms)
      await client.query('rollback')
      await sleep(30)
    }
    await client.end()
  })()`

describe('T23: customers who leave while a campaign goes out', () => {
  it('are claimed by nobody once their word is written down', { timeout: patience }, async () => {
    const messages = sized(1500, 10_000)
    scene = await openScene(messages, { options: { latency: [5, 30] } })
    const random = numbersFrom(seed)
    const begun = Date.now()
    const open = await openDb(scene.database, scene.dir, begun)
    await noteClaims(open)
    const many = SENDERS === 8 ? 8 : 1
    const senders = Array.from({ length: many }, () => scene.sender({ most: 10, patience: 0, start: begun, begun }, 0))
    await Promise.all(senders.map((sender) => sender.ready()))
    const leftAt = new Map<number, number>()
    while (senders.some(({ child }) => child.exitCode === null) && leftAt.size < messages / 2) {
      const customer = 1 + Math.floor(random() * messages)
      await unsubscribe({ ...open, now: Date.now() }, customer, 'link')
      if (!leftAt.has(customer)) leftAt.set(customer, Date.now())
      await later(random() * 3)
    }
    for (const sender of senders) expect(await sender.end()).toBe(0)
    const claimed = await sql<{ customer: number; at: number | null }>`
      select customer, at
      from claims`.execute(open.db)
    await open.close()
    const after = claimed.rows.filter(
      ({ customer, at }) => (at ?? 0) > (leftAt.get(customer) ?? Number.POSITIVE_INFINITY),
    )
    expect({ seed, after }).toEqual({ seed, after: [] })
    const verdict = await judge(scene)
    tell('T23', 'customers who left during the campaign', leftAt.size, verdict)
    expect({ seed, ...verdict }).toMatchObject({ seed, lost: 0, duplicated: 0, failed: 0, uncertain: 0 })
    expect(verdict.submitted).toBeLessThan(messages)
  })
})

describe.skipIf(besideAnother)('SEND-15: told to stop', () => {
  it('a sender finishes what it holds within ten seconds, even when the service is silent', {
    timeout: patience,
  }, async () => {
    scene = await openScene(400, { options: { latency: [5, 20] } })
    await scene.fake.tell({ faults: [{ at: 'accepted', what: 'hang', times: 1 }] })
    const sender = scene.sender({ most: 10 })
    await sender.ready()
    await later(150)
    const told = Date.now()
    sender.child.kill('SIGTERM')
    expect(await sender.end()).toBe(0)
    expect(Date.now() - told).toBeLessThan(10_000)
    await scene.finish()
    expect(await judge(scene)).toMatchObject({ lost: 0, duplicated: 0, submitted: 400 })
  })
})
