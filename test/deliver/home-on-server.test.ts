import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDb, type OpenDb } from '../../src/db/index.ts'
import { guardHome, instanceId, notAtHome, releaseQuarantine } from '../../src/deliver/index.ts'
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts'
import { whichDatabase } from '../support/which-database.ts'
import { morning, queued, states, subscribers } from './a-delivery.ts'

const provider = { repeatable: 1000 }

describe.skipIf(whichDatabase() === 'sqlite')('a database on a server', () => {
  let fresh: FreshDatabase
  let shop: OpenDb
  let copy: string

  beforeEach(async () => {
    fresh = await freshDatabase()
    shop = await openDb(fresh.url, '.', morning)
    copy = `${fresh.url}_copy`
    await subscribers(shop.db, 1, 2)
    await queued(shop.db, [{ customer: 1 }, { customer: 2 }])
  })
  afterEach(async () => {
    await shop.close()
    await asMaker(`drop database if exists ${nameIn(copy)} with (force)`)
    await fresh.drop()
  })

  /** As `pg_dump` and `pg_restore` into another database make it. */
  async function copied(): Promise<OpenDb> {
    await shop.close()
    await asMaker(`create database ${nameIn(copy)} template ${nameIn(fresh.url)}`)
    shop = await openDb(fresh.url, '.', morning)
    return openDb(copy, '.', morning)
  }

  async function asMaker(statement: string): Promise<void> {
    const client = new pg.Client(fresh.url.replace(/[^/]+$/, 'postgres'))
    await client.connect()
    await client.query(statement)
    await client.end()
  }

  it('is at home where it first sent from, for all workers and after restarts', async () => {
    expect(await guardHome({ ...shop, provider }, morning)).toBeUndefined()
    const other = await openDb(fresh.url, '.', morning)
    expect(await guardHome({ ...other, provider }, morning)).toBeUndefined()
    expect(await states(other.db)).toEqual(['queued', 'queued'])
    await other.close()
  })

  it('and was copied to another one sends nothing there until it is released, then under a new name', async () => {
    await guardHome({ ...shop, provider }, morning)
    const name = await instanceId(shop)
    const strange = await copied()

    expect(await guardHome({ ...strange, provider }, morning)).toBe('copied')
    expect(await states(strange.db)).toEqual(['uncertain', 'uncertain'])
    expect(await notAtHome({ ...shop, provider })).toBeUndefined()

    await releaseQuarantine({ ...strange, provider }, morning)
    expect(await guardHome({ ...strange, provider }, morning)).toBeUndefined()
    expect(await instanceId(strange)).not.toBe(name)
    await strange.close()
  })

  describe('brought back to an earlier moment in its place', () => {
    let machine: string
    let second: string
    beforeEach(async () => {
      machine = mkdtempSync(join(tmpdir(), 'perennial-machine-'))
      second = mkdtempSync(join(tmpdir(), 'perennial-machine-'))
      await handed(shop, 3)
      for (const dir of [machine, second]) await guardHome(on(dir), morning)
      // As `pg_restore --clean` or a recovery to a point in time leaves it.
      await sql`delete from batches where request_key in ('r2', 'r3')`.execute(shop.db)
    })
    afterEach(() => {
      for (const dir of [machine, second]) rmSync(dir, { recursive: true })
    })

    const on = (dir: string) => ({ ...shop, provider, beside: join(dir, 'data', 'server') })

    it('sends nothing: a machine remembers what left', async () => {
      expect(await notAtHome(on(machine))).toBe('This database is older than what was sent from here')
      expect(await guardHome(on(machine), morning)).toBe('restored')
      expect(await states(shop.db)).toEqual(['uncertain', 'uncertain'])
    })

    it('goes on when it is released, on the other machines too', async () => {
      await guardHome(on(machine), morning)
      await releaseQuarantine(on(machine), morning)
      expect(await guardHome(on(machine), morning)).toBeUndefined()
      expect(await guardHome(on(second), morning)).toBeUndefined()
    })

    it('to before a release is noticed by the name that the release gave', async () => {
      await guardHome(on(machine), morning)
      const name = await instanceId(shop)
      await releaseQuarantine(on(machine), morning)
      await sql`update instance set value = ${name} where name = 'id'`.execute(shop.db)
      await sql`delete from instance where name like 'former:%'`.execute(shop.db)
      expect(await guardHome(on(machine), morning)).toBe('restored')
    })

    it('is not noticed by a machine that remembers nothing, and a folder that cannot be written stops nobody', async () => {
      writeFileSync(join(machine, 'no-folder'), '')
      const nobody = { ...on(machine), beside: join(machine, 'no-folder', 'server') }
      expect(await guardHome(nobody, morning)).toBeUndefined()
    })
  })
})

/** Requests that a database knows of, numbered from 1. */
async function handed({ db }: OpenDb, requests: number): Promise<void> {
  await sql`
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${requests})
    insert into batches (provider, request_key, sha256, created_at, attempt, state)
    select 'resend', 'r' || i, '', ${morning}, 1, 'done'
    from n`.execute(db)
}

function nameIn(url: string): string {
  return new URL(url).pathname.slice(1)
}
