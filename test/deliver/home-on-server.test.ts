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
})

function nameIn(url: string): string {
  return new URL(url).pathname.slice(1)
}
