import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OpenDb, openDb } from '../../src/db/index.ts'
import { type DeliveryApp, instanceId, invariant, notAtHome, releaseQuarantine } from '../../src/deliver/index.ts'
import { searchUncertain, standstills } from '../../src/deliver/index.ts'
import type { SendResult, SoughtMessage } from '../../src/providers/index.ts'
import { deliverAt, deliveryApp, hour, message, minute, morning, queued, states, subscribers } from './a-delivery.ts'
import { type TestProvider, testProvider } from './a-delivery.ts'

const notListed: SendResult = { outcome: 'unknown', reason: 'not listed' }

let dir: string
let open: OpenDb
let provider: TestProvider
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-home-'))
  provider = testProvider({ repeatable: 23 * hour, unit: 'request' })
  open = await openDb('sqlite:shop.db', dir, morning)
  await subscribers(open.db, 1, 2, 3)
  await queued(open.db, [
    { customer: 1 },
    { customer: 2, send_at: morning + hour },
    { customer: 3, send_at: morning + hour },
  ])
})
afterEach(async () => {
  expect((await invariant(open)).faults).toEqual([])
  await open.close()
  rmSync(dir, { recursive: true, force: true })
})

const appOf = (changes: Partial<DeliveryApp> = {}) =>
  deliveryApp(open, { provider, file: open.file, host: 'a', ...changes })
const sent = () => provider.requests.length
const halted = async () => (await standstills({ db: open.db, now: morning })).map(({ code }) => code)

/** A copy that is whole, as `backup` makes it. */
const backup = async (to: string) => sql`vacuum into ${to}`.execute(open.db)

/** Goes on with the file that lies there now. */
async function reopen(folder = dir): Promise<void> {
  await open.close()
  open = await openDb('sqlite:shop.db', folder, morning)
}

describe('a database at home', () => {
  it('sends, also after a restart, and under another host name where it lies', async () => {
    await deliverAt(appOf(), morning)
    await reopen()
    await deliverAt(appOf({ host: 'b' }), morning + hour)
    expect(sent()).toBe(2)
    expect(await halted()).toEqual([])
  })

  it('is known to be there or elsewhere by asking, which changes nothing', async () => {
    expect(await notAtHome(appOf())).toBeUndefined()
    await deliverAt(appOf(), morning)
    expect(await notAtHome(appOf())).toBeUndefined()
    await backup(join(dir, 'copy.db'))
    await open.close()
    open = await openDb('sqlite:copy.db', dir, morning)
    expect(await notAtHome(appOf())).toMatch(/copied or moved/)
    expect(await halted()).toEqual([])
  })

  it('survives a torn last line of the file beside it', async () => {
    await deliverAt(appOf(), morning)
    writeFileSync(join(dir, 'shop.db.instance'), `${readFileSync(join(dir, 'shop.db.instance'), 'utf8')}99999`)
    await deliverAt(appOf(), morning + hour)
    expect(sent()).toBe(2)
  })

  it('needs no care where sending again harms nobody', async () => {
    const calm = testProvider()
    await deliverAt(appOf({ provider: calm }), morning)
    expect(() => readFileSync(join(dir, 'shop.db.instance'))).toThrow()
  })
})

describe('a restored database', () => {
  beforeEach(async () => {
    await deliverAt(appOf(), morning)
    await backup(join(dir, 'backup.db'))
    await deliverAt(appOf(), morning + hour)
    await open.close()
    copyFileSync(join(dir, 'backup.db'), join(dir, 'shop.db'))
    for (const rest of ['-wal', '-shm']) rmSync(join(dir, `shop.db${rest}`), { force: true })
    open = await openDb('sqlite:shop.db', dir, morning)
  })

  it('sends nothing: all that it holds unsent is uncertain', async () => {
    const before = sent()
    expect((await deliverAt(appOf(), morning + 2 * hour)).halted).toMatchObject({ code: 'restored' })
    expect(await states(open.db)).toEqual(['submitted', 'uncertain', 'uncertain'])
    await queued(open.db, [{ customer: 1, step: 'next', send_at: morning + minute }])
    await deliverAt(appOf(), morning + 5 * hour)
    expect(sent()).toBe(before)
  })

  it('finds in the list of the mail service what the lost one sent, and leaves the rest to the operator', async () => {
    await deliverAt(appOf(), morning + 2 * hour)
    const sought: SoughtMessage[] = []
    provider.find = async (messages) => {
      sought.push(...messages)
      return messages.map(({ bytes }) =>
        bytes.toString().includes('c2@') ? { outcome: 'accepted', providerId: 'p-lost' } : notListed,
      )
    }
    expect(await searchUncertain(appOf(), morning + 3 * hour)).toBe(1)
    expect(await states(open.db)).toEqual(['submitted', 'submitted', 'uncertain'])
    expect(sought.map(({ from, until }) => [from, until])).toEqual(Array(2).fill([morning + hour, morning + 3 * hour]))
    expect(JSON.parse(sought[0]?.bytes.toString() ?? '')).toMatchObject({ subject: 'welcome hello' })
  })

  it('takes no email of the list for a lost one that is known to be another', async () => {
    await deliverAt(appOf(), morning + 2 * hour)
    const known = (await message(open.db, 1)).provider_id ?? ''
    provider.find = async (messages) => messages.map(() => ({ outcome: 'accepted', providerId: known }))
    expect(await searchUncertain(appOf(), morning + 3 * hour)).toBe(0)
  })

  it('is released by the operator, under a new name, and what the lost one may have sent is uncertain too', async () => {
    await deliverAt(appOf(), morning + 2 * hour)
    const old = await instanceId(open)
    await queued(open.db, [
      { customer: 1, step: 'next', send_at: morning + minute },
      { customer: 2, step: 'next', send_at: morning + 3 * hour },
    ])
    expect(await releaseQuarantine(appOf(), morning + 2 * hour)).toEqual({ uncertain: 1 })
    expect(await instanceId(open)).not.toBe(old)
    expect(await deliverAt(appOf(), morning + 4 * hour)).toMatchObject({ submitted: 1 })
    expect(await states(open.db)).toEqual(['submitted', 'uncertain', 'uncertain', 'uncertain', 'submitted'])
    const keys = provider.requests.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    await reopen()
    expect(await halted()).toEqual([])
  })
})

describe('a copied database', () => {
  it('on another machine sends nothing, with or without the file beside it', async () => {
    await deliverAt(appOf(), morning)
    await sql`pragma wal_checkpoint(truncate)`.execute(open.db)
    const [one, other] = [`${dir}-one`, `${dir}-other`]
    cpSync(dir, one, { recursive: true })
    cpSync(dir, other, { recursive: true })
    rmSync(join(other, 'shop.db.instance'))
    for (const folder of [one, other]) {
      await reopen(folder)
      const before = sent()
      expect((await deliverAt(appOf({ host: 'b', file: open.file }), morning + hour)).halted).toMatchObject({
        code: 'copied',
      })
      expect(sent()).toBe(before)
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
