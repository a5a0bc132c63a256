import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
beforeEach(async () => {
  shop = shopFolder('2026-11-22T08:00:00Z')
  await imported('ana', 'bo')
})
afterEach(() => shop.remove())

describe('perennial backup', () => {
  it('copies the database, says what is in it, and what else to keep', async () => {
    const { code, out, talk } = await shop.run('backup', 'monday.db')

    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^Copied 0\.\d MB to monday\.db, verified: 2 customers, 0 orders, 0 messages\.\n$/),
    ])
    expect(talk).toContain('Keep data/secret')
    expect(statSync(join(shop.dir, 'monday.db')).mode & 0o777).toBe(0o600)
  })

  it('tells a program the file, its bytes and its rows', async () => {
    const { code, json } = await shop.run('backup', 'monday.db', '--json')
    const { file, bytes, rows } = json<{ file: string; bytes: number; rows: Record<string, number> }>()

    expect(code).toBe(0)
    expect(file).toBe(join(shop.dir, 'monday.db'))
    expect(bytes).toBe(statSync(file).size)
    expect(rows).toMatchObject({ customers: 2, messages: 0 })
  })

  it('never writes over a file', async () => {
    await shop.run('backup', 'monday.db')
    const { code, talk } = await shop.run('backup', 'monday.db')
    expect([code, talk]).toEqual([2, expect.stringContaining('is there already')])
  })

  it('of a shop without a database says so and makes none', async () => {
    const empty = shopFolder('2026-11-22T08:00:00Z')
    const { code, talk } = await empty.run('backup', 'x.db')
    expect([code, talk]).toEqual([2, expect.stringContaining('There is no database')])
    expect(existsSync(join(empty.dir, 'data'))).toBe(false)
    empty.remove()
  })
})

describe('perennial restore', () => {
  beforeEach(async () => {
    await shop.run('backup', 'monday.db')
    await imported('cy', 'di', 'ed')
  })

  it('puts the backup in the place of the database and keeps the old one beside it', async () => {
    const { code, out } = await shop.run('restore', 'monday.db', '--yes')

    expect(code).toBe(0)
    expect(out).toContain('Restored: 2 customers')
    expect(out).toContain('The database before is kept: data/perennial.db.replaced-2026-11-22T08-00-00')
    expect(out).toContain('Nobody has left since the backup.')
    expect((await shop.run('why', 'ana')).code).toBe(0)
    expect((await shop.run('why', 'cy')).talk).toContain('cy')
    expect(readdirSync(join(shop.dir, 'data')).filter((name) => name.includes('restoring'))).toEqual([])
  })

  it('where somebody can be asked asks; in a job it needs --yes', async () => {
    const { code, talk } = await shop.run('restore', 'monday.db')
    expect([code, talk]).toEqual([2, expect.stringContaining('perennial restore monday.db --yes')])
  })

  it('tells a program what was done', async () => {
    const { json } = await shop.run('restore', 'monday.db', '--yes', '--json')
    expect(json()).toMatchObject({
      database: join(shop.dir, 'data/perennial.db'),
      kept: join(shop.dir, 'data/perennial.db.replaced-2026-11-22T08-00-00'),
      rows: { customers: 2 },
      leavers: { unsubscribed: 0 },
      sending: 'free',
    })
  })

  it('erases again who was erased since the backup', async () => {
    await shop.run('erase', 'ana', '--yes')
    const { out, code } = await shop.run('restore', 'monday.db', '--yes')
    expect([code, out]).toEqual([0, expect.stringContaining('1 customer erased since the backup, erased again.')])
    expect((await shop.run('why', 'ana@kava.example')).code).toBe(2)
  })

  it('refuses what is no backup, and changes nothing', async () => {
    writeFileSync(join(shop.dir, 'junk.db'), 'junk'.repeat(3000))
    const { code, talk } = await shop.run('restore', 'junk.db', '--yes')
    expect([code, talk]).toEqual([2, expect.stringMatching(/junk\.db/)])
    expect((await shop.run('why', 'cy')).code).toBe(0)
  })

  it('into a folder that has no database yet makes it', async () => {
    const other = shopFolder('2026-11-22T08:00:00Z')
    const { code, out } = await other.run('restore', join(shop.dir, 'monday.db'), '--yes')
    expect([code, out]).toEqual([0, 'Restored: 2 customers, 0 orders, 0 messages.\n'])
    other.remove()
  })
})

async function imported(...ids: string[]): Promise<void> {
  const rows = ids.map((id) => `${id},${id}@kava.example,subscribed`)
  await shop.importLines('customers', 'customer_id,email,consent', ...rows)
}
