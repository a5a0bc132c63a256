import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts'
import { whichDatabase } from '../support/which-database.ts'
import { type Ran, shopFolder, type ShopFolder } from './run-in-shop.ts'

const ANA = ['customer_id,email,consent', 'ana,ana@x.example,subscribed']

let fresh: FreshDatabase
let here: ShopFolder
let url: string
let others: ShopFolder[]
beforeEach(async () => {
  fresh = await freshDatabase()
  here = shopFolder('2026-03-02T10:00:00Z')
  url = whichDatabase() === 'postgres' ? fresh.url : `sqlite:${join(here.dir, 'data', 'shared.db')}`
  others = []
})
afterEach(async () => {
  for (const one of [here, ...others]) one.remove()
  await fresh.drop()
})

/** A second machine with the same database. */
function there(env: Record<string, string> = {}): ShopFolder {
  const other = shopFolder('2026-03-02T10:00:00Z', 'shipped', { DATABASE_URL: url, ...env })
  others.push(other)
  return other
}

/** Ana was imported and erased on the first machine. */
async function eraseAna(): Promise<void> {
  const first = there()
  await first.importLines('customers', ...ANA)
  expect((await first.run('erase', 'ana', '--yes')).code).toBe(0)
  cpSync(join(first.dir, 'data', 'pepper'), join(here.dir, 'data', 'pepper'))
}

async function imported(on: ShopFolder): Promise<Ran> {
  return on.importLines('customers', ...ANA).then(
    () => on.run('why', 'ana'),
    (error: Error) => ({ code: 1, out: '', talk: error.message, json: () => ({}) as never }),
  )
}

describe('people erased on one machine', () => {
  it('are recognised on another one that has its pepper, as a file or as a setting', async () => {
    await eraseAna()
    const second = there()
    cpSync(join(here.dir, 'data', 'pepper'), join(second.dir, 'data', 'pepper'))
    expect((await imported(second)).out).toContain('erased')
  })

  it('are not let in again by a machine without it: it imports nothing and says both ways out', async () => {
    await eraseAna()
    const second = there()
    const { talk } = await imported(second)
    expect(talk).toContain('This machine has no pepper')
    expect(talk).toContain('copy data/pepper from a machine of this shop, or set PERENNIAL_PEPPER')
    expect(existsSync(join(second.dir, 'data', 'pepper'))).toBe(false)
    expect((await second.run('list', 'segments')).code).toBe(0)
    expect((await second.run('doctor')).out).toContain('would not recognise who was erased')
  })

  it('are not let in again by a machine with another one, which also may not run or erase', async () => {
    await eraseAna()
    const second = there({ PERENNIAL_PEPPER: 'another pepper than theirs' })
    expect((await imported(second)).talk).toContain('another pepper than its database knows')
    const served = await second.run('serve', '--port', '0', '--public-port', '0')
    expect({ code: served.code, talk: served.talk }).toMatchObject({ code: 2, talk: expect.stringContaining('PEPPER') })
  })

  it('are given up for good only by somebody who says that the pepper is lost', async () => {
    await eraseAna()
    const second = there({ PERENNIAL_PEPPER: 'another pepper than theirs' })
    expect((await second.run('migrate', '--new-pepper')).code).toBe(0)
    expect((await imported(second)).out).not.toContain('erased')
  })
})
