/**
 * The daily evaluation of the four shipped segments with their history, on a generated shop of 1,000,000 customers and
 * 5,000,000 orders. Read in full (the first run, or after a rule has changed): against the best SQL script written by
 * hand for the same tables and the same moves (`evaluate-by-hand.sql`; promise: at most 1.5 times its wall time).
 * Carried forward from the run of the day before, as on every other day: against `json-rules-engine` on the same four
 * rules with the facts given, which has no yesterday and judges everybody (promise: at least 150 times its customers a
 * second).
 *
 * `npm run bench evaluate [CUSTOMERS] [ORDERS] [ROUNDS]`
 */

import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Engine } from 'json-rules-engine'
import { sql } from 'kysely'
import { addDays, localDay, startOfDay } from '../src/calendar/index.ts'
import type { Shop } from '../src/config/shop.ts'
import { type Db, inTransaction, openDb, type OpenDb } from '../src/db/index.ts'
import { vocabularyOf } from '../src/facts/index.ts'
import { type Moves, openEvaluation, readSegments, refreshMembers } from '../src/segments/index.ts'
import { verdict } from './measure/verdict.ts'
import { generateShop } from './shop/generate-shop.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-22T08:00:00Z')
const ZONE = 'Europe/Zagreb'
const [customers = 1_000_000, orders = 5 * customers, rounds = 3] = process.argv.slice(2).map(Number)

const shop = { timeZone: ZONE, currency: 'EUR', leapDay: 'feb28', firstWeekday: 1, stages: [], attributes: [] }
const ahead = { predictions: { days: 365, nextOrder: 'rhythm' } }
const vocabulary = vocabularyOf({ ...shop, events: [], countedStatuses: undefined, ...ahead } as unknown as Shop)
const folder = resolve('segments')
const files = readdirSync(folder).map((name) => ({
  file: `segments/${name}`,
  text: readFileSync(join(folder, name), 'utf8'),
}))
const shipped = ['new', 'high-value', 'at-risk', 'lapsed']
const segments = (readSegments(files, { vocabulary, events: 'ever' }).value ?? []).filter(({ name }) =>
  shipped.includes(name),
)
const byHand = readFileSync(resolve('bench/evaluate-by-hand.sql'), 'utf8')

const open = await openShop()
await runYesterday(open)
await forget(open.db)
const byScript: Round[] = []
const inFull: Round[] = []
for (let round = 0; round < rounds; round++) {
  byScript.push(await rolledBack(open.db, runByHand))
  inFull.push(await rolledBack(open.db, (db) => runOurs(db, NOW)))
  show(`round ${round + 1}, everything read`, { 'by hand': byScript, perennial: inFull })
}
await runYesterday(open)
const daily: Round[] = []
for (let round = 0; round < rounds; round++) {
  daily.push(await rolledBack(open.db, (db) => runOurs(db, NOW)))
  show(`round ${round + 1}, carried forward`, { perennial: daily })
}
const moves = new Set([...byScript, ...inFull, ...daily].map((round) => round.moves))
if (moves.size !== 1) throw new Error(`not the same moves: ${[...moves].join(' | ')}`)
const people = await factsOf(open.db, 1, 20_000)
const engine = fourRules(people)
const given = await rateOfFactsGiven(engine, people)
const fetched = await rateOfFactsFetched(engine, open.db, 5000)
await open.close()

