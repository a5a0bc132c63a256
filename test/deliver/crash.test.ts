import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OpenDb, openDb } from '../../src/db/index.ts'
import { invariant } from '../../src/deliver/index.ts'
import { LEASE } from '../../src/deliver/lease.ts'
import { sized } from '../support/fault-run.ts'
import type { FreshDatabase } from '../support/fresh-database.ts'
import { intact } from '../support/intact.ts'
import { numbersFrom } from '../support/numbers-from.ts'
import { sharedDatabase } from '../support/shared-database.ts'
import { fillWith, morning } from './a-delivery.ts'
import { buildChild } from './built-child.ts'

let built: string
beforeAll(async () => {
  built = await buildChild(join(import.meta.dirname, 'crash-child.ts'))
})

let dir: string
let fresh: FreshDatabase
/** The hour of the next process: the leases of the one before have ended. */
let start: number
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-crash-'))
  fresh = await sharedDatabase(dir)
  start = morning
})
afterEach(async () => {
  await fresh.drop()
  rmSync(dir, { recursive: true, force: true })
})

describe('a process that dies while delivering loses nothing and sends nothing twice', () => {
  const points = ['claimed', 'rendered', 'frozen', 'half sent', 'sent', 'recorded']

  it('at each step, early and late', async () => {
    await shopWith(600)
    for (const step of points) {
      for (const count of [1, 3, 2]) {
        const child = deliver(step, count)
        expect([step, count, await death(child)]).toEqual([step, count, 'SIGKILL'])
      }
    }
    await finish()
    await everyMessageOnce(600)
  })

  it('also when it dies again while it takes up what a dead one left', async () => {
    await shopWith(60)
    await death(deliver('frozen', 1))
    for (const step of ['retaken', 'half sent', 'sent', 'retaken'])
      expect(await death(deliver(step, 1))).toBe('SIGKILL')
    await finish()
    await everyMessageOnce(60)
  })

  it('at random instants', async () => {
    const seed = Number(process.env.CRASH_SEED ?? Date.now() % 100_000)
    const random = numbersFrom(seed)
    await shopWith(3000)
    let kills = 0
    for (let i = 0; i < sized(6, 24); i += 1) {
      const child = deliver('never', 1)
      await ready(child)
      await new Promise((later) => setTimeout(later, 2 + random() * 90))
      child.kill('SIGKILL')
      if ((await death(child)) === 'SIGKILL') kills += 1
    }
    await finish()
    await everyMessageOnce(3000, `seed ${seed}`)
    expect(kills).toBeGreaterThan(sized(2, 12))
  })

  it('and two at once on one database share the work', async () => {
    await shopWith(400)
    const children = [deliver('never', 1, 0), deliver('never', 1, 0)]
    expect(await Promise.all(children.map(death))).toEqual([0, 0])
    await everyMessageOnce(400)
  })

  it('told to stop (SIGTERM) it finishes what it holds and ends by itself', async () => {
    await shopWith(3000)
    const child = deliver('never', 1)
    await ready(child)
    child.kill('SIGTERM')
    expect(await death(child)).toBe(0)
    const open = await openDb(fresh.url, dir, start)
    const books = await invariant(open)
    await open.close()
    expect(books).toMatchObject({ claimed: 0, faults: [] })
    expect(books.queued).toBeGreaterThan(0)
  })
})

async function shopWith(messages: number): Promise<void> {
  const open = await openDb(fresh.url, dir, morning)
  await open.db.transaction().execute((trx) => fillWith(trx, messages))
  await open.close()
}

/** A process that starts when the leases of the one before have ended, unless told otherwise. */
function deliver(step: string, count: number, wait = LEASE + 5 * 60_000): ChildProcess {
  start += wait
  const args = [built, dir, String(start), step, String(count), fresh.url]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** The signal a process died of, or its exit code. */
async function death(child: ChildProcess): Promise<string | number> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.signalCode ?? child.exitCode ?? -1
}

async function ready(child: ChildProcess): Promise<void> {
  // One that ends before it speaks would be waited for for ever.
  if (child.stdout) await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
}

async function finish(): Promise<void> {
  expect(await death(deliver('never', 1))).toBe(0)
}

/** The books, the files and the ledger of what went out agree: 0 lost, 0 twice. */
async function everyMessageOnce(messages: number, seed = ''): Promise<void> {
  const open = await openDb(fresh.url, dir, start)
  const books = await invariant(open)
  const submitted = await keysIn(open, 'submitted')
  await intact(open)
  await open.close()
  const poisoned = Math.floor(messages / 100)
  expect([seed, books]).toEqual([
    seed,
    { enqueued: messages, submitted: messages - poisoned, failed: poisoned, ...NOTHING_OPEN, faults: [] },
  ])
  const files = (readdirSync(join(dir, 'outbox'), { recursive: true }) as string[]).filter((name) => name.includes('.'))
  expect([seed, files.map(keyOf).sort(byNumber)]).toEqual([seed, submitted])
  for (const [id, bytes] of wentOut()) expect([seed, id, bytes.size]).toEqual([seed, id, 1])
}

const NOTHING_OPEN = { skipped: 0, uncertain: 0, queued: 0, claimed: 0 }
const byNumber = (a: number, b: number) => a - b
const keyOf = (name: string) => Number(basename(name, '.eml').split('-')[1])

async function keysIn({ db }: OpenDb, state: 'submitted'): Promise<number[]> {
  const rows = await db.selectFrom('messages').select('key').where('state', '=', state).orderBy('key').execute()
  return rows.map((row) => row.key)
}

/** The hashes of the bytes each message ever went out with. */
function wentOut(): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>()
  const file = join(dir, 'ledger')
  if (!existsSync(file)) return out
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const [id = '', hash = ''] = line.split(' ')
    out.set(id, (out.get(id) ?? new Set()).add(hash))
  }
  return out
}
