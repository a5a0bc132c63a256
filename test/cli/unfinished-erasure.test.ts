import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDb } from '../../src/db/index.ts'
import { buildChild } from '../deliver/built-child.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

const now = '2026-11-22T09:30:00Z'
const CANARY = ['zz-canary', 'Zzcanaryname']
let child: string
let shop: ShopFolder

beforeAll(async () => {
  child = await buildChild(join(import.meta.dirname, 'erase-child.ts'))
})
beforeEach(async () => {
  shop = shopFolder(now)
  await imported('zz-canary,zz-canary@shop.example,Zzcanaryname,1990-11-22,subscribed')
  await imported('bea,bea@shop.example,Bea,1990-11-22,subscribed')
  expect((await shop.run('send', '--yes', '1000')).code).toBe(0)
})
afterEach(() => shop.remove())

describe('an erasure that was killed before its end', () => {
  beforeEach(() => {
    const { signal } = spawnSync(process.execPath, [child, shop.dir, 'zz-canary'])
    expect(signal).toBe('SIGKILL')
    expect(hits().length).toBeGreaterThan(0)
  })

  it('is finished by the next command, whatever it is: no byte is left, and the rest stays', async () => {
    const { code, talk } = await shop.run('list', 'segments')
    expect([code, talk]).toEqual([0, expect.stringContaining('An interrupted erasure was finished.')])
    expect(hits()).toEqual([])
    expect(existsSync(join(shop.dir, 'data', 'erased'))).toBe(true)
    expect((await shop.run('export', 'bea')).code).toBe(0)
    expect((await shop.run('list', 'segments')).talk).not.toContain('erasure')
  })

  it('is told by doctor, which mends nothing', async () => {
    const erasures = async () => {
      const { checks } = (await shop.run('doctor', '--json')).json<{ checks: { check: string; condition: string }[] }>()
      return checks.find(({ check }) => check === 'erasures')?.condition
    }
    expect(await erasures()).toBe('broken')
    expect(hits().length).toBeGreaterThan(0)
    await shop.run('plan')
    expect(await erasures()).toBe('ok')
  })

  it('keeps the person suppressed who is imported anew', async () => {
    await shop.run('plan')
    await imported('zz-canary,zz-canary@shop.example,,,subscribed')
    expect((await shop.run('why', 'zz-canary')).out).toContain('erased')
  })
})

it('an erasure beside a process that reads is owed, said so, and made up for once that ends', async () => {
  const reader = await openDb('sqlite:data/perennial.db', shop.dir, Date.parse(now))
  await reader.db.connection().execute(async (connection) => {
    await sql`begin`.execute(connection)
    await sql`select count(*) from customers`.execute(connection)
    const { code, talk } = await shop.run('erase', 'zz-canary', '--yes')
    expect([code, talk]).toEqual([0, expect.stringContaining('Another process has the database open')])
    await sql`commit`.execute(connection)
  })
  await reader.close()
  await shop.run('plan')
  expect(hits()).toEqual([])
}, 40_000)

async function imported(row: string): Promise<void> {
  const file = join(shop.dir, 'c.csv')
  writeFileSync(file, `customer_id,email,first_name,birthday,consent\n${row}\n`)
  expect((await shop.run('import', 'customers', 'c.csv')).code).toBe(0)
  writeFileSync(file, '')
}

/** Every file of the shop's folder in which one of the words stands. */
function hits(): string[] {
  return filesIn(shop.dir).filter((file) => {
    const text = readFileSync(file).toString('latin1').toLowerCase()
    return CANARY.some((word) => text.includes(word.toLowerCase()))
  })
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(dir, entry.name)) : [join(dir, entry.name)],
  )
}