const [day, full, hand] = [daily, inFull, byScript].map(fastest) as [number, number, number]
console.log(
  `four segments with history, ${customers.toLocaleString('en')} customers, ${orders.toLocaleString('en')} orders`,
)
const row = (speed: number) => ({
  ms: Math.round((customers / speed) * 1000),
  'customers/s': Math.round(speed),
  'times by hand': round2(customers / speed / (hand / 1000)),
})
const [rate, fullRate] = [day, full].map((ms) => customers / (ms / 1000)) as [number, number]
console.table({
  'SQL by hand, reads everything': row(customers / (hand / 1000)),
  'perennial, reads everything': row(fullRate),
  'perennial, carried forward from yesterday': row(rate),
  'json-rules-engine, facts ready made': row(given),
  'json-rules-engine, facts fetched': row(fetched),
})
const ratio = full / hand
verdict(`read in full, perennial takes ${round2(ratio)} times the script by hand (at most 1.5)`, ratio <= 1.5)
console.log(`the day after takes ${round2((100 * day) / full)} percent of it`)
console.log(
  `in full it judges ${round2(fullRate / given)} times the customers a second of json-rules-engine with facts ready made,`,
  `${round2(fullRate / fetched)} times those of one that fetches them`,
)
verdict(`on a usual day ${round2(rate / given)} times (at least 150)`, rate / given >= 150)

interface Round {
  readonly ms: number
  readonly moves: string
}

function fastest(all: readonly Round[]): number {
  return Math.min(...all.map(({ ms }) => ms))
}

function show(round: string, ways: Readonly<Record<string, readonly Round[]>>): void {
  const times = Object.entries(ways).map(([name, all]) => `${name} ${all.at(-1)?.ms.toFixed(0)} ms`)
  console.error(`${round}: ${times.join(', ')}; ${Object.values(ways)[0]?.at(-1)?.moves}`)
}

/** The generated shop, made once and kept in the temporary folder. */
async function openShop(): Promise<OpenDb> {
  const dir = join(tmpdir(), 'perennial-bench')
  mkdirSync(dir, { recursive: true })
  const file = join(dir, `evaluate-${customers}-${orders}.db`)
  const there = existsSync(file)
  const opened = await openDb(`sqlite:${file}`, dir, NOW)
  if (!there) await generateShop(opened, { customers, orders, now: NOW })
  await sql`delete from memberships`.execute(opened.db)
  await forget(opened.db)
  await sql`delete from runs`.execute(opened.db)
  return opened
}

/** The run of the day before, with the history that the measured run goes on with. */
async function runYesterday({ db }: OpenDb): Promise<void> {
  const slot = NOW - DAY
  await inTransaction(db, async (trx) => {
    await runOurs(trx, slot)
    const sizes = JSON.stringify({ segments: Object.fromEntries(shipped.map((name) => [name, 0])) })
    await sql`
      insert into runs (slot, started_at, finished_at, state, summary)
      values (${slot}, ${slot}, ${slot}, 'done', ${sizes})
      on conflict do nothing`.execute(trx)
  })
}

async function runOurs(db: Db, now: number): Promise<string> {
  const evaluation = openEvaluation({ db, dialect: open.dialect, now, vocabulary, segments })
  const moves = await refreshMembers(evaluation, { slot: now })
  await evaluation.close()
  return shown(moves)
}

function shown(moves: Moves): string {
  return shipped.map((name) => `${name} +${moves.get(name)?.entered} -${moves.get(name)?.left}`).join(', ')
}

async function runByHand(db: Db): Promise<string> {
  const since = (days: number) => startOfDay(addDays(localDay(NOW, ZONE), -days), ZONE)
  const values: Record<string, number> = { now: NOW, day_30: since(30), day_90: since(90), day_180: since(180) }
  const statements = byHand
    .replaceAll(/^--.*$/gm, '')
    .replaceAll(/:(\w+)/g, (_, name: string) => String(values[name]))
    .split(';')
    .map((statement) => statement.trim())
  for (const statement of statements) {
    const began = performance.now()
    if (statement !== '') await sql.raw(statement).execute(db)
    if (process.env.VERBOSE)
      console.error(`  ${(performance.now() - began).toFixed(0)} ms  ${statement.slice(0, 60).replaceAll('\n', ' ')}`)
  }
  const { rows } = await sql<{ segment: string; entered: number; left: number }>`
    select segment, sum(entered_at = ${NOW}) as entered, sum(left_at = ${NOW}) as left
    from memberships
    where entered_at = ${NOW} or left_at = ${NOW}
    group by segment`.execute(db)
  const of = (name: string) => rows.find(({ segment }) => segment === name)
  return shipped.map((name) => `${name} +${of(name)?.entered ?? 0} -${of(name)?.left ?? 0}`).join(', ')
}

