import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { type App, type EmailRequest, planOf, renderEmails, templatesOf } from '../../src/app/index.ts'
import { addDays } from '../../src/calendar/index.ts'
import { type Campaign, readCampaign } from '../../src/campaigns/index.ts'
import { onOneConnection, type OpenDb, openDb } from '../../src/db/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import { importFiles } from '../../src/ingest/index.ts'
import { type Entry, planDay, readPlan } from '../../src/plan/index.ts'
import { membersAt, openEvaluation } from '../../src/segments/index.ts'
import { openedApp, shippedShop } from '../app/support.ts'
import { readMapFile } from '../../src/ingest/index.ts'
import { makeWorld } from '../segments/random-segments.ts'
import { temporaryFolder } from '../support/copy-shipped-shop.ts'
import { full } from '../support/fault-run.ts'
import { freshDatabase } from '../support/fresh-database.ts'
import { fill } from '../support/naive/world.ts'
import { onlineRetailMap } from '../support/online-retail-map.ts'
import { openOracleShop } from '../support/oracle-shop.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { openTestShop } from '../support/open-test-shop.ts'
import { shared } from '../support/real-shops.ts'
import { whichDatabase } from '../support/which-database.ts'

const absent = !existsSync(shared)
if (absent) console.warn('SKIPPED: ../shared is absent, real shops were not compared between two databases')

/** What is thrown away after each test. */
const left: (() => unknown)[] = []
afterEach(async () => {
  for (const clear of left.splice(0).reverse()) await clear()
})

/** What `ask` gets of a shop in memory on SQLite, and of the same one on PostgreSQL. */
async function inBoth<T>(ask: (open: OpenDb) => Promise<T>): Promise<readonly [T, T]> {
  const here = await openDb('sqlite::memory:', '.', 0)
  left.push(() => here.close())
  const there = await openTestDb(0)
  left.push(() => there.close())
  return [await ask(here), await ask(there)]
}

