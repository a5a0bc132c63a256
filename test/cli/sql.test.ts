import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDb } from '../../src/db/index.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
beforeEach(() => {
  shop = shopFolder('2026-11-22T08:00:00Z')
})
afterEach(() => shop.remove())

interface SqlJson {
  readonly segment: string
  readonly dialect: string
  readonly sql: string
  readonly parameters: readonly unknown[]
}

describe('perennial sql', () => {
  it('finds the members that perennial members names', async () => {
    await shop.run('demo', '--once')
    const at = ['--database', 'sqlite:data/demo/data/perennial.db']
    for (const segment of ['lapsed', 'high-value', 'new']) {
      const { customers } = (await shop.run('members', segment, '--json', ...at)).json<{ customers: string[] }>()
      const { sql, parameters } = (await shop.run('sql', segment, '--json')).json<SqlJson>()
      const store = await openDb('sqlite:data/demo/data/perennial.db', shop.dir, 0)
      const { rows } = await store.db.executeQuery<{ id: string }>({ sql, parameters } as never)
      await store.close()

      expect(rows.map(({ id }) => id)).toEqual(customers)
    }
  })

  it('needs no database and makes none', async () => {
    expect((await shop.run('sql', 'lapsed')).code).toBe(0)
    expect(() => readFileSync(join(shop.dir, 'data/perennial.db'))).toThrow()
  })

  it('is written for either database, the sentence and the values above it', async () => {
    const sqlite = await shop.run('sql', 'lapsed')
    const postgres = (await shop.run('sql', 'lapsed', '--dialect', 'postgres', '--json')).json<SqlJson>()

    expect(sqlite.out).toMatch(/^-- Lapsed.*: last ordered more than 180 days ago.*\.$/m)
    expect(sqlite.out).toMatch(/^-- \?1 = /m)
    expect(sqlite.out).toMatch(/^select customers\.id$/m)
    expect(postgres).toMatchObject({ segment: 'lapsed', dialect: 'postgres' })
    expect(postgres.sql).toContain('$1')
    expect((await shop.run('sql', 'lapsed', '--dialect', 'mysql')).code).toBe(2)
  })

  it('of no segment is a wrong usage, of a broken one a problem of its file', async () => {
    const unknown = await shop.run('sql', 'lapsd')
    expect(unknown.code).toBe(2)
    expect(unknown.talk).toContain('did you mean lapsed?')

    const path = join(shop.dir, 'segments/lapsed.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace('last_order:', 'last_ordr:'))
    expect((await shop.run('sql', 'lapsed')).code).toBe(1)
  })
})
