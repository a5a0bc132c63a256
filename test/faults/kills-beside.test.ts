import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenDb, openDb } from '../../src/db/index.ts'
import { LEASE } from '../../src/deliver/lease.ts'
import { buildChild } from '../deliver/built-child.ts'
import { copyShippedShop } from '../support/copy-shipped-shop.ts'
import { databaseLike, type FreshDatabase } from '../support/fresh-database.ts'
import { intact } from '../support/intact.ts'
import { later } from '../support/later.ts'
import { numbersFrom } from '../support/numbers-from.ts'
import { sharedDatabase } from '../support/shared-database.ts'
import { whichDatabase } from '../support/which-database.ts'
import { patience, seed, sized, tell } from './harness.ts'

const now = Date.UTC(2026, 10, 22, 9, 30)
const ROUNDS = sized(1, 100)
const PEOPLE = 60
/** When the leases of the dead have ended. */
const LATER = now + LEASE + 5_000
const CANARY = 'zzcanaryname'
let root: string
let first: Folder
let command: string
let writer: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'perennial-kills-'))
  command = await buildChild(join(import.meta.dirname, 'command.ts'))
  writer = await buildChild(join(import.meta.dirname, 'webhook-writer.ts'))
  first = await openedShop()
}, 60_000)
afterAll(async () => {
  await first.drop()
  rmSync(root, { recursive: true, force: true })
})

describe('T03: killed beside the sending', () => {
  it('an import is whole or not there, and comes out the same', { timeout: patience }, async () => {
    await killed('import', ['import', 'orders', 'orders.csv'], async (shop) => {
      const { orders } = await booksOf(shop)
      expect([0, 10 * PEOPLE]).toContain(orders)
    })
  })

  it('a run takes place once, whole, and what it queued goes out once', { timeout: patience }, async () => {
    await killed('run', ['send', '--yes', String(PEOPLE)], async (shop) => {
      const { messages, runs } = await booksOf(shop)
      expect([
        [0, 0],
        [PEOPLE, 1],
      ]).toContainEqual([messages, runs])
    })
  })

  it('an erasure leaves no byte once it is finished', { timeout: patience }, async () => {
    await killed('erase', ['erase', 'c7', '--yes'], async () => {})
  })

  it('a copy into another database goes on where it was, and comes out the same', { timeout: patience }, async () => {
    const there = await emptyHome('file')
    const began = performance.now()
    const wanted = await copied(first, there)
    const life = performance.now() - began
    const random = numbersFrom(seed)
    let died = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      // To and fro, where there are two kinds of databases.
      const [from, to] = [round % 2 === 0 ? first : there, await emptyHome(round % 2 === 0 ? 'file' : 'any')]
      const child = start({ ...from, url: to.url }, [...COPY, from.url])
      await Promise.race([once(child, 'spawn'), once(child, 'exit')])
      await later(random() * life)
      died += await kill(child)
      // Where it was whole already there is nothing to go on with.
      expect([0, 2]).toContain(await ended(start({ ...from, url: to.url }, [...COPY, from.url])))
      const again = await emptyHome('file')
      expect({ seed, round, tables: await copied(to, again) }).toEqual({ seed, round, tables: wanted })
      await to.drop()
    }
    await there.drop()
    tell('T03', 'killed in the middle of: perennial migrate --copy-from', died, { lost: 0, duplicated: 0 })
  })

  it('a webhook that was answered is stored, once', { timeout: patience }, async () => {
    const { url, drop } = await sharedDatabase(root, 'webhooks.db')
    const random = numbersFrom(seed)
    const answered: string[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      // The service repeats what was not answered, and some that was.
      const child = spawn(process.execPath, [writer, url, String(Math.max(0, answered.length - 6))])
      const heard: Buffer[] = []
      child.stdout.on('data', (said: Buffer) => heard.push(said))
      await once(child.stdout, 'data')
      await later(random() * 60)
      await kill(child)
      answered.push(...wordsOf(heard).filter((id) => !answered.includes(id)))
    }
    const open = await openDb(url, '.', now)
    const { rows } = await sql<{ id: string }>`select id from webhook_deliveries`.execute(open.db)
    await intact(open)
    await open.close()
    await drop()
    const stored = new Set(rows.map(({ id }) => id))
    const lost = answered.filter((id) => !stored.has(id)).length
    tell('T03', 'killed while webhooks are stored', ROUNDS, { lost, duplicated: rows.length - stored.size })
    expect({ lost, duplicated: rows.length - stored.size }).toEqual({ lost: 0, duplicated: 0 })
    expect(answered.length).toBeGreaterThan(ROUNDS)
  })
})

/** A shop in which everybody has their birthday, with a file of orders that is yet to come. */
async function openedShop(): Promise<Folder> {
  const dir = join(root, 'shop')
  copyShippedShop(dir)
  const shop = { dir, ...(await sharedDatabase(dir, 'data/perennial.db')) }
  const people = Array.from(
    { length: PEOPLE },
    (_, i) => `c${i},c${i}@shop.example,${i === 7 ? CANARY : 'Maja'},1990-11-22,subscribed`,
  )
  writeFileSync(join(dir, 'people.csv'), `customer_id,email,first_name,birthday,consent\n${people.join('\n')}\n`)
  const orders = Array.from(
    { length: 10 * PEOPLE },
    (_, i) => `o${i},c${i % PEOPLE},2020-0${1 + (i % 9)}-1${i % 10}T10:00:00Z,${10 + (i % 90)}.50,EUR`,
  )
  writeFileSync(join(dir, 'orders.csv'), `order_id,customer_id,ordered_at,total,currency\n${orders.join('\n')}\n`)
  expect(await ended(start(shop, ['import', 'customers', 'people.csv']))).toBe(0)
  rmSync(join(dir, 'people.csv'))
  return shop
}