describe.skipIf(whichDatabase() === 'sqlite')('SQLite and PostgreSQL', () => {
  const seeds = Array.from({ length: full ? 200 : 20 }, (_, i) => 20_261_122 + i)

  it(`know the same members and make the same plans in ${seeds.length} generated shops`, async () => {
    const different: number[] = []
    const sum = { rules: 0, members: 0, entries: 0 }
    for (const [i, seed] of seeds.entries()) {
      const [here, there] = await inBoth((open) => answersOf(seed, open))
      if (here.text !== there.text) different.push(seed)
      for (const what of ['rules', 'members', 'entries'] as const) sum[what] += here[what]
      if ((i + 1) % 20 === 0) progress(`${i + 1} generated shops, ${told(sum)}`)
      for (const clear of left.splice(0).reverse()) await clear()
    }
    expect(different).toEqual([])
  }, 1_200_000)

  it.skipIf(absent)(
    'make the same plans on the days of a real shop, and keep the same rows',
    async () => {
      const days = Array.from({ length: full ? 294 : 4 }, (_, i) => addDays('2011-02-20', i * (full ? 1 : 61)))
      const [here, there] = await inBoth(async (open) => {
        const shop = await openOracleShop('limit: 1 marketing email per 7 days\n', open)
        const plans: string[] = []
        for (const [i, day] of days.entries()) {
          plans.push(JSON.stringify(await shop.run(day)))
          if ((i + 1) % 49 === 0) progress(`${i + 1} days of a real shop on ${open.place}`)
        }
        const rows = await open.db.selectFrom('messages').selectAll().orderBy('key').execute()
        const stays = await sql`select * from memberships order by segment, customer, entered_at`.execute(open.db)
        return {
          plans,
          rows: rows.map((row) => JSON.stringify(row)),
          stays: JSON.stringify(stays.rows),
          count: stays.rows.length,
        }
      })
      progress(told({ plans: here.plans.length, messages: here.rows.length, memberships: here.count }))
      expect(here.rows.length).toBeGreaterThan(100)
      for (const [i, day] of days.entries()) expect(there.plans[i] === here.plans[i], day).toBe(true)
      expect(there).toEqual(here)
    },
    1_200_000,
  )

  it.skipIf(absent)(
    'write the same emails to the customers of a real shop',
    async () => {
      const now = Date.UTC(2011, 5, 1, 6)
      const folder = shippedShop()
      left.push(() => folder.remove())
      const file = join(folder.dir, 'perennial.yaml')
      writeFileSync(
        file,
        readFileSync(file, 'utf8')
          .replace(/^currency: EUR/m, 'currency: GBP')
          .replace(/^rates:.*\n( .*\n)*/m, ''),
      )
      const database = await freshDatabase()
      left.push(() => database.drop())
      const made: string[][] = []
      const plans: string[] = []
      for (const url of ['sqlite::memory:', database.url]) {
        const app = await openedApp(folder.dir, now, url)
        for (const kind of ['customers', 'orders'] as const) {
          await importFiles(app.at(now), app.shop, { kind, files: [resolve(shared, `data/shop/${kind}.csv.gz`)] })
        }
        const { plan } = await planOf(app, now, 'as of', 'with entries')
        plans.push(JSON.stringify(plan))
        made.push(await emailsOf(app, now, plan.entries))
        await app.close()
      }
      const [here = [], there = []] = made
      progress(told({ emails: here.length }))
      expect(here.length).toBeGreaterThan(10)
      expect(plans[1] === plans[0]).toBe(true)
      expect(there).toEqual(here)
    },
    1_200_000,
  )

  it.skipIf(absent)(
    'take in the lines of Online Retail alike, and know the same members of it',
    async () => {
      const { value: map } = readMapFile('map.yaml', onlineRetailMap)
      if (!map) throw new Error('the map is wrong')
      const file = await linesOf(full ? Number.POSITIVE_INFINITY : 25_000)
      const [here, there] = await inBoth(async (open) => {
        const shop = await openTestShop(RETAIL, open)
        const ctx = { db: open.db, dialect: open.dialect, now: Date.UTC(2012, 0, 1) }
        const report = await importFiles(ctx, shop.shop, { kind: 'order-lines', files: [file], map })
        const rows = {
          report: JSON.stringify(report),
          customers: await open.db.selectFrom('customers').selectAll().orderBy('key').execute(),
          orders: await open.db.selectFrom('orders').selectAll().orderBy('key').execute(),
        }
        const latest = Math.max(...rows.orders.map(({ ordered_at }) => ordered_at))
        const members: Record<string, string[]> = {}
        for (const { name } of shop.segments) {
          members[name] = await onOneConnection(open.db, (db) => membersAt({ ...shop, db, now: latest }, name, latest))
        }
        return { ...rows, members }
      })
      const members = Object.values(here.members).reduce((sum, { length }) => sum + length, 0)
      progress(told({ customers: here.customers.length, orders: here.orders.length, members }))
      expect(here.orders.length).toBeGreaterThan(500)
      expect(Object.values(here.members).every((members) => members.length > 0)).toBe(true)
      expect(there).toEqual(here)
    },
    1_200_000,
  )
})

/** In full the tests take minutes: they say how far they are, and how much was equal. */
function progress(what: string): void {
  if (full) console.info(`two homes, after ${Math.round(process.uptime())} s: ${what}`)
}

/** 1,234 orders, 5 plans. */
function told(counted: Readonly<Record<string, number>>): string {
  return Object.entries(counted)
    .map(([what, count]) => `${count.toLocaleString('en')} ${what}`)
    .join(', ')
}

/** What rules and campaigns say in the world of a seed. */
interface Answers {
  /** All of it. */
  readonly text: string
  readonly rules: number
  readonly members: number
  readonly entries: number
}

