import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp, type Db, type OpenDb, openDb } from '../../src/db/index.ts'
import { guardHome, instanceId, notAtHome, releaseQuarantine } from '../../src/deliver/index.ts'
import { type Move, moveHouse } from '../../src/upkeep/index.ts'
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts'

const now = Date.UTC(2026, 10, 22)
const later = now + 3_600_000
const provider = { repeatable: 1000 }

let dir: string
let old: OpenDb
let fresh: FreshDatabase
let to: string
const opened: OpenDb[] = []

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-move-'))
  fresh = await freshDatabase()
  to = fresh.url === 'sqlite::memory:' ? 'sqlite:new.db' : fresh.url
  old = await opens('sqlite:old.db')
  await guardHome({ ...old, provider }, now)
  await fill(old.db)
})

afterEach(async () => {
  for (const open of opened.splice(0)) await open.close()
  await fresh.drop()
  rmSync(dir, { recursive: true, force: true })
})

async function opens(url: string): Promise<OpenDb> {
  const open = await openDb(url, dir, now)
  opened.push(open)
  return open
}

const move = (more: Partial<Move> = {}) =>
  moveHouse({ from: 'sqlite:old.db', to, dir, provider: 'resend', kind: 'move', begin: 'on', ...more }, now)

/** Ana got an email, one is queued and one claimed. */
async function fill(db: Db): Promise<void> {
  await sql`insert into customers (key, id) values (1, 'ana')`.execute(db)
  await sql`insert into runs (key, slot, started_at, state, summary) values (1, 0, 0, 'done', '{}')`.execute(db)
  await sql`
    insert into batches (key, provider, request_key, sha256, created_at, state)
    values (9, 'resend', 'v1:x:9', '', 0, 'done')`.execute(db)
  for (const state of ['submitted', 'queued', 'claimed']) {
    await sql`
      insert into messages (campaign, step, customer, occasion, state, reason, purpose, template, run, started_at, due_day, send_at)
      values ('hello', 'hello', 1, ${state}, ${state}, 'due', 'marketing', 'hello', 1, 0, 0, ${later})`.execute(db)
  }
}

async function states(db: Db): Promise<string[]> {
  return (await db.selectFrom('messages').select('state').orderBy('key').execute()).map(({ state }) => state)
}

describe('a shop that moved', () => {
  it('sends from the new place, with all that was unsent and under its old name', async () => {
    const { sending } = await move()
    const shop = await opens(to)

    expect(sending).toBe('here')
    expect(await guardHome({ ...shop, provider }, later)).toBeUndefined()
    expect(await notAtHome({ ...shop, provider })).toBeUndefined()
    expect(await states(shop.db)).toEqual(['submitted', 'queued', 'claimed'])
    expect(await instanceId(shop)).toBe(await instanceId(old))
  })

  it('sends nothing from the old place any more', async () => {
    const { to: address } = await move()
    expect(await notAtHome({ ...old, provider })).toBe(`This shop moved to ${address}`)
  })

  it('and is called back to the old place sends nothing there that the new one may have sent', async () => {
    await move()
    const name = await instanceId(old)
    expect(await releaseQuarantine({ ...old, provider }, later)).toEqual({ uncertain: 2 })
    expect(await states(old.db)).toEqual(['submitted', 'uncertain', 'uncertain'])
    expect(await instanceId(old)).not.toBe(name)
    expect(await notAtHome({ ...old, provider })).toBeUndefined()
  })

  it('moves back again, and is at home there', async () => {
    await move()
    const { sending } = await move({ from: to, to: 'sqlite:home.db' })
    expect(sending).toBe('here')
    const back = await opens('sqlite:home.db')
    expect(await guardHome({ ...back, provider }, later)).toBeUndefined()
    expect(await states(back.db)).toEqual(['submitted', 'queued', 'claimed'])
    expect(await notAtHome({ ...(await opens(to)), provider })).toMatch(/^This shop moved to sqlite:/)
  })

  it('is closed at the old place before the first row is read, also when the copy is interrupted', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(move({ signal: stop.signal })).rejects.toThrow(/interrupted/)
    expect(await notAtHome({ ...old, provider })).toMatch(/moved/)
    expect(await move()).toMatchObject({ sending: 'here', resumed: 'yes' })
  })
})

describe('a copy to try', () => {
  it('sends nothing until it is released, then not what was unsent; the other one goes on', async () => {
    expect(await move({ kind: 'trial' })).toMatchObject({ sending: 'held' })
    const shop = await opens(to)

    expect(await notAtHome({ ...old, provider })).toBeUndefined()
    expect(await states(old.db)).toEqual(['submitted', 'queued', 'claimed'])
    expect(await notAtHome({ ...shop, provider })).toMatch(/was copied/)
    expect(await states(shop.db)).toEqual(['submitted', 'uncertain', 'uncertain'])

    await releaseQuarantine({ ...shop, provider }, later)
    expect(await notAtHome({ ...shop, provider })).toBeUndefined()
    expect(await instanceId(shop)).not.toBe(await instanceId(old))
  })

  it('is what becomes of a backup: who knows what was sent since', async () => {
    await backUp(join(dir, 'old.db'), join(dir, 'backup.db'))
    expect(await move({ from: 'sqlite:backup.db' })).toMatchObject({ sending: 'held' })
  })
})

describe('a move', () => {
  it('of a shop that only writes files halts nobody', async () => {
    expect(await move({ provider: 'outbox' })).toMatchObject({ sending: 'free' })
    const shop = await opens(to)
    for (const one of [old, shop]) expect(await one.db.selectFrom('halts').selectAll().execute()).toEqual([])
  })

  it('into a shop that is in use is refused, and closes nothing', async () => {
    const shop = await opens(to)
    await sql`insert into customers (id) values ('bo')`.execute(shop.db)
    await expect(move()).rejects.toThrow(/is not empty \(customers\)/)
    expect(await notAtHome({ ...old, provider })).toBeUndefined()
  })

  it('of nothing, or into itself, is refused', async () => {
    await expect(move({ from: 'sqlite:nothing.db' })).rejects.toThrow(
      /nothing\.db cannot be copied: there is no database/,
    )
    await expect(move({ to: `sqlite:${join(dir, 'old.db')}` })).rejects.toThrow(/cannot be copied into itself/)
    expect(existsSync(join(dir, 'nothing.db'))).toBe(false)
  })

  it('names no password', async () => {
    const failing = move({ from: 'postgres://me:secret@localhost:1/shop' })
    await expect(failing).rejects.toThrow(/^postgres:\/\/localhost:1\/shop cannot be copied/)
  })
})
