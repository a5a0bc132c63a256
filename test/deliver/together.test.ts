import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db, OpenDb } from '../../src/db/index.ts'
import { together } from '../../src/deliver/together.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { whichDatabase } from '../support/which-database.ts'

let open: OpenDb
let begun: number
beforeEach(async () => {
  begun = 0
  const opened = await openTestDb()
  open = { ...opened, db: counting(opened.db) }
})
afterEach(() => open.close())

/** The same handle, with its transactions counted. */
function counting(db: Db): Db {
  return new Proxy(db, {
    get(target, name) {
      if (name === 'transaction') begun += 1
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

const add = (name: string) => (trx: Db) =>
  sql`insert into instance (name, value) values (${name}, 'x')`.execute(trx).then(() => name)
const names = async () => {
  const rows = await open.db.selectFrom('instance').select('name').where('value', '=', 'x').orderBy('name').execute()
  return rows.map(({ name }) => name)
}

const ofOne = it.skipIf(whichDatabase() === 'postgres')
const ofMany = it.skipIf(whichDatabase() === 'sqlite')

describe('what delivery writes at the same time', () => {
  ofOne('is committed together, and each is told its own result', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map((name) => together(open.db, add(name))))).toEqual(['a', 'b', 'c'])
    expect(begun).toBe(1)
    expect(await names()).toEqual(['a', 'b', 'c'])
  })

  ofMany('is committed by itself, so that each takes rows in one order', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map((name) => together(open.db, add(name))))).toEqual(['a', 'b', 'c'])
    expect(begun).toBe(3)
    expect(await names()).toEqual(['a', 'b', 'c'])
  })

  ofOne('is told only when it is committed', async () => {
    let state = 'open'
    const first = together(open.db, add('a')).then(() => state)
    const last = together(open.db, async (trx) => {
      await add('b')(trx)
      state = 'last one written'
    })
    expect(await first).toBe('last one written')
    await last
    expect(open.db.isTransaction).toBe(false)
  })

  ofOne('sees what those before it wrote', async () => {
    await together(open.db, add('a'))
    const [, seen] = await Promise.all([
      together(open.db, add('b')),
      together(open.db, (trx) => trx.selectFrom('instance').select('name').where('value', '=', 'x').execute()),
    ])
    expect(seen).toHaveLength(2)
  })

  it('loses only the piece that fails', async () => {
    const failing = async (trx: Db) => {
      await add('bad')(trx)
      throw new Error('no')
    }
    const ends = await Promise.allSettled([add('a'), failing, add('c')].map((work) => together<unknown>(open.db, work)))
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await names()).toEqual(['a', 'c'])
  })

  it('is undone when it fails alone', async () => {
    await expect(
      together(open.db, async (trx) => {
        await add('bad')(trx)
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await names()).toEqual([])
    expect(await together(open.db, add('a'))).toBe('a')
  })

  ofOne('fails as a whole where the database undid all of it', async () => {
    const fullDisk = async (trx: Db) => {
      await sql`rollback`.execute(trx)
      throw new Error('full')
    }
    const ends = await Promise.allSettled(
      [add('a'), fullDisk, add('c')].map((work) => together<unknown>(open.db, work)),
    )
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await names()).toEqual([])
  })

  it('is part of the transaction one is in', async () => {
    await open.db
      .transaction()
      .execute(async (trx) => {
        await together(trx, add('a'))
        throw new Error('no')
      })
      .catch(() => undefined)
    expect(await names()).toEqual([])
  })
})
