import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import {
  besideOthers,
  type Db,
  inTransaction,
  onOneConnection,
  openDb,
  type OpenDb,
  readingFirst,
} from '../../src/db/index.ts'
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts'

let fresh: FreshDatabase
let open: OpenDb

beforeEach(async () => {
  fresh = await freshDatabase()
  open = await openDb(fresh.url, '.', 0)
})

afterEach(async () => {
  await open.close()
  await fresh.drop()
})

const note = (name: string, value: string) => (db: Db) =>
  sql`insert into instance (name, value) values (${name}, ${value})`.execute(db)

async function notes(db: Db): Promise<Record<string, string>> {
  const rows = await db.selectFrom('instance').select(['name', 'value']).orderBy('name').execute()
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}

/** Something another waits for. */
function gate() {
  let go = () => {}
  const opened = new Promise<void>((resolve) => {
    go = resolve
  })
  return { opened, open: () => go() }
}

describe.skipIf(inject('postgres') === undefined)('transactions on PostgreSQL', () => {
  it('that write come one after the other: what is read in them stays true', async () => {
    await note('count', '0')(open.db)
    const addOne = () =>
      inTransaction(open.db, async (trx) => {
        const { value } = await trx.selectFrom('instance').select('value').executeTakeFirstOrThrow()
        await trx
          .updateTable('instance')
          .set({ value: String(Number(value) + 1) })
          .execute()
      })
    await Promise.all(Array.from({ length: 20 }, addOne))
    expect(await notes(open.db)).toEqual({ count: '20' })
  })

  it('that go on beside others do not wait for them', async () => {
    const [entered, leave] = [gate(), gate()]
    const long = inTransaction(open.db, async (trx) => {
      await note('long', 'done')(trx)
      entered.open()
      await leave.opened
    })
    await entered.opened
    await besideOthers(open.db, note('short', 'done'))
    expect(await notes(open.db)).toEqual({ short: 'done' })
    leave.open()
    await long
    expect(await notes(open.db)).toEqual({ long: 'done', short: 'done' })
  })

  it('that read first see one moment, and are done again where another changed the same row', async () => {
    await note('shop', 'old')(open.db)
    const [read, changed] = [gate(), gate()]
    const seen: string[] = []
    const work = readingFirst(open.db, async (trx) => {
      seen.push((await notes(trx)).shop ?? '')
      read.open()
      await changed.opened
      seen.push((await notes(trx)).shop ?? '')
      await trx
        .updateTable('instance')
        .set({ value: `${seen.at(-1)}er` })
        .execute()
    })
    await read.opened
    await inTransaction(open.db, (trx) => trx.updateTable('instance').set({ value: 'new' }).execute())
    changed.open()
    await work
    expect(seen).toEqual(['old', 'old', 'new', 'new'])
    expect(await notes(open.db)).toEqual({ shop: 'newer' })
  })

  it('tell what broke them, also where something was asked after it', async () => {
    const broken = inTransaction(open.db, async (trx) => {
      await note('a', '1')(trx)
      await note('a', '2')(trx).catch(() => {})
      await sql`drop table if exists scratch_of_mine`.execute(trx)
    })
    await expect(broken).rejects.toThrow(/duplicate key/)
    expect(await notes(open.db)).toEqual({})
  })

  it('leave no scratch table behind on a connection that others get', async () => {
    await onOneConnection(open.db, (db) => open.dialect.scratch(db, 'scratch_here', sql`select 1 as a`))
    const { rows } = await sql<{ found: string | null }>`select to_regclass('scratch_here') as found`.execute(open.db)
    expect(rows).toEqual([{ found: null }])
  })
})

describe.skipIf(inject('postgres') === undefined)('the dialect of PostgreSQL', () => {
  it('gives numbers as numbers and conditions as 0 and 1', async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select count(*) as count, sum(cast(2 as bigint)) as sum, avg(cast(3 as bigint)) as mean, 1 = 1 as yes, 1 = 2 as no`.execute(
      open.db,
    )
    expect(rows).toEqual([{ count: 1, sum: 2, mean: 3, yes: 1, no: 0 }])
  })

  it('turns data into rows with one parameter, types and nulls kept', async () => {
    const given = open.dialect.rows({ name: 'text', n: 'integer', part: 'real' }, [
      ['O’Neill ☃ "?"', 2 ** 40, 0.5],
      [null, null, null],
    ])
    const { rows } = await sql`select * from ${given} as given`.execute(open.db)
    expect(rows).toEqual([
      { name: 'O’Neill ☃ "?"', n: 2 ** 40, part: 0.5 },
      { name: null, n: null, part: null },
    ])
  })

  it('runs one statement for many rows, and says how many it changed', async () => {
    const rows = Array.from({ length: 1300 }, (_, i) => [`n${i}`, 'x'])
    const insert = 'insert into instance (name, value) values (?, ?)'
    expect(await inTransaction(open.db, (trx) => open.dialect.runMany(trx, insert, rows))).toBe(1300)
    const failing = inTransaction(open.db, (trx) => open.dialect.runMany(trx, insert, [['new', 'x'], ...rows]))
    await expect(failing).rejects.toThrow(/duplicate key/)
    expect(Object.keys(await notes(open.db))).toHaveLength(1300)
  })

  it('reads columns of a scratch table in the order of its rows', async () => {
    const columns = await onOneConnection(open.db, async (db) => {
      await open.dialect.scratch(db, 'scratch_n', sql`select n, nullif(n, 2) as m from generate_series(3, 1, -1) as n`)
      return open.dialect.numbers(db, { table: 'scratch_n', as: 's' }, [sql.ref('s.n'), sql.ref('s.m')])
    })
    expect(columns).toEqual([
      [3, 2, 1],
      [3, null, 1],
    ])
  })

  it('reads a column of many rows at once, and none where there are no rows', async () => {
    const many = sql`select n + cast(${2 ** 40} as bigint) from generate_series(1, 3) as n`
    expect((await open.dialect.column(open.db, many)).toSorted()).toEqual([2 ** 40 + 1, 2 ** 40 + 2, 2 ** 40 + 3])
    expect(await open.dialect.column(open.db, sql`select 1 as n where 1 = 0`)).toEqual([])
  })
})

describe.skipIf(inject('postgres') === undefined)('a PostgreSQL that does not open', () => {
  const server = inject('postgres') ?? ''

  it('says in a sentence what is wrong, without the password', async () => {
    const missing = openDb(`${server}/no_such_shop`, '.', 0)
    await expect(missing).rejects.toThrow(
      /^PostgreSQL at localhost:\d+ does not open the database "no_such_shop": there is no such database: create it first/,
    )
    await expect(openDb(server.replace('perennial@', 'wrong@'), '.', 0)).rejects.toThrow(/the password is wrong$/)
    await expect(openDb('postgres://me:secret@localhost:1/shop', '.', 0)).rejects.toThrow(/nobody answers there/)
  })
})
