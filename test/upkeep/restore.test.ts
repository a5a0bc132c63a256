import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp, type OpenDb, openDb, stage } from '../../src/db/index.ts'
import { guardHome, standstills } from '../../src/deliver/index.ts'
import { putBack, settleRestored } from '../../src/upkeep/index.ts'

const monday = Date.UTC(2026, 10, 23)
const tuesday = monday + 86_400_000

let dir: string
let database: string
let shop: OpenDb
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-restore-'))
  database = join(dir, 'shop.db')
  shop = await openDb(`sqlite:${database}`, dir, monday)
  await sql`insert into customers (id, email) values ('ana', 'ana@kava.example'), ('bo', null)`.execute(shop.db)
  await backUp(database, join(dir, 'monday.db'))
})
afterEach(async () => {
  await shop.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('after a restore', () => {
  it('who left since the backup has left', async () => {
    await sql`insert into customers (id) values ('new')`.execute(shop.db)
    await sql`delete from customers where id = 'bo'`.execute(shop.db)
    await sql`insert into customers (id) values ('bo')`.execute(shop.db)
    await leave('ana')
    await leave('bo')
    await leave('new')

    const { leavers } = await restored('resend')

    // `new` is not known to the backup and will be imported again with its own consent.
    expect(leavers).toEqual({ unsubscribed: 2, suppressed: 2, paused: 2 })
    const { rows } = await sql`
      select id, status, at, reason, until
      from consents
      inner join customers on customers.key = consents.customer
      inner join suppressions on suppressions.customer = customers.key
      inner join customer_pauses on customer_pauses.customer = customers.key
      order by id`.execute(shop.db)
    expect((await sql`select hash from suppressed_hashes`.execute(shop.db)).rows).toEqual([
      { hash: 'hash of somebody' },
    ])
    expect(rows).toEqual(
      ['ana', 'bo'].map((id) => ({ id, status: 'unsubscribed', at: 5, reason: 'complained', until: 9 })),
    )
  })

  it('what was known before the backup is not said twice', async () => {
    await leave('ana')
    rmSync(join(dir, 'monday.db'))
    await backUp(database, join(dir, 'monday.db'))

    expect((await restored('resend')).leavers).toEqual({ unsubscribed: 0, suppressed: 0, paused: 0 })
  })

  it('nothing is sent until the operator releases it, even where nothing left since the backup', async () => {
    const { sending } = await restored('resend')

    expect(sending).toBe('held')
    expect(await standstills({ db: shop.db, now: tuesday })).toMatchObject([{ name: 'database', code: 'restored' }])
    expect(await guardHome({ ...shop, provider: { repeatable: 1000 } }, tuesday)).toBe('restored')
  })

  it('a kill between the mark and the end holds it back too, because the mark stands beside the database', async () => {
    await putBackMonday()

    expect(JSON.parse(readFileSync(`${database}.instance`, 'utf8').split('\n')[0] ?? '')).toMatchObject({
      id: 'restored',
    })
    expect(await guardHome({ ...shop, provider: { repeatable: 1000 } }, tuesday)).toBe('restored')
  })

  it('emails that are only written to files need no release', async () => {
    expect((await restored('outbox')).sending).toBe('free')
    expect(await standstills({ db: shop.db, now: tuesday })).toEqual([])
  })

  it('a replaced database that cannot be read is told, and the restore stands', async () => {
    const kept = await putBackMonday()
    const spoilt = `${kept}x`

    expect((await settleRestored({ ...shop, shop: { provider: 'resend' } }, spoilt, tuesday)).leavers).toBe(
      'unreadable',
    )
  })

  it('a restore that is refused leaves no mark: the running shop goes on', async () => {
    const staged = await stage(join(dir, 'monday.db'), database)
    expect(() => putBack(staged, database, tuesday)).toThrow(/Another process/)
    staged.remove()
    expect(existsSync(`${database}.instance`)).toBe(false)
  })
})

async function leave(id: string): Promise<void> {
  const { rows } = await sql<{ key: number }>`select key from customers where id = ${id}`.execute(shop.db)
  const key = rows[0]?.key
  await sql`insert into consents (customer, status, at, recorded_at, source) values (${key}, 'unsubscribed', 5, 6, 'link')`.execute(
    shop.db,
  )
  await sql`insert into suppressions (customer, reason, since, recorded_at) values (${key}, 'complained', 7, 8)`.execute(
    shop.db,
  )
  await sql`insert into customer_pauses (customer, since, until, source) values (${key}, 8, 9, 'link')`.execute(shop.db)
  await sql`
    insert into suppressed_hashes (hash, reason, recorded_at)
    values ('hash of somebody', 'erased', 5)
    on conflict (hash) do nothing`.execute(shop.db)
}

async function putBackMonday(): Promise<string> {
  const staged = await stage(join(dir, 'monday.db'), database)
  await shop.close()
  const kept = putBack(staged, database, tuesday)
  shop = await openDb(`sqlite:${database}`, dir, tuesday)
  return kept ?? ''
}

async function restored(provider: string) {
  const kept = await putBackMonday()
  return settleRestored({ ...shop, shop: { provider } }, kept, tuesday)
}
