import { statSync } from 'node:fs'
import { type RawBuilder, sql } from 'kysely'
import { afterEach, expect, it } from 'vitest'
import { type Db, emptyLog, LONGEST_LOG, openDb } from '../../src/db/index.ts'
import { checks, type Patient } from '../../src/upkeep/index.ts'
import { fillWith } from '../deliver/a-delivery.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/copy-shipped-shop.ts'
import type { FreshDatabase } from '../support/fresh-database.ts'
import { later } from '../support/later.ts'
import { sharedDatabase } from '../support/shared-database.ts'
import { whichDatabase } from '../support/which-database.ts'
import { aPatient } from '../upkeep/a-patient.ts'
import { full, patience, tell } from './harness.ts'

const onServer = whichDatabase() === 'postgres'
const PEOPLE = 6_000
/** The server gathers its numbers a moment later: what was written may be told after it was freed. */
const WHILE = { timeout: 20_000, interval: 300 }

let folder: TemporaryFolder
let fresh: FreshDatabase
let shop: Patient & { close(): Promise<void> }
afterEach(async () => {
  await shop.close()
  await fresh.drop()
  folder.remove()
})

it('T18: a program that reads without an end is told of, and what it kept is freed once it ends', {
  timeout: patience,
}, async () => {
  folder = temporaryFolder('reader')
  fresh = await sharedDatabase(folder.dir)
  const file = (path: string) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    return stat && { bytes: stat.size, others: 0 }
  }
  shop = await aPatient({ database: fresh.url, outside: { file } })
  await fillWith(shop.app.db, PEOPLE)
  expect(await alarm()).not.toMatch(ALARM)

  let writes = 0
  await reading(async () => {
    writes = full ? await aSteadyHand(10.5 * 60_000) : await inHaste()
    await expect.poll(freed, WHILE).toMatch(ALARM)
  })
  await expect.poll(freed, WHILE).not.toMatch(ALARM)
  tell('T18', `writes beside a reader of ${full ? 'ten minutes' : 'a moment'}`, writes, { lost: 0, duplicated: 0 })
})

const ALARM = onServer ? /messages has [\d,]+ dead rows/ : /log of the database has grown to \d+ MB/

async function alarm(): Promise<string> {
  const check = checks.find(({ name }) => name === (onServer ? 'server' : 'disk'))
  const findings = [await check?.look(shop, AbortSignal.timeout(10_000))].flat()
  return findings.map((one) => one?.says).join('\n')
}

/** Another program, which keeps an old state of the database open for as long as `meanwhile` takes. */
async function reading(meanwhile: () => Promise<void>): Promise<void> {
  const reader = await openDb(fresh.url, folder.dir, 0)
  await reader.db.connection().execute(async (connection) => {
    await sql.raw(onServer ? 'begin isolation level repeatable read' : 'begin').execute(connection)
    await sql`select count(*) from messages`.execute(connection)
    await meanwhile()
    await sql`commit`.execute(connection)
  })
  await reader.close()
}

/** The alarms after what a shop does by itself: it writes the log back, autovacuum comes. */
async function freed(): Promise<string> {
  if (onServer) await sql`vacuum messages`.execute(shop.app.db)
  else await emptyLog(shop.app, 'at once')
  return alarm()
}

/** As many writes as keep it from anything else: all emails at once. */
async function inHaste(): Promise<number> {
  const grown = async () => (onServer ? writes >= 3 * PEOPLE : logOf(shop.app.file) > LONGEST_LOG)
  let writes = 0
  for (; !(await grown()); writes += PEOPLE) await rewrite(shop.app.db, sql`key > 0`)
  return writes
}

/** 200 writes a second of a row each. */
async function aSteadyHand(ms: number): Promise<number> {
  const began = Date.now()
  let writes = 0
  for (; Date.now() < began + ms; writes += 1) {
    await rewrite(shop.app.db, sql`key = ${1 + (writes % PEOPLE)}`)
    await later(began + writes * 5 - Date.now())
  }
  return writes
}

function rewrite(db: Db, which: RawBuilder<unknown>): Promise<unknown> {
  return sql`update messages set error = ${'x'.repeat(onServer ? 10 : 1000)}, send_at = send_at + 1 where ${which}`.execute(
    db,
  )
}

function logOf(path: string | undefined): number {
  return statSync(`${path}-wal`).size
}
