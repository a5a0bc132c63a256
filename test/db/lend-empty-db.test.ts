import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { lendEmptyDb, type OpenDb, scratchName } from '../../src/db/index.ts'

const now = Date.UTC(2026, 0, 1)
let lent: OpenDb[] = []

afterEach(async () => {
  for (const db of lent.splice(0)) await db.close()
})

async function borrow(): Promise<OpenDb> {
  const db = await lendEmptyDb(now)
  lent.push(db)
  return db
}

async function giveBack(db: OpenDb): Promise<void> {
  lent = lent.filter((one) => one !== db)
  await db.close()
}

/** A customer with an order, and a scratch table of whom it is about. */
async function fill({ db, dialect }: OpenDb, id: string, limit = 10): Promise<string> {
  const customer = { id, email: `${id}@example.com`, email_folded: `${id}@example.com` }
  const { key } = await db.insertInto('customers').values(customer).returning('key').executeTakeFirstOrThrow()
  await sql`
    insert into orders (id, customer, ordered_at, total, currency, status)
    values (${id}, ${key}, ${now}, 100, 'EUR', 'paid')`.execute(db)
  return scratch({ db, dialect }, limit)
}

async function scratch({ db, dialect }: Pick<OpenDb, 'db' | 'dialect'>, limit: number): Promise<string> {
  const table = scratchName('of whom')
  await dialect.scratch(db, table, sql`select id, ${sql.lit(limit)} as most from customers`)
  await sql`create unique index ${sql.ref(`${table}_by_id`)} on ${sql.table(table)} (id)`.execute(db)
  return table
}

async function read({ db }: OpenDb, table: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; most: number }>`select id, most from ${sql.table(table)}`.execute(db)
  return rows.map(({ id, most }) => `${id} ${most}`)
}

async function tablesWithRows({ db }: OpenDb): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'
    union all
    select name from sqlite_temp_schema where type = 'table'`.execute(db)
  const filled: string[] = []
  for (const { name } of rows) {
    const found = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db)
    if (found.rows.length > 0) filled.push(name)
  }
  return filled
}

describe('an empty database that is lent', () => {
  it('is empty again for whoever comes next, of scratch tables too', async () => {
    const first = await borrow()
    await fill(first, 'ana')
    await giveBack(first)
    const second = await borrow()
    expect(second.db).toBe(first.db)
    expect(await tablesWithRows(second)).toEqual(['migrations'])
  })

  it('is never shared by two at once', async () => {
    const [one, other] = [await borrow(), await borrow()]
    const [ofAna, ofBo] = [await fill(one, 'ana'), await fill(other, 'bo')]
    expect([await read(one, ofAna), await read(other, ofBo)]).toEqual([['ana 10'], ['bo 10']])
  })

  it('is not lent again after a failure left a transaction open', async () => {
    const first = await borrow()
    await sql.raw('begin').execute(first.db)
    await giveBack(first)
    expect((await borrow()).db).not.toBe(first.db)
  })
})

describe('a scratch table of it', () => {
  it('holds what its own query says, though an earlier one was of the same shape', async () => {
    const shop = await borrow()
    const first = await fill(shop, 'ana', 1)
    await sql`drop table ${sql.table(first)}`.execute(shop.db)
    const second = await fill(shop, 'bo', 2)
    expect(await read(shop, second)).toEqual(['ana 2', 'bo 2'])
  })

  it('stands beside another of the same shape', async () => {
    const shop = await borrow()
    const first = await fill(shop, 'ana')
    const second = await fill(shop, 'bo')
    expect([await read(shop, first), await read(shop, second)]).toEqual([['ana 10'], ['ana 10', 'bo 10']])
  })

  it('keeps its unique index when it is filled again', async () => {
    const shop = await borrow()
    await sql`drop table ${sql.table(await fill(shop, 'ana'))}`.execute(shop.db)
    const again = await scratch(shop, 10)
    await expect(sql`insert into ${sql.table(again)} values ('ana', 1)`.execute(shop.db)).rejects.toThrow(/unique/i)
  })

  it('is filled row by row as any other', async () => {
    const shop = await borrow()
    const table = await fill(shop, 'ana')
    const rows = [['bo', 1]] as const
    await shop.dialect.runMany(shop.db, `insert into ${table} values (?, ?)`, rows)
    const [numbers] = await shop.dialect.numbers(shop.db, { table, as: 't' }, [sql`t.most`])
    expect([await read(shop, table), numbers]).toEqual([
      ['ana 10', 'bo 1'],
      [10, 1],
    ])
  })

  it('is gone once it is dropped', async () => {
    const shop = await borrow()
    const table = await fill(shop, 'ana')
    await sql`drop table ${sql.table(table)}`.execute(shop.db)
    await expect(read(shop, table)).rejects.toThrow(/no such table/)
    await sql`drop table if exists ${sql.table(table)}`.execute(shop.db)
  })
})
