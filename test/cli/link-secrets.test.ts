import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '../support/copy-shipped-shop.ts'
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts'
import { whichDatabase } from '../support/which-database.ts'
import { type Ran, shopFolder, type ShopFolder } from './run-in-shop.ts'

// Former secrets are told apart by blanks: none stands within one.
const FIRST = 'the-first-secret-of-the-shop'
const NEXT = 'the-secret-that-comes-after-it'

let fresh: FreshDatabase
let machines: ShopFolder[]
let folder: TemporaryFolder
let url: string
beforeEach(async () => {
  fresh = await freshDatabase()
  machines = []
  folder = temporaryFolder('link-secrets')
  url = whichDatabase() === 'postgres' ? fresh.url : `sqlite:${join(folder.dir, 'shared.db')}`
})
afterEach(async () => {
  for (const one of [folder, ...machines]) one.remove()
  await fresh.drop()
})

/** One of the machines that share a database, and what it has as secrets. */
function machine(secret?: string, ...former: readonly string[]): ShopFolder {
  const env = secret === undefined ? {} : { PERENNIAL_SECRET: secret, PERENNIAL_OLD_SECRETS: former.join(',') }
  const made = shopFolder('2026-03-02T10:00:00Z', 'shipped', { DATABASE_URL: url, ...env })
  machines.push(made)
  return made
}

const send = (on: ShopFolder): Promise<Ran> => on.run('send', '--yes')
const code = async (ran: Promise<Ran>) => (await ran).code

describe('links signed on one machine', () => {
  it('are accepted on another one that has its secret, as a file or as a setting', async () => {
    const [first, second] = [machine(), machine()]
    expect(await code(send(first))).toBe(0)
    mkdirSync(join(second.dir, 'data'), { recursive: true })
    cpSync(join(first.dir, 'data', 'secret'), join(second.dir, 'data', 'secret'))
    expect(await code(send(second))).toBe(0)
  })

  it('stop a machine without a secret, which makes none: it neither sends nor serves, says what to do, and reads on', async () => {
    expect(await code(send(machine(FIRST)))).toBe(0)
    const second = machine()
    for (const served of [await send(second), await second.run('serve', '--port', '0', '--public-port', '0')]) {
      expect({ code: served.code, talk: served.talk }).toMatchObject({
        code: 2,
        talk: expect.stringContaining('This machine has no secret'),
      })
      expect(served.talk).toContain('copy data/secret from a machine of this shop, or set PERENNIAL_SECRET')
    }
    expect(existsSync(join(second.dir, 'data', 'secret'))).toBe(false)
    expect(await code(second.run('list', 'segments'))).toBe(0)
    expect((await second.run('doctor')).out).toContain('would refuse the unsubscribe links')
  })

  it('stop a machine with another secret', async () => {
    expect(await code(send(machine(FIRST)))).toBe(0)
    const second = machine(NEXT)
    expect((await send(second)).talk).toContain('lacks a secret that signed links')
    expect((await second.run('doctor')).out).toContain('lacks a secret that signed links')
  })
})

describe('a secret is exchanged', () => {
  it('by a new one beside the former: machines that know both go on, whichever of them signs', async () => {
    expect(await code(send(machine(FIRST)))).toBe(0)
    expect(await code(send(machine(NEXT, FIRST)))).toBe(0)
    expect(await code(send(machine(FIRST, NEXT)))).toBe(0)
    expect((await machine(NEXT, FIRST).run('doctor')).out).not.toContain('lacks a secret')
  })

  it('and a machine that knows only the new or only the former one is stopped, as it would refuse links', async () => {
    expect(await code(send(machine(FIRST)))).toBe(0)
    expect(await code(send(machine(NEXT, FIRST)))).toBe(0)
    expect(await code(send(machine(FIRST)))).toBe(2)
    expect(await code(send(machine(NEXT)))).toBe(2)
  })

  it('for good only by somebody who says that links of before may end', async () => {
    expect(await code(send(machine(FIRST)))).toBe(0)
    const second = machine(NEXT)
    expect(await code(second.run('migrate', '--new-secret'))).toBe(0)
    expect(await code(send(second))).toBe(0)
    expect(await code(send(machine(FIRST)))).toBe(2)
  })
})
