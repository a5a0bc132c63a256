import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import { type Db, type SqlDialect, sqliteDialect, type Tables } from '../../src/db/index.ts'
import { sqliteKysely } from '../../src/db/sqlite-driver.ts'
import { why } from '../../src/plan/index.ts'
import { worldTables } from '../../src/plan/why/world-of-one.ts'
import { openTestShop, shopFile } from '../support/open-test-shop.ts'
import { whichDatabase } from '../support/which-database.ts'

const files = {
  'segments/lapsed.yaml': 'segment: lapsed\nwho: {all: [{last_order: more than 100 days ago}]}\n',
  'segments/best.yaml':
    'segment: best\nwho: {all: [{total_spent: top 10 percent}, {orders: above the median}, {last_order: within the last 90 days}]}\n',
  'segments/tea.yaml':
    'segment: tea\nwho: {all: [{bought: {category: tea, within: 60 days}}, {tag: vip}, {emailed: {times: at most 3, within: 30 days}}]}\n',
  'segments/dear.yaml': 'segment: dear\nwho: {all: [{lifetime_value: at least 20 EUR}]}\n',
  'segments/stay.yaml':
    'segment: stay\nwho: {any: [{in_segment: {name: best, for: at least 5 days}}, {viewed: {within: 9 days}}]}\n',
  'campaigns/birthday.yaml':
    'campaign: birthday\nstarts: {on_date: birthday}\nwho: {none: [{in_segment: [best, tea]}]}\nsteps: [{send: a}]\n',
  'campaigns/years.yaml': 'campaign: years\nstarts: {on_date: first_order anniversary}\nsteps: [{send: a}]\n',
  'campaigns/renewal.yaml': 'campaign: renewal\nstarts: {on_date: renewal}\nsteps: [{send: a}]\n',
  'campaigns/welcome.yaml':
    'campaign: welcome\nstarts: {when: bought, category: tea, first_time: yes}\nsteps: [{wait: 1 day}, {send: a}]\n',
  'campaigns/viewed.yaml':
    'campaign: viewed\nstarts: {when: viewed, restart: yes}\nsteps: [{wait: 5 hours}, {send: a}]\n',
  'campaigns/win-back.yaml':
    'campaign: win-back\nstarts: {when_entering: lapsed, coming_from: best}\nstop_when: {any: [{bought: anything}]}\nsteps: [{send: a}, {wait: 7 days}, {send: b}]\nholdout: 10 percent\n',
  'campaigns/stay.yaml': 'campaign: stay\nstarts: {when_entering: stay}\nsteps: [{send: a}]\n',
  'campaigns/club.yaml':
    'campaign: club\nstarts: {every: Tuesday}\nwho: {all: [{in_segment: stay}]}\nsteps: [{send: a}]\n',
  'perennial.yaml': shopFile(`limit: 2 marketing emails per 7 days
events: {viewed: {filters: {product: text}}}
attributes: {renewal: {type: date}}`),
}

it.skipIf(whichDatabase() === 'postgres')(
  'why reads the tables of a large shop through their indexes only',
  async () => {
    // given a shop of 500 customers after several runs
    const shop = await openTestShop(files)
    for (let i = 0; i < 500; i++) {
      const id = `c${i}`
      await shop.customer(id, { birthday: `1990-0${1 + (i % 9)}-14` })
      for (let n = 0; n <= i % 4; n++)
        await shop.order(`${id}-${n}`, id, `${addDays('2026-03-01', -((i * 7 + n * 40) % 300))} 10:00`, 1000 + i)
    }
    for (let back = 14; back >= 0; back--) await shop.run(`${addDays('2026-03-04', -back)} 08:00`)
    const dir = mkdtempSync(join(tmpdir(), 'perennial-reads-'))
    const path = join(dir, 'copy.db')
    await sql`vacuum into ${path}`.execute(shop.db)

    // when somebody asks why
    const { db, dialect, scanned, asked } = watched(path)
    const answer = await why({ ...shop, db, dialect, now: shop.at('2026-03-04 08:00') }, 17, {
      mode: 'run',
    })
    await db.destroy()

    // then every statement has searched
    expect(answer.campaigns).toHaveLength(8)
    expect(asked()).toBeGreaterThan(worldTables.length)
    expect(scanned()).toEqual([])
    await shop.close()
    rmSync(dir, { recursive: true })
  },
)

it('the world of one customer holds every table that has a row per customer', async () => {
  const shop = await openTestShop(files)
  const { rows } = await sql<{ name: string }>`
    ${
      whichDatabase() === 'sqlite'
        ? sql`select m.name from sqlite_master as m
          where m.type = 'table' and exists (select 1 from pragma_table_info(m.name) as c where c.name = 'customer')`
        : sql`select table_name as name from information_schema.columns
          where table_schema = 'public' and column_name = 'customer'
          order by table_name`
    }`.execute(shop.db)
  await shop.close()
  const known = worldTables.map(({ table }) => table as string)
  // Noted for the next run, or asked when an email is made: no plan reads them.
  expect(
    rows
      .map(({ name }) => name)
      .filter((name) => !known.includes(name))
      .sort(),
  ).toEqual(['changed_customers', 'customer_products', 'tracking_consents', 'unpaired_customers'])
})

interface Watched {
  readonly db: Db
  readonly dialect: SqlDialect
  scanned(): string[]
  asked(): number
}

/** The database with every statement's program looked at before it runs: which tables are read from end to end? */
function watched(path: string): Watched {
  const handle = new Database(path, { readonly: true })
  handle.function('bucket', { deterministic: true }, (text: unknown) => String(text))
  const small = [
    'runs',
    'campaigns',
    'campaign_pauses',
    'adoptions',
    'segment_states',
    'standing_questions',
    'standing_values',
    'changed_customers',
    'instance',
    'migrations',
  ]
  const large = new Set(
    (
      handle.prepare('select tbl_name, rootpage from sqlite_master where rootpage > 0').all() as {
        tbl_name: string
        rootpage: number
      }[]
    )
      .filter(({ tbl_name }) => !small.includes(tbl_name))
      .map(({ rootpage }) => rootpage),
  )
  const prepare = handle.prepare.bind(handle)
  const scans: string[] = []
  let asked = 0
  handle.prepare = ((text: string) => {
    if (/^\s*(?:with|select|create temporary|insert|update)/i.test(text)) {
      asked += 1
      const program = prepare(`explain ${text.replaceAll('?', 'null')}`).all() as {
        opcode: string
        p1: number
        p2: number
        p3: number
      }[]
      const opened = program.filter(({ opcode, p2, p3 }) => opcode === 'OpenRead' && p3 === 0 && large.has(p2))
      const cursors = new Set(opened.map(({ p1 }) => p1))
      const ends = program.some(({ opcode, p1 }) => (opcode === 'Rewind' || opcode === 'Last') && cursors.has(p1))
      // The first or the last entry of an index is one step, whatever its size.
      if (ends && !/select (?:min|max)\(|\(select max\(key\)/.test(text)) scans.push(text)
    }
    return prepare(text)
  }) as typeof handle.prepare
  const db = new Kysely<Tables>({ dialect: sqliteKysely(handle) })
  return { db, dialect: sqliteDialect(handle), scanned: () => scans, asked: () => asked }
}
