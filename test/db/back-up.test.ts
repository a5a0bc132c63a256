import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp, DatabaseProblem, type OpenDb, openDb, stage, swapIn } from '../../src/db/index.ts'

let dir: string
let shop: OpenDb
let database: string
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-backup-'))
  database = join(dir, 'shop.db')
  shop = await openDb(`sqlite:${database}`, dir, 1)
  await addCustomers(shop, 'c', 300)
})
afterEach(async () => {
  await shop.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('a backup', () => {
  const target = () => join(dir, 'monday.db')

  it('holds what was committed, counts it, and is for its owner only', async () => {
    const { rows, bytes } = await backUp(database, target())

    expect(rows).toMatchObject({ customers: 300, orders: 0 })
    expect(statSync(target())).toMatchObject({ size: bytes })
    expect(statSync(target()).mode & 0o777).toBe(0o600)
    expect(readdirSync(dir).filter((name) => name.includes('partial'))).toEqual([])
  })

  it('is one consistent moment while others write', async () => {
    let writing = true
    const writer = (async () => {
      for (let i = 0; writing; i += 1) {
        await addOrderOfNewCustomer(shop, i)
        await new Promise((later) => setImmediate(later))
      }
    })()
    const { rows } = await backUp(database, target())
    writing = false
    await writer

    // Each transaction writes one customer and one order: a copy between the two would hold one without the other.
    expect(rows.customers).toBe(300 + (rows.orders ?? 0))
  })

  it('never writes over a file, nor into a folder that is not there', async () => {
    writeFileSync(target(), 'mine')
    await expect(backUp(database, target())).rejects.toThrow(/is there already/)
    await expect(backUp(database, join(dir, 'no', 'x.db'))).rejects.toThrow(/There is no folder/)
    expect(existsSync(`${target()}.partial`)).toBe(false)
  })

  it('of what is no database leaves nothing behind', async () => {
    const junk = join(dir, 'junk.db')
    writeFileSync(junk, 'x'.repeat(5000))
    await expect(backUp(junk, target())).rejects.toThrow(DatabaseProblem)
    expect(existsSync(target())).toBe(false)
    expect(existsSync(`${target()}.partial`)).toBe(false)
  })
})

describe('a backup that shall be restored', () => {
  const backup = () => join(dir, 'monday.db')
  const kept = () => join(dir, 'shop.db.replaced')

  it('takes the place of the database, which is kept beside it', async () => {
    await backUp(database, backup())
    await addCustomers(shop, 'late', 5)
    await shop.close()

    swapIn(await stage(backup(), database), database, kept())

    shop = await openDb(`sqlite:${database}`, dir, 2)
    expect(await customersIn(shop)).toBe(300)
    const old = await openDb(`sqlite:${kept()}`, dir, 2)
    expect(await customersIn(old)).toBe(305)
    await old.close()
    expect(readdirSync(dir).filter((name) => name.includes('restoring'))).toEqual([])
  })

  it('is refused while a process has the database open, even one that only waits', async () => {
    await backUp(database, backup())
    const staged = await stage(backup(), database)

    expect(() => swapIn(staged, database, kept())).toThrow(/Another process uses this database/)

    staged.remove()
    expect(existsSync(kept())).toBe(false)
    expect(await customersIn(shop)).toBe(300)
  })

  it('takes the place of a damaged database too, and its log with it', async () => {
    await backUp(database, backup())
    await shop.close()
    writeFileSync(database, 'not a database any more'.repeat(500))
    writeFileSync(`${database}-wal`, 'nor this')

    swapIn(await stage(backup(), database), database, kept())

    shop = await openDb(`sqlite:${database}`, dir, 2)
    expect(await customersIn(shop)).toBe(300)
    expect(existsSync(`${kept()}-wal`)).toBe(true)
  })

  it.each([
    ['no database', (file: string) => writeFileSync(file, 'x'.repeat(9000)), /cannot be read|cannot be restored/],
    ['a torn one', tear, /cannot be read|cannot be restored/],
    ['one of a later version', makeNewer, /newer than this program \(9999_later\), update perennial first/],
    ['one of another program', makeForeign, /no database of Perennial/],
  ])('is refused when it is %s, and nothing changes', async (_what, spoil, reason) => {
    await backUp(database, backup())
    await spoil(backup())

    await expect(stage(backup(), database)).rejects.toThrow(reason)
    await expect(stage(backup(), database)).rejects.toThrow(backup())

    expect(readdirSync(dir).filter((name) => name.includes('restoring'))).toEqual([])
    expect(await customersIn(shop)).toBe(300)
  })

  it('is named when it is not there', async () => {
    await expect(stage(join(dir, 'no.db'), database)).rejects.toThrow(/There is no file .*no\.db/)
  })
})

async function addCustomers({ db }: OpenDb, name: string, many: number): Promise<void> {
  await sql`
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${many})
    insert into customers (id, email) select ${name} || n, ${name} || n || '@kava.example' from numbers`.execute(db)
}

async function addOrderOfNewCustomer({ db }: OpenDb, i: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`insert into customers (id) values (${`new${i}`})`.execute(trx)
    await sql`
      insert into orders (id, customer, ordered_at, total, currency, status, refunded_total)
      select id, key, 1, 100, 'EUR', 'paid', 0 from customers where id = ${`new${i}`}`.execute(trx)
  })
}

async function customersIn({ db }: OpenDb): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from customers`.execute(db)
  return Number(rows[0]?.n)
}

/** As after a copy that was cut short. */
function tear(file: string): void {
  const size = statSync(file).size
  const bytes = Buffer.alloc(size / 2, 1)
  writeFileSync(file, bytes, { flag: 'r+' })
}

async function makeNewer(file: string): Promise<void> {
  const db = await openDb(`sqlite:${file}`, dir, 1)
  await sql`insert into migrations (name, applied_at) values ('9999_later', 1)`.execute(db.db)
  await db.close()
}

async function makeForeign(file: string): Promise<void> {
  const db = await openDb(`sqlite:${file}`, dir, 1)
  await sql`drop table migrations`.execute(db.db)
  await db.close()
}