/** As if yesterday's run had kept nothing but its history. */
async function forget(db: Db): Promise<void> {
  await sql`delete from segment_states`.execute(db)
  await sql`delete from standing_values`.execute(db)
}

/** Runs a day in a transaction, measures it, and takes it back. */
async function rolledBack(db: Db, work: (db: Db) => Promise<string>): Promise<Round> {
  let result: Round = { ms: 0, moves: '' }
  const back = new Error('taken back')
  await db
    .transaction()
    .execute(async (trx) => {
      const began = performance.now()
      const moves = await work(trx)
      result = { ms: performance.now() - began, moves }
      throw back
    })
    .catch((error: unknown) => {
      if (error !== back) throw error
    })
  return result
}

interface Facts {
  readonly orders: number
  readonly spent: number
  readonly daysSinceFirst: number
  readonly daysSinceLast: number
}

/** Customers a second of a rule engine that is handed the facts, ready made, one customer at a time. */
async function rateOfFactsGiven(engine: Engine, people: readonly Facts[]): Promise<number> {
  const began = performance.now()
  let members = 0
  for (const person of people) members += (await engine.run({ ...person })).events.length
  if (members === 0) throw new Error('the rules engine found nobody')
  return people.length / ((performance.now() - began) / 1000)
}

/** The same, but it fetches each customer's facts from the stored orders, which is where perennial begins. */
async function rateOfFactsFetched(engine: Engine, db: Db, count: number): Promise<number> {
  const began = performance.now()
  for (let key = 1; key <= count; key++) {
    const person = (await factsOf(db, key, key))[0]
    if (person) await engine.run({ ...person })
  }
  return count / ((performance.now() - began) / 1000)
}

async function factsOf(db: Db, from: number, to: number): Promise<Facts[]> {
  const { rows } = await sql<{ orders: number; spent: number; first_order: number; last_order: number }>`
    select count(*) as orders, sum(total - refunded_total) as spent,
      min(ordered_at) as first_order, max(ordered_at) as last_order
    from orders
    where ordered_at <= ${NOW} and status = 'paid' and customer between ${from} and ${to}
    group by customer`.execute(db)
  return rows.map(({ orders: bought, spent, first_order, last_order }) => ({
    orders: bought,
    spent,
    daysSinceFirst: Math.floor((NOW - first_order) / DAY),
    daysSinceLast: Math.floor((NOW - last_order) / DAY),
  }))
}

function fourRules(people: readonly Facts[]): Engine {
  const cut = people.map(({ spent }) => spent).sort((a, b) => b - a)[Math.ceil(people.length / 10) - 1] ?? 0
  const engine = new Engine()
  const rule = (name: string, all: { fact: string; operator: string; value: number }[]) =>
    engine.addRule({ conditions: { all }, event: { type: name } })
  rule('new', [
    { fact: 'orders', operator: 'equal', value: 1 },
    { fact: 'daysSinceFirst', operator: 'lessThanInclusive', value: 30 },
  ])
  rule('high-value', [
    { fact: 'spent', operator: 'greaterThanInclusive', value: cut },
    { fact: 'daysSinceLast', operator: 'lessThanInclusive', value: 90 },
  ])
  rule('at-risk', [
    { fact: 'orders', operator: 'greaterThanInclusive', value: 2 },
    { fact: 'daysSinceLast', operator: 'greaterThan', value: 90 },
    { fact: 'daysSinceLast', operator: 'lessThanInclusive', value: 180 },
  ])
  rule('lapsed', [{ fact: 'daysSinceLast', operator: 'greaterThan', value: 180 }])
  return engine
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