/** Runs a command, killed at any moment of its life, again and again, and compares with one that was left alone. */
async function killed(name: string, words: readonly string[], half: (shop: Folder) => Promise<void>): Promise<void> {
  const alone = await freshShop(name)
  const began = performance.now()
  expect(await ended(start(alone, words))).toBe(0)
  const life = performance.now() - began
  const wanted = await booksOf(alone)
  await alone.drop()
  const random = numbersFrom(seed)
  const verdict = { lost: 0, duplicated: 0 }
  let died = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const shop = await freshShop(name)
    const child = start(shop, words)
    await Promise.race([once(child, 'spawn'), once(child, 'exit')])
    await later(random() * life)
    died += await kill(child)
    await half(shop)
    expect(await ended(start(shop, words, LATER))).toEqual(name === 'erase' ? expect.any(Number) : 0)
    const books = await booksOf(shop)
    verdict.lost += Math.max(0, books.emails < wanted.emails ? wanted.emails - books.emails : 0)
    verdict.duplicated += Math.max(0, books.emails - wanted.emails)
    // Each `send` is a run of its own, also the one that only takes up what another left behind.
    expect({ seed, round, ...books }).toEqual({ seed, round, ...wanted, runs: books.runs })
    await shop.drop()
  }
  tell('T03', `killed in the middle of: perennial ${words[0]}`, died, verdict)
}

let shops = 0

/** A shop's folder, and its database in it or on a server. */
interface Folder extends FreshDatabase {
  readonly dir: string
}

async function freshShop(name: string): Promise<Folder> {
  const dir = join(root, `${name}-${++shops}`)
  cpSync(join(root, 'shop'), dir, { recursive: true })
  const { url, drop } =
    whichDatabase() === 'sqlite' ? await sharedDatabase(dir, 'data/perennial.db') : await databaseLike(first)
  return { dir, url, drop: () => drop().then(() => rmSync(dir, { recursive: true, force: true })) }
}

function start({ dir, url }: Folder, words: readonly string[], at = now): ChildProcess {
  const env = { ...process.env, DATABASE_URL: url }
  return spawn(process.execPath, [command, dir, String(at), ...words], { stdio: 'ignore', env })
}

/** A database with nothing in it: a file, or whatever this run of the tests is about. */
async function emptyHome(kind: 'file' | 'any'): Promise<Folder> {
  const dir = join(root, `home-${++shops}`)
  cpSync(join(root, 'shop'), dir, { recursive: true })
  rmSync(join(dir, 'data'), { recursive: true, force: true })
  const fresh =
    kind === 'file'
      ? { url: `sqlite:${join(dir, 'copy.db')}`, drop: async () => {} }
      : await sharedDatabase(dir, 'copy.db')
  return { dir, ...fresh }
}

const COPY = ['migrate', '--json', '--copy-from']

/** Copies a shop and returns the rows and checksums of its tables; that of notes differs from place to place. */
async function copied(from: Folder, to: Folder): Promise<unknown> {
  const env = { ...process.env, DATABASE_URL: to.url }
  const words = [command, from.dir, String(now), ...COPY, from.url]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'], env })
  const [out, code] = await Promise.all([text(child.stdout), ended(child)])
  expect(code).toBe(0)
  const { tables } = JSON.parse(out) as { tables: { table: string }[] }
  return tables.filter(({ table }) => table !== 'instance')
}

async function ended(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, 'exit')
  return code as number | null
}

/** 1 where it still lived. */
async function kill(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return 0
  const over = once(child, 'exit')
  child.kill('SIGKILL')
  const [, signal] = await over
  return signal === 'SIGKILL' ? 1 : 0
}

interface Books {
  readonly orders: number
  readonly total: number
  readonly messages: number
  readonly submitted: number
  readonly runs: number
  readonly named: number
}

/** All that commands leave behind, in numbers. */
async function booksOf({ dir, url }: Folder) {
  const open = await openDb(url, dir, now)
  await intact(open)
  const { rows } = await sql<Books>`
    select
      (select count(*) from orders) as orders,
      (select sum(total) from orders) as total,
      (select count(*) from messages) as messages,
      (select count(*) from messages where state = 'submitted') as submitted,
      (select count(*) from runs) as runs,
      (select count(*) from customers where first_name is not null) as named`.execute(open.db)
  const named = await inTables(open)
  await open.close()
  const outbox = join(dir, 'outbox')
  const emails = existsSync(outbox) ? filesIn(outbox).filter((file) => file.endsWith('.eml')).length : 0
  const [numbers] = rows
  if (!numbers) throw new Error('no books')
  return { ...numbers, emails, canary: named || wordStands(dir) }
}

/** Whether the name stands in any table of a server; a file is read as it is. */
async function inTables({ db, place }: OpenDb): Promise<boolean> {
  if (place !== 'server') return false
  const { rows } = await sql<{ found: number }>`
    select count(*) as found
    from pg_tables
    where schemaname = current_schema()
      and cast(query_to_xml(format('select * from %I', tablename), true, false, '') as text) ilike ${`%${CANARY}%`}`.execute(
    db,
  )
  return Number(rows[0]?.found) > 0
}

function wordStands(dir: string): boolean {
  return filesIn(dir).some((file) => readFileSync(file).toString('latin1').toLowerCase().includes(CANARY))
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(dir, entry.name)) : [join(dir, entry.name)],
  )
}

/** Whole lines only: a process that dies may leave half a word. */
function wordsOf(heard: readonly Buffer[]): string[] {
  const text = Buffer.concat(heard).toString()
  return text.slice(0, text.lastIndexOf('\n') + 1).match(/msg_\d+/g) ?? []
}