/** Everything that rules and campaigns say in the world of a seed. */
async function answersOf(seed: number, { db, dialect }: OpenDb): Promise<Answers> {
  const { world, segments } = makeWorld(seed)
  await fill(db, world)
  const vocabulary = vocabularyOf(world.shop)
  const shop = { ...world.shop, limit: { count: 2, days: 7 } }
  const names = segments.map(({ name }) => name)
  const campaigns = Object.entries(CAMPAIGNS).map(([name, text]): Campaign => {
    const read = readCampaign(`campaigns/${name}.yaml`, text, { shop, vocabulary, events: 'ever', segments: names })
    if (!read.value) throw new Error(read.problems.map(({ message }) => message).join('\n'))
    return read.value
  })
  return onOneConnection(db, async (connection) => {
    const base = { db: connection, dialect, now: world.now, shop, vocabulary, segments, campaigns }
    const evaluation = openEvaluation(base)
    const found = await evaluation.members(names)
    const members: (readonly [string, readonly unknown[]])[] = []
    for (const name of names) {
      const { rows } = await sql`
        select customer from (${found.list(name)}) as members order by customer`.execute(connection)
      members.push([name, rows])
    }
    await evaluation.close()
    const mode = seed % 2 === 0 ? 'as of' : 'run'
    const plan = await planDay(base, { mode, wall: world.now }, ({ ctx, made }) => readPlan(ctx, made, 'with entries'))
    const count = members.reduce((sum, [, { length }]) => sum + length, 0)
    const entries = plan.entries.length
    return { text: JSON.stringify([members, plan]), rules: names.length, members: count, entries }
  })
}

const CAMPAIGNS = {
  born: 'campaign: born\nstarts: {on_date: birthday, days_before: 1}\nsteps: [{send: a}]\n',
  bought:
    'campaign: bought\nstarts: {when: bought, restart: yes}\nbackfill: 30 days\nsteps: [{wait: 1 day}, {send: a}, {wait: 20 hours}, {send: b, only_if: {all: [{orders: at least 2}]}}]\n',
  entering:
    'campaign: entering\nstarts: {when_entering: s5}\nsteps: [{send: a}]\nholdout: 20 percent\nagain: after 3 days\n',
  weekly:
    'campaign: weekly\nstarts: {every: day}\nwho: {any: [{in_segment: [s6, s7]}, {orders: at least 1}]}\nsteps: [{send: a}]\npriority: 3\n',
  service:
    'campaign: service\npurpose: service\nstarts: {when: bought}\nbackfill: 30 days\nsteps: [{wait: 3 hours}, {send: a}]\n',
}

const RETAIL = {
  'perennial.yaml':
    'shop: {name: Real shop, address: Street 1}\nfrom: shop@example.com\ntime_zone: Europe/London\ncurrency: GBP\n',
  'segments/best.yaml': 'segment: best\nwho: {all: [{total_spent: top 10 percent}]}\n',
  'segments/first.yaml': 'segment: first\nwho: {all: [{total_spent: top 25 customers}]}\n',
  'segments/above.yaml': 'segment: above\nwho: {all: [{average_order: above the average}]}\n',
  'segments/middle.yaml': 'segment: middle\nwho: {all: [{total_spent: below the median}]}\n',
  'segments/lights.yaml':
    'segment: lights\nwho: {all: [{bought: {product: contains light, spent: at least 20 GBP}}]}\n',
}

/** Subject, texts and addresses of the emails that a plan sends, the first of them. */
async function emailsOf(app: App, now: number, entries: readonly Entry[]): Promise<string[]> {
  const rows = await app.db.selectFrom('customers').select(['key', 'id']).execute()
  const keys = new Map(rows.map(({ id, key }) => [id, key]))
  const uses = app.campaigns.flatMap((campaign) => templatesOf(campaign).map((use) => ({ ...use, campaign })))
  const sends = entries.filter(({ decision }) => decision === 'send').slice(0, full ? 2_000 : 60)
  const requests = sends.map((entry): EmailRequest => {
    const use = uses.find(({ campaign, step }) => campaign.name === entry.campaign && step.id === entry.step)
    const { campaign, step, variant } = entry
    const purpose = use?.campaign.purpose ?? 'marketing'
    const customer = keys.get(entry.customer) ?? 0
    return { key: 0, customer, campaign, step, variant, template: use?.template ?? '', purpose, order: null }
  })
  return (await renderEmails(app, app.at(now), requests)).map((email) => JSON.stringify(email))
}

/** A file with the first lines of Online Retail. */
async function linesOf(most: number): Promise<string> {
  const file = resolve(shared, 'data/online-retail/online_retail.csv.gz')
  if (most === Number.POSITIVE_INFINITY) return file
  const folder = temporaryFolder('retail')
  left.push(() => folder.remove())
  const lines: string[] = []
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    lines.push(line)
    if (lines.length > most) break
  }
  const path = join(folder.dir, 'lines.csv')
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
