import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OpenDb, storageOf } from '../../src/db/index.ts'
import { openTestDb } from '../support/open-test-db.ts'

let shop: OpenDb
beforeEach(async () => {
  shop = await openTestDb()
})
afterEach(() => shop.close())

async function fill(rows: number): Promise<void> {
  const insert = 'insert into customers (id, city) values (?, ?)'
  const people = Array.from({ length: rows }, (_, i) => [`c${i}`, 'Ljubljana'.repeat(10)])
  await shop.db.transaction().execute((trx) => shop.dialect.runMany(trx, insert, people))
}

describe('the room that a database takes', () => {
  it('is told by table, the largest first, with its indexes', async () => {
    await fill(2000)
    const { tables, bytes } = await storageOf(shop)
    const customers = tables.find(({ table }) => table === 'customers')
    expect(customers?.bytes).toBeGreaterThan(2000 * 100)
    expect(customers?.indexes).toBeGreaterThan(2000 * 5)
    expect(customers?.indexes).toBeLessThan(customers?.bytes ?? 0)
    expect(customers?.parts.length).toBeGreaterThan(4)
    expect(tables[0]?.bytes).toBe(Math.max(...tables.map((table) => table.bytes)))
    expect(bytes).toBe(tables.reduce((all, table) => all + table.bytes, 0))
    const names = (await shop.db.introspection.getTables()).map(({ name }) => name).sort()
    expect(tables.map(({ table }) => table).sort()).toEqual(names)
  })

  it('is free again in the file of SQLite after rows went; a server keeps that to itself', async () => {
    await fill(2000)
    await sql`delete from customers`.execute(shop.db)
    const { free } = await storageOf(shop)
    if (shop.dialect.name === 'sqlite') expect(free).toBeGreaterThan(100_000)
    else expect(free).toBe(0)
  })
})
