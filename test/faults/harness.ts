import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type OpenDb, openDb } from '../../src/db/index.ts'
import { invariant } from '../../src/deliver/index.ts'
import { LEASE } from '../../src/deliver/lease.ts'
import { fillWith, morning } from '../deliver/a-delivery.ts'
import { buildChild } from '../deliver/built-child.ts'
import { deadlocksIn } from '../support/deadlocks.ts'
import { type FakeResend, type FakeStart, type LedgerLine, startFakeResend } from '../support/fake-resend/index.ts'
import { seed } from '../support/fault-run.ts'
import { intact } from '../support/intact.ts'
import { sharedDatabase } from '../support/shared-database.ts'
import type { SenderOptions } from './sender.ts'

export { full, patience, seed, sized, tell } from '../support/fault-run.ts'

/** A shop in a file or on a server, a fake of Resend in its own process, and senders that come and go. */
export interface Scene {
  readonly dir: string
  /** The URL of its database. */
  readonly database: string
  readonly fake: FakeResend
  /** Starts a sender; each begins when the leases of those before have ended, unless `wait` says otherwise. */
  sender(options?: Partial<SenderOptions>, wait?: number): Sender
  /** Lets senders come until nothing waits. */
  finish(options?: Partial<SenderOptions>): Promise<void>
  close(): Promise<void>
}

/** A sender as a process. */
export interface Sender {
  readonly child: ChildProcess
  /** Resolves when it begins to send. */
  ready(): Promise<void>
  /** The signal it died of, or its exit code. */
  end(): Promise<string | number>
}

/** A scene with so many emails due. */
export async function openScene(messages: number, start: Omit<FakeStart, 'now'> = {}): Promise<Scene> {
  const file = await buildChild(join(import.meta.dirname, 'sender.ts'))
  const dir = mkdtempSync(join(tmpdir(), 'perennial-faults-'))
  const options = { rate: 'none' as const, bodies: 'dropped' as const, ...start.options }
  const fake = await startFakeResend({ seed, ledgerFile: join(dir, 'ledger.jsonl'), ...start, options })
  const { url: database, drop } = await sharedDatabase(dir)
  await fill(database, messages)
  let clock = morning
  const begun = Date.now()
  const scene: Scene = {
    dir,
    database,
    fake,
    sender(changes = {}, wait = LEASE + 5_000) {
      clock += wait
      const whole: SenderOptions = {
        ...{ dir, database, url: fake.url, start: clock, begun, speed: 1, most: 100 },
        ...changes,
      }
      const stdio = ['ignore', 'pipe', 'inherit'] as const
      return processOf(spawn(process.execPath, [file, JSON.stringify(whole)], { stdio: [...stdio] }))
    },
    async finish(changes) {
      expect(await scene.sender(changes).end()).toBe(0)
    },
    async close() {
      await fake.close()
      await drop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  return scene
}

async function fill(database: string, messages: number): Promise<void> {
  const open = await openDb(database, '.', morning)
  await open.db.transaction().execute((trx) => fillWith(trx, messages))
  await open.close()
}

function processOf(child: ChildProcess): Sender {
  // Asked at once: the word may come before anybody waits for it.
  const spoken = child.stdout ? once(child.stdout, 'data') : Promise.resolve()
  const over = once(child, 'exit')
  child.stdout?.resume()
  return {
    child,
    ready: async () => void (await Promise.race([spoken, over])),
    async end() {
      if (child.exitCode === null && child.signalCode === null) await over
      return child.signalCode ?? child.exitCode ?? -1
    },
  }
}

/** What became of the emails, by the truth of the service's ledger. */
export interface Verdict {
  /** Called sent and never accepted, or left behind without a final state. */
  readonly lost: number
  /** Accepted more often than once. */
  readonly duplicated: number
  readonly submitted: number
  readonly failed: number
  readonly uncertain: number
}

/** Holds the books against the ledger: the database is intact, nothing contradicts itself, nobody was undone. */
export async function judge(scene: Pick<Scene, 'dir' | 'database' | 'fake'>): Promise<Verdict> {
  const open = await openDb(scene.database, scene.dir, morning)
  const verdict = await soundVerdict(open, scene.fake).finally(() => open.close())
  expect({ deadlocks: await deadlocksIn(scene.database) }).toEqual({ deadlocks: 0 })
  return verdict
}

async function soundVerdict(open: OpenDb, fake: FakeResend): Promise<Verdict> {
  await intact(open)
  expect((await invariant(open)).faults).toEqual([])
  return verdictOf(open, fake.ledger())
}

/** The same of an open database, without judging the file. */
export async function verdictOf({ db }: Pick<OpenDb, 'db'>, ledger: readonly LedgerLine[]): Promise<Verdict> {
  const times = new Map<number, number>()
  for (const { to } of ledger) times.set(customerOf(to), (times.get(customerOf(to)) ?? 0) + 1)
  const rows = await db.selectFrom('messages').select(['customer', 'state']).execute()
  const count = (state: string) => rows.filter((row) => row.state === state).length
  const open = rows.filter(({ state }) => ['queued', 'claimed'].includes(state)).length
  const missing = rows.filter(({ state, customer }) => state === 'submitted' && !times.has(customer)).length
  const duplicated = [...times.values()].reduce((sum, number) => sum + number - 1, 0)
  const told = { submitted: count('submitted'), failed: count('failed'), uncertain: count('uncertain') }
  return { lost: open + missing, duplicated, ...told }
}

function customerOf(address: string): number {
  return Number(/^c(\d+)@/.exec(address)?.[1])
}
