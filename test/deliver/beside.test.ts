import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { erase, unsubscribe } from '../../src/consent/index.ts'
import { inTransaction, type OpenDb, openDb } from '../../src/db/index.ts'
import { claim } from '../../src/deliver/claim.ts'
import { freeze } from '../../src/deliver/freeze.ts'
import { type DeliveryApp, deliverDue, invariant } from '../../src/deliver/index.ts'
import { LEASE } from '../../src/deliver/lease.ts'
import { makeEmails } from '../../src/deliver/make-emails.ts'
import { messageKey } from '../../src/deliver/message-id.ts'
import { record } from '../../src/deliver/record.ts'
import { retake } from '../../src/deliver/retake.ts'
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts'
import { whichDatabase } from '../support/which-database.ts'
import { deliverAt, deliveryApp, morning, queued, states, type TestProvider, testProvider } from './a-delivery.ts'

/** Machines that share one database, each with connections of its own. */
const MACHINES = 4

let fresh: FreshDatabase
let machines: OpenDb[]

beforeEach(async () => {
  fresh = await freshDatabase()
  machines = []
  for (let i = 0; i < MACHINES; i++) machines.push(await openDb(fresh.url, '.', 0))
})

afterEach(async () => {
  for (const machine of machines) await machine.close()
  await fresh.drop()
})

function machine(i: number): OpenDb {
  const found = machines[i]
  if (!found) throw new Error(`there is no machine ${i}`)
  return found
}

/** Customers 1 to `count` with an email each, due now. */
async function fill(count: number): Promise<void> {
  const { db } = machine(0)
  await sql`
    insert into customers (key, id, email)
    select n, 'c' || n, 'c' || n || '@shop.example' from generate_series(1, cast(${count} as bigint)) as n`.execute(db)
  await sql`
    insert into consents (customer, status, at, recorded_at, source)
    select key, 'subscribed', 1, 1, 'test' from customers`.execute(db)
  await queued(db, [{ customer: 1, key: 1 }])
  await sql`
    insert into messages (key, campaign, step, customer, occasion, state, reason, purpose, template, run, started_at,
      due_day, day, send_at)
    select key, 'welcome', 'hello', key, 'once', 'queued', 'due', 'marketing', 'welcome-1', 1, ${morning}, 0, 0,
      ${morning}
    from customers
    where key > 1`.execute(db)
}

/** Who got an email, once for each that they got. */
function received(...providers: readonly TestProvider[]): number[] {
  const messages = providers.flatMap(({ requests }) => requests.flatMap((request) => request.messages))
  return messages.map(({ id }) => messageKey(id)).sort((a, b) => a - b)
}

const appOn = (i: number, provider: TestProvider) => deliveryApp(machine(i), { provider })
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe.skipIf(whichDatabase() === 'sqlite')('many machines on one database', () => {
  it('deliver each email once, and all of them', async () => {
    await fill(600)
    const providers = machines.map(() => testProvider({ most: 10, atOnce: 3 }))
    const ends = await Promise.all(providers.map((provider, i) => deliverAt(appOn(i, provider), morning)))
    expect(received(...providers)).toEqual(upTo(600))
    expect(ends.reduce((sum, { submitted }) => sum + submitted, 0)).toBe(600)
    expect(providers.filter(({ requests }) => requests.length > 5)).toHaveLength(MACHINES)
    expect((await invariant(machine(0))).faults).toEqual([])
  })

  it('deliver each email once where answers get lost and leases end meanwhile', async () => {
    await fill(200)
    let now = morning
    const accepted = new Set<string>()
    const providerOf = () =>
      testProvider({
        most: 5,
        atOnce: 2,
        unit: 'request',
        async send(request) {
          // The service knows the key: the same request twice is one.
          accepted.add(request.key)
          now += LEASE / 8
          if (accepted.size % 7 === 0) throw new Error('the answer got lost')
          return { results: request.messages.map(({ id }) => ({ outcome: 'accepted', providerId: `p-${id}` })) }
        },
      })
    const wait = async (ms: number) => {
      now += ms
    }
    const apps = machines.map((open) => deliveryApp(open, { provider: providerOf() }))
    const clock = { now: () => now, patience: 60 * LEASE, sleep: wait }
    await Promise.all(apps.map((app) => deliverDue(app, clock)))
    await deliverDue(apps[0] as DeliveryApp, clock)
    expect(new Set(await states(machine(0).db))).toEqual(new Set(['submitted']))
    const { rows } = await sql<{ count: number }>`select count(distinct batch) as count from messages`.execute(
      machine(0).db,
    )
    expect(accepted.size).toBe(rows[0]?.count)
    expect((await invariant(machine(0))).faults).toEqual([])
  })

  it('take up a request that nobody answers for one at a time', async () => {
    await fill(5)
    const app = deliveryApp(machine(0))
    const { messages } = await claim(app, () => morning, 5)
    const ctx = { db: app.db, dialect: app.dialect, now: morning }
    await freeze(app, 'home', await makeEmails(app, ctx, 'home', messages), () => morning)
    const later = () => morning + LEASE + 1
    const all = await Promise.all(machines.map((open) => retake(deliveryApp(open), later)))
    expect(all.filter((one) => one?.frozen)).toHaveLength(1)
  })

  it('let the bytes of a request go though two write down what came of its parts', async () => {
    await fill(4)
    const app = deliveryApp(machine(0))
    const { messages } = await claim(app, () => morning, 4)
    const ctx = { db: app.db, dialect: app.dialect, now: morning }
    const { frozen } = await freeze(app, 'home', await makeEmails(app, ctx, 'home', messages), () => morning)
    if (!frozen) throw new Error('nothing was frozen')
    const half = (from: number) => ({
      ...frozen,
      request: { ...frozen.request, messages: frozen.request.messages.slice(from, from + 2) },
      rows: frozen.rows.slice(from, from + 2),
    })
    const accepted = { results: upTo(2).map((i) => ({ outcome: 'accepted' as const, providerId: `p-${i}` })) }
    await Promise.all(
      [0, 2].map((from, i) => record(deliveryApp(machine(i)), 'home', half(from), accepted, morning + 1)),
    )
    const batch = await machine(0).db.selectFrom('batches').selectAll().executeTakeFirstOrThrow()
    expect(batch).toMatchObject({ state: 'done', body: null })
  })
})

