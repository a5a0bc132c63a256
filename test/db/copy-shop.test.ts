import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  copyShop,
  type Db,
  dropUnfinished,
  inTransaction,
  type OpenDb,
  openDb,
  openTarget,
} from '../../src/db/index.ts'
import { fillEveryTable } from '../support/fill-every-table.ts'
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts'
import { numbersFrom } from '../support/numbers-from.ts'

const now = Date.UTC(2026, 10, 22)
const from = 'sqlite:shop.db'

let dir: string
let shop: OpenDb
let fresh: FreshDatabase
let url: string
let target: OpenDb

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-copy-shop-'))
  shop = await openDb('sqlite:shop.db', dir, now)
  fresh = await freshDatabase()
  url = fresh.url === 'sqlite::memory:' ? 'sqlite:target.db' : fresh.url
  target = await openTarget(url, dir, now)
})

afterEach(async () => {
  await target.close()
  await shop.close()
  await fresh.drop()
  rmSync(dir, { recursive: true, force: true })
})

/** Everything in a SQLite database, by table. */
async function all(db: Db): Promise<Record<string, unknown[]>> {
  const names = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name`.execute(db)
  const tables: [string, unknown[]][] = []
  for (const { name } of names.rows) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db)
    tables.push([name, rows.map((row) => JSON.stringify(row)).sort()])
  }
  return Object.fromEntries(tables)
}

describe('a copied shop', () => {
  it.each([1, 2, 3])('is the same there and back again, whatever is in it (world %i)', async (seed) => {
    await fillEveryTable(shop, numbersFrom(seed))

    const there = await copyShop(shop, target, { from })
    const back = await openTarget('sqlite:back.db', dir, now)
    const again = await copyShop(target, back, { from: 'there' })

    expect(again.tables).toEqual(there.tables)
    expect(await all(back.db)).toEqual(await all(shop.db))
    await back.close()
  })

  it('has every table, each with a checksum', async () => {
    await fillEveryTable(shop, numbersFrom(4))
    const { tables } = await copyShop(shop, target, { from })
    const filled = Object.entries(await all(shop.db)).filter(([name]) => name !== 'migrations')
    expect(tables.map(({ table, rows }) => [table, rows]).sort()).toEqual(
      filled.map(([name, rows]) => [name, rows.length]).sort(),
    )
    for (const { sha256 } of tables) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('numbers new rows after the copied ones, and marks who changes from then on', async () => {
    await fillEveryTable(shop, numbersFrom(5))
    await sql`delete from changed_customers`.execute(shop.db)
    await copyShop(shop, target, { from })
    expect(await target.db.selectFrom('changed_customers').selectAll().execute()).toEqual([])

    const last = await target.db.selectFrom('customers').select('key').orderBy('key', 'desc').executeTakeFirstOrThrow()
    const made = await target.db
      .insertInto('customers')
      .values({ id: 'new' })
      .returning('key')
      .executeTakeFirstOrThrow()

    expect(made.key).toBe(last.key + 1)
    expect(await target.db.selectFrom('changed_customers').select('customer').execute()).toEqual([
      { customer: made.key },
    ])
  })

  it('lacks the character zero, which PostgreSQL cannot hold', async () => {
    await sql`insert into customers (id, first_name) values ('ana', ${'A\0na'})`.execute(shop.db)
    await copyShop(shop, target, { from })
    const ana = await target.db.selectFrom('customers').select('first_name').executeTakeFirstOrThrow()
    expect(ana.first_name).toBe('Ana')
  })
})

describe('an interrupted copy', () => {
  /** Copies until so many rows were read; true when it came to its end. */
  async function copyUpTo(rows: number): Promise<boolean> {
    const stop = new AbortController()
    const onProgress = (done: number) => (done >= rows ? stop.abort() : undefined)
    try {
      await copyShop(shop, target, { from, lot: 7, onProgress, signal: stop.signal })
      return true
    } catch (error) {
      expect(String(error)).toMatch(/was interrupted/)
      return false
    }
  }

  it('is gone on with by the next call, wherever it was', async () => {
    await fillEveryTable(shop, numbersFrom(6))
    let calls = 0
    while (!(await copyUpTo((calls + 1) * 150))) calls += 1
    expect(calls).toBeGreaterThan(5)

    const back = await openTarget('sqlite:back.db', dir, now)
    await copyShop(target, back, { from: 'there' })
    expect(await all(back.db)).toEqual(await all(shop.db))
    await back.close()
  })

  it('cannot be used for anything else until it is whole', async () => {
    await fillEveryTable(shop, numbersFrom(7))
    await copyUpTo(100)
    await expect(openDb(url, dir, now)).rejects.toThrow(
      'This database is an unfinished copy: perennial migrate --copy-from sqlite:shop.db goes on with it',
    )
    await copyShop(shop, target, { from, lot: 7 })
    await (await openDb(url, dir, now)).close()
  })

  it('of another source, or of one that has changed since, is not gone on with', async () => {
    await fillEveryTable(shop, numbersFrom(8))
    await copyUpTo(300)
    await expect(copyShop(shop, target, { from: 'sqlite:other.db' })).rejects.toThrow(
      'This database is an unfinished copy of sqlite:shop.db, not of sqlite:other.db',
    )
    await sql`update customers set city = 'Elsewhere' where key = 70`.execute(shop.db)
    await expect(copyShop(shop, target, { from, lot: 7 })).rejects.toThrow(/has changed since .* \(customers\)/)
  })

  it('may be thrown away and begun anew', async () => {
    await fillEveryTable(shop, numbersFrom(9))
    await copyUpTo(300)
    await sql`update customers set city = 'Elsewhere' where key = 70`.execute(shop.db)
    await dropUnfinished(target)
    const { resumed } = await copyShop(shop, target, { from })
    expect(resumed).toBe('no')
  })
})

describe('a copy', () => {
  it('goes into an empty database only', async () => {
    await sql`insert into customers (id) values ('mine')`.execute(target.db)
    await expect(copyShop(shop, target, { from })).rejects.toThrow(
      'This database is not empty (customers): a copy is made into an empty one only',
    )
    await dropUnfinished(target)
    expect(await target.db.selectFrom('customers').select('id').execute()).toEqual([{ id: 'mine' }])
  })

  it('is of one moment, however much is written meanwhile', async () => {
    await fillEveryTable(shop, numbersFrom(10))
    const before = (await shop.db.selectFrom('orders').select('key').execute()).length
    const writer = await openDb('sqlite:shop.db', dir, now)
    let written = 0
    const onProgress = async () => {
      if (written++ > 0) return
      await sql`insert into orders (id, customer, ordered_at, total, currency, status)
        values ('late', 7, 0, 1, 'EUR', 'paid')`.execute(writer.db)
    }
    const { tables } = await copyShop(shop, target, { from, onProgress })
    expect(tables.find(({ table }) => table === 'orders')?.rows).toBe(before)
    await writer.close()
  })

  it('tells when its rows are not those of the source', async () => {
    await fillEveryTable(shop, numbersFrom(11))
    const other = await openTarget(url, dir, now)
    let spoilt = 0
    const onProgress = async (done: number, total: number) => {
      if (done < total / 2 || spoilt++ > 0) return
      await inTransaction(other.db, (trx) => sql`update kept_answers set answer = 'spoilt'`.execute(trx))
    }
    await expect(copyShop(shop, target, { from, onProgress })).rejects.toThrow(
      /^The copy of kept_answers is not the same as its source \(\d+ rows here, \d+ there\): begin it anew$/,
    )
    await other.close()
  })
})
