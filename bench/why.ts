/**
 * `why` for one customer of a generated shop of 1,000,000 customers and 5,000,000 orders, with the shipped segments and
 * campaigns and the history of three runs. Promise: it reads through indexes only, so that the size of the shop does not
 * show; `test/plan/why-reads.test.ts` looks at every statement, here is the time.
 *
 * `npm run bench why [CUSTOMERS] [ASKED]`
 */

import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { readProgramme, readShopFiles } from '../src/app/index.ts'
import { inTransaction, onOneConnection, openDb, type OpenDb } from '../src/db/index.ts'
import { why } from '../src/plan/index.ts'
import { openEvaluation, refreshMembers } from '../src/segments/index.ts'
import { generateShop } from './shop/generate-shop.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-22T08:00:00Z')
const [customers = 1_000_000, asked = 30] = process.argv.slice(2).map(Number)

const files = readShopFiles(resolve('.'))
const programme = files && (await readProgramme(files)).value
if (!programme) throw new Error('run it in the repository: its shop is the one that is asked about')
const { shop, vocabulary, segments, campaigns } = programme
const open = await openShop()
const ctx = { db: open.db, dialect: open.dialect, shop, vocabulary, segments, campaigns }

const times: number[] = []
for (let i = 0; i < asked; i++) {
  const customer = 1 + Math.floor((i * 7919 * customers) / (asked * 7919 + 1))
  const began = performance.now()
  const answer = await onOneConnection(open.db, (db) => why({ ...ctx, db, now: NOW }, customer, { mode: 'run' }))
  times.push(performance.now() - began)
  if (answer.campaigns.length !== campaigns.length) throw new Error('not all campaigns have an answer')
}
await open.close()

const sorted = times.toSorted((a, b) => a - b)
const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
console.log(`why for ${asked} of ${customers.toLocaleString('en')} customers, ${campaigns.length} campaigns each`)
console.table({
  'one customer': {
    'first ms': Math.round(times[0] ?? 0),
    'median ms': at(0.5),
    'p90 ms': at(0.9),
    'slowest ms': at(1),
  },
})

/** The generated shop with three runs behind it, made once and kept in the temporary folder. */
async function openShop(): Promise<OpenDb> {
  const dir = join(tmpdir(), 'perennial-bench')
  mkdirSync(dir, { recursive: true })
  const file = join(dir, `why-${customers}.db`)
  const there = existsSync(file)
  const opened = await openDb(`sqlite:${file}`, dir, NOW)
  if (there) return opened
  await generateShop(opened, { customers, orders: 5 * customers, now: NOW })
  for (const back of [2, 1, 0]) await run(opened, NOW - back * DAY)
  const begun = campaigns.map(({ name }) => ({ name, first_slot: NOW - 30 * DAY }))
  await opened.db.insertInto('campaigns').values(begun).execute()
  return opened
}

async function run({ db, dialect }: OpenDb, slot: number): Promise<void> {
  console.error(`running ${new Date(slot).toISOString().slice(0, 10)} …`)
  await inTransaction(db, async (trx) => {
    const evaluation = openEvaluation({ db: trx, dialect, now: slot, vocabulary, segments })
    await refreshMembers(evaluation, { slot })
    await evaluation.close()
    const summary = JSON.stringify({ segments: Object.fromEntries(segments.map(({ name }) => [name, 0])) })
    await sql`
      insert into runs (slot, started_at, finished_at, state, summary)
      values (${slot}, ${slot}, ${slot}, 'done', ${summary})`.execute(trx)
  })
}