describe.skipIf(whichDatabase() === 'sqlite')('who leaves while emails are claimed', () => {
  /** A claim that has locked what it takes, and goes on when told. */
  function heldClaim(open: OpenDb) {
    let reached = () => {}
    let goOn = () => {}
    const asked = new Promise<void>((resolve) => {
      reached = resolve
    })
    const told = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const app = deliveryApp(open, {
      async stillWanted() {
        reached()
        await told
        return new Map()
      },
    })
    return { claimed: claim(app, () => morning, 10), asked, goOn: () => goOn() }
  }

  it('gets nothing where it was known before the claim asked', async () => {
    await fill(2)
    const { db, dialect } = machine(1)
    const leaving = inTransaction(db, async (trx) => {
      await unsubscribe({ db: trx, dialect, now: morning - 1 }, 1, 'test')
      const { messages } = await claim(deliveryApp(machine(0)), () => morning, 10)
      return messages.map(({ key }) => key)
    })
    // Nobody waits for whoever is just leaving: their email stays where it is.
    expect(await leaving).toEqual([2])
    expect(await states(machine(0).db)).toEqual(['queued', 'claimed'])
    const { messages, skipped } = await claim(deliveryApp(machine(0)), () => morning, 10)
    expect({ messages: messages.length, skipped }).toEqual({ messages: 0, skipped: 1 })
  })

  it('is heard after the claim, and not in the middle of it', async () => {
    await fill(2)
    const { claimed, asked, goOn } = heldClaim(machine(0))
    await asked
    const { db, dialect } = machine(1)
    let left = 'not yet'
    const leaving = unsubscribe({ db, dialect, now: morning }, 1, 'test').then(() => {
      left = 'left'
    })
    await pause(200)
    expect(left).toBe('not yet')
    goOn()
    expect((await claimed).messages).toHaveLength(2)
    await leaving
  })

  it('keeps nobody else from anything: orders are taken in and emails claimed', async () => {
    await fill(2)
    const { claimed, asked, goOn } = heldClaim(machine(0))
    await asked
    await sql`
      insert into orders (id, customer, ordered_at, total, currency, status)
      values ('o1', 1, ${morning}, 100, 'EUR', 'completed')`.execute(machine(1).db)
    await queued(machine(1).db, [{ customer: 1, key: 90, occasion: 'twice' }])
    goOn()
    await claimed
  })

  it('is erased after a claim under way, never beside it', async () => {
    await fill(1)
    const { claimed, asked, goOn } = heldClaim(machine(0))
    await asked
    const { db, dialect } = machine(1)
    const erased = erase({ db, dialect, now: morning }, 1, 'pepper')
    await pause(200)
    goOn()
    await claimed
    expect(await erased).toBe('under way')
  })

  it('gets no email of any machine, whoever is faster', async () => {
    await fill(120)
    const providers = machines.map(() => testProvider({ most: 3, atOnce: 2 }))
    const gone = new Set<number>()
    const leave = async () => {
      const { db, dialect } = machine(1)
      for (let customer = 120; customer > 60; customer--) {
        await unsubscribe({ db, dialect, now: morning - 1 }, customer, 'test')
        const { rows } = await sql<{ state: string }>`select state from messages where customer = ${customer}`.execute(
          db,
        )
        // Whose email was still in the queue when they had left must never get it.
        if (rows[0]?.state === 'queued') gone.add(customer)
      }
    }
    await Promise.all([leave(), ...providers.map((provider, i) => deliverAt(appOn(i, provider), morning))])
    const last = testProvider()
    await deliverAt(appOn(0, last), morning)
    const got = received(...providers, last)
    expect(got).toEqual([...new Set(got)])
    expect(got.filter((customer) => gone.has(customer))).toEqual([])
    expect(gone.size).toBeGreaterThan(0)
    expect(new Set(await states(machine(0).db))).toEqual(new Set(['submitted', 'skipped']))
  })
})
