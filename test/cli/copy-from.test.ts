import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
let fresh: FreshDatabase
let to: string

beforeEach(async () => {
  // It begins in a file.
  shop = shopFolder('2026-11-22T08:00:00Z', 'shipped', { DATABASE_URL: '' })
  fresh = await freshDatabase()
  to = fresh.url === 'sqlite::memory:' ? 'sqlite:data/new.db' : fresh.url
  await shop.importLines(
    'customers',
    'customer_id,email,birthday,consent',
    'ana,ana@kava.example,1990-11-22,subscribed',
  )
  await shop.importLines('orders', 'order_id,customer_id,ordered_at,total', '1,ana,2026-11-01,12.50')
})

afterEach(async () => {
  shop.remove()
  await fresh.drop()
})

interface Copied {
  readonly from: string
  readonly database: string
  readonly rows: number
  readonly resumed: boolean
  readonly sending: string
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly sha256: string }[]
}

const copyThere = (...more: string[]) =>
  shop.run('migrate', '--copy-from', 'sqlite:data/perennial.db', '--database', to, ...more)

describe('perennial migrate --copy-from', () => {
  it('moves the shop, says what was compared, and both give the same plan and export', async () => {
    const { code, out } = await copyThere()
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(
        /^Copied sqlite:.*perennial\.db to .*: 1 customer, 1 order, 0 messages\.\n\d+ tables with \d+ rows compared, all the same\.\n$/,
      ),
    ])
    for (const question of [['plan'], ['export', 'ana'], ['why', 'ana']]) {
      const here = await shop.run(...question, '--json')
      const there = await shop.run(...question, '--json', '--database', to)
      expect(there.out).toBe(here.out)
    }
  })

  it('tells a program each table with its rows and checksum', async () => {
    const { json } = await copyThere('--json')
    const copied = json<Copied>()
    expect(copied).toMatchObject({ resumed: false, sending: 'free' })
    expect(copied.from).toBe(`sqlite:${shop.dir}/data/perennial.db`)
    expect(copied.tables.find(({ table }) => table === 'orders')).toEqual({
      table: 'orders',
      rows: 1,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(copied.rows).toBe(copied.tables.reduce((sum, { rows }) => sum + rows, 0))
  })

  it('refuses a database with something in it', async () => {
    await copyThere()
    const { code, talk } = await copyThere()
    expect([code, talk]).toEqual([2, expect.stringContaining('This database is not empty')])
  })

  it('takes its other flags for no other use', async () => {
    const { code, talk } = await shop.run('migrate', '--trial')
    expect([code, talk]).toEqual([2, expect.stringContaining('need --copy-from')])
  })

  it('shows no password of the database', async () => {
    const { out, talk } = await shop.run('migrate', '--database', to)
    expect(out + talk).not.toContain('perennial@')
  })
})
