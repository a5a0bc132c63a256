import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction, type OpenDb, openDb } from '../../src/db/index.ts'
import { deliverDue, endHalt, resolveUncertain, retryFailed, startQuarantine } from '../../src/deliver/index.ts'
import { claim } from '../../src/deliver/claim.ts'
import { freeze } from '../../src/deliver/freeze.ts'
import { LEASE } from '../../src/deliver/lease.ts'
import { makeEmails } from '../../src/deliver/make-emails.ts'
import { record } from '../../src/deliver/record.ts'
import { retake } from '../../src/deliver/retake.ts'
import { together } from '../../src/deliver/together.ts'
import type { SendResult } from '../../src/providers/index.ts'
import { recordEvents } from '../../src/track/record-events.ts'
import { deadlocksIn } from '../support/deadlocks.ts'
import { seed } from '../support/fault-run.ts'
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts'
import { numbersFrom } from '../support/numbers-from.ts'
import { whichDatabase } from '../support/which-database.ts'
import { deliveryApp, fillWith, morning, testProvider } from './a-delivery.ts'

const MACHINES = 4
let fresh: FreshDatabase
let machines: OpenDb[]

beforeEach(async () => {
  fresh = await freshDatabase()
  machines = []
  for (let i = 0; i < MACHINES; i++) machines.push(await openDb(fresh.url, '.', 0))
})

afterEach(async () => {
  await close()
  await fresh.drop()
})

function machine(i: number): OpenDb {
  const found = machines[i]
  if (!found) throw new Error(`there is no machine ${i}`)
  return found
}

async function close(): Promise<void> {
  for (const machine of machines.splice(0)) await machine.close()
}

const limited = { rate: 10, most: 5, unit: 'request' } as const
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

describe.skipIf(whichDatabase() === 'sqlite')('who takes one request after the other, and several rows of each', () => {
  it('freezing one request and writing down another, never waits for who takes that one over', async () => {
    const [first, second] = [machine(0), machine(1)]
    await fillWith(first.db, 10)
    const mine = deliveryApp(first, { provider: testProvider(limited) })
    const theirs = deliveryApp(second, { provider: testProvider(limited) })
    const made = async () => {
      const { messages } = await claim(mine, () => morning, 5)
      return makeEmails(mine, { ...mine, now: morning }, 'home', messages)
    }
    const { frozen } = await freeze(mine, 'home', await made(), () => morning)
    if (!frozen) throw new Error('nothing was frozen')
    const next = await made()
    const accepted = { results: upTo(5).map((i) => ({ outcome: 'accepted' as const, providerId: `p-${i}` })) }
    // One process writes for several of its requests at a time, and is slow in the middle.
    const writing: Promise<unknown>[] = [together(first.db, () => pause(100))]
    await pause(20)
    writing.push(freeze(mine, 'home', next, () => morning))
    await pause(20)
    writing.push(
      together(first.db, () => pause(200)),
      record(mine, 'home', frozen, accepted, morning),
    )
    await pause(160)
    const taken = retake(theirs, () => morning + LEASE + 1)
    await Promise.all<unknown>([...writing, taken])
    await close()
    expect(await deadlocksIn(fresh.url)).toBe(0)
  })

  it('sending, taking over, putting back, settling and reporting, each in an order of its own', async () => {
    const emails = 600
    const first = machine(0)
    await fillWith(first.db, emails)
    // The last is due first.
    await sql`update messages set send_at = send_at - key`.execute(first.db)
    const random = numbersFrom(seed)
    const begun = Date.now()
    // Three hundred times as fast: a lease of a minute is over in 0.2 s.
    const now = () => morning + (Date.now() - begun) * 300
    const over = new AbortController()
    const { signal } = over
    const sending = machines.map(async (open) => {
      const app = deliveryApp(open, {
        provider: testProvider({
          ...limited,
          most: 40,
          atOnce: 3,
          async send(request) {
            await pause(random() < 0.1 ? 250 : 5)
            const results = request.messages.map(() => outcomeBy(random()))
            return { results, limits: { rate: random() < 0.5 ? 400 : 450 } }
          },
        }),
      })
      const options = { now, signal, patience: 10 * LEASE, sleep: (ms: number) => pause(Math.min(ms / 300, 100)) }
      while (!signal.aborted) await deliverDue(app, options)
    })
    const beside = [
      until(signal, () => report(machine(0), shuffled(upTo(emails), random).slice(0, 300), now())),
      until(signal, () =>
        resolveUncertain({ ...machine(1), now: now() }, 'test', shuffled(upTo(emails), random).slice(0, 100), 'again'),
      ),
      until(signal, () => retryFailed({ ...machine(2), now: now() }, shuffled(upTo(emails), random).slice(0, 50))),
      until(signal, async () => {
        await pause(700)
        await startQuarantine(machine(3), 'copied', now())
        await endHalt(machine(3).db, 'database')
        await resolveUncertain({ ...machine(3), now: now() }, 'test', 'all', 'again')
      }),
    ]
    await Promise.all([...sending, ...beside, pause(2_000).then(() => over.abort())])
    await close()
    expect({ seed, deadlocks: await deadlocksIn(fresh.url) }).toEqual({ seed, deadlocks: 0 })
  })
})

/** Most come again, so that there is no end of it. */
function outcomeBy(chance: number): SendResult {
  if (chance < 0.1) return { outcome: 'accepted', providerId: undefined }
  if (chance < 0.4) return { outcome: 'uncertain', reason: 'test' }
  if (chance < 0.6) return { outcome: 'rejected', reason: 'test' }
  if (chance < 0.8) return { outcome: 'later', reason: 'test', wait: 100_000 }
  return { outcome: 'unknown', reason: 'test' }
}

function shuffled(numbers: readonly number[], random: () => number): number[] {
  const placed = numbers.map((number) => [random(), number] as const)
  return placed.sort(([one], [other]) => one - other).map(([, number]) => number)
}

/** The mail service tells of some emails, in one go. */
function report({ db, dialect }: OpenDb, keys: readonly number[], now: number): Promise<void> {
  return inTransaction(db, async (trx) => {
    const rows = await trx.selectFrom('messages').selectAll().where('key', 'in', keys).execute()
    const messages = keys.flatMap((key) => rows.find((row) => row.key === key) ?? [])
    const said = {
      id: null,
      kind: 'delayed',
      at: now,
      providerId: undefined,
      detail: null,
      link: null,
      machine: 0,
    } as const
    await recordEvents(
      { db: trx, dialect, now },
      messages.map((message) => ({ ...said, message })),
    )
  })
}

async function until(signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    await work()
    await pause(20)
  }
}
