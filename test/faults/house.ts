import { sql } from 'kysely'
import pg from 'pg'
import { isGone } from '../../src/db/index.ts'
import { invariant } from '../../src/deliver/index.ts'
import { messageKey } from '../../src/deliver/message-id.ts'
import type { FakeStart } from '../support/fake-resend/index.ts'
import { later } from '../support/later.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { whichDatabase } from '../support/which-database.ts'
import { openWorkedShop, type Process, states, twice, type WorkedShop } from '../worker/a-shop.ts'

/** A shop at work, on a PostgreSQL server of its own or in a file, whose processes, connections and server are taken away. */
export interface House {
  readonly shop: WorkedShop
  /** What was done to it so far. */
  readonly harm: { killed: number; broken: number; restarted: number }
  /** Starts processes that may be killed. */
  staff(number: number, ...words: string[]): void
  /** SIGKILL for one of them; another takes its place. */
  killOne(random: () => number): Promise<void>
  /** Has the server close so many connections of the shop, whatever they are at. */
  breakConnections(most: number): Promise<void>
  restart(how: 'orderly' | 'at once', away: number): Promise<void>
  /** Asks or writes, again until the database is there. */
  patiently<T>(work: () => Promise<T>): Promise<T>
  /** What those of its processes said last that ended by themselves. */
  ended(): readonly string[]
  /** Says every ten seconds how far it is, until the house is closed. */
  sayProgress(): void
  /** How many connections the shop has open; 0 for a file. */
  connections(): Promise<number>
  close(): Promise<void>
}

/** Opens one with a fake mail service. */
export async function openHouse(options: FakeStart['options']): Promise<House> {
  const server = whichDatabase() === 'postgres' ? await startPostgres() : undefined
  const given = server && { url: `${server.url}/postgres`, drop: async () => {} }
  const shop = await openWorkedShop(options, 'none', undefined, given)
  const harm = { killed: 0, broken: 0, restarted: 0 }
  const staffed: { process: Process; readonly words: readonly string[] }[] = []
  let progress: NodeJS.Timeout | undefined
  const asked = (query: string, ...values: number[]) =>
    server ? askServer(server, query, values) : Promise.resolve([])
  return {
    shop,
    harm,
    staff(number, ...words) {
      for (let i = 0; i < number; i += 1) staffed.push({ process: shop.start(...words), words })
    },
    async killOne(random) {
      const victim = staffed[Math.floor(random() * staffed.length)]
      if (!victim) return
      const { child } = victim.process
      if (child.exitCode === null && child.signalCode === null) harm.killed += 1
      await victim.process.end('SIGKILL')
      victim.process = shop.start(...victim.words)
    },
    ended: () =>
      staffed
        .filter(({ process: { child } }) => child.exitCode !== null || child.signalCode !== null)
        .map(({ process }) => process.said().slice(-500)),
    sayProgress() {
      const began = performance.now()
      progress = setInterval(async () => {
        const emails = await states(shop.app).catch(() => 'the database is away')
        console.log(`${Math.round((performance.now() - began) / 1000)} s`, { ...harm }, emails)
      }, 10_000)
    },
    async breakConnections(most) {
      harm.broken += (await asked(BREAK, most)).length
    },
    async restart(how, away) {
      await server?.restart(how, away)
      harm.restarted += 1
    },
    patiently,
    connections: async () => Number((await asked(CONNECTIONS))[0]?.open ?? 0),
    async close() {
      clearInterval(progress)
      await shop.close()
      await server?.stop()
    },
  }
}

/** Of Perennial and of its engine of jobs; the one who asks is none of them. */
const OURS = "from pg_stat_activity where application_name like 'perennial%'"
const CONNECTIONS = `select count(*) as open ${OURS}`
const BREAK = `select pg_terminate_backend(pid) from (select pid ${OURS} order by random() limit $1) as chosen`

async function askServer({ url }: PostgresServer, query: string, values: number[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(`${url}/postgres`)
  await client.connect()
  try {
    return (await client.query(query, values)).rows
  } finally {
    await client.end()
  }
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + 60_000; ; await later(100)) {
    try {
      return await work()
    } catch (error) {
      if (!isGone(error) || Date.now() > end) throw error
    }
  }
}

/** Waits until nothing is open. `hurry`: as if the leases of the dead, and every pause, were over already. */
export async function settled({ shop, patiently: ask }: House, patience: number, hurry: 'hurry' | 'no'): Promise<void> {
  for (const end = Date.now() + patience; ; await later(200)) {
    const { queued = 0, claimed = 0 } = await ask(() => states(shop.app))
    if (queued + claimed === 0) return
    if (Date.now() > end) throw new Error(`${queued} queued and ${claimed} claimed are left`)
    if (hurry === 'no' || queued > 0) continue
    await ask(() => sql`update messages set lease_until = ${Date.now()} where state = 'claimed'`.execute(shop.app.db))
  }
}

/** What became of all emails, by the truth of the service's ledger; the books must balance. */
export async function reckoning({ shop }: Pick<House, 'shop'>) {
  const { faults, submitted, failed, uncertain, skipped, queued, claimed } = await invariant(shop.app)
  const { rows } = await sql<{ key: number }>`select key from messages where state = 'submitted'`.execute(shop.app.db)
  const ledger = shop.fake.ledger()
  const accepted = new Set(ledger.map(({ mid }) => messageKey(mid)))
  const missing = rows.filter(({ key }) => !accepted.has(key)).length
  const lost = queued + claimed + missing
  const counts = { submitted, failed, uncertain, skipped }
  return { lost, duplicated: twice(shop).length, accepted: ledger.length, ...counts, faults }
}
