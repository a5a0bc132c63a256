import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lookInDb, openDb } from '../../src/db/index.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-look-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

describe('a look into the database', () => {
  it('makes no file where there is none', async () => {
    expect(await lookInDb('sqlite:shop.db', dir)).toBeUndefined()
    expect(await lookInDb('sqlite::memory:', dir)).toBeUndefined()
    expect(readdirSync(dir)).toEqual([])
  })

  it('reads while somebody else writes, and cannot write itself', async () => {
    const own = await openDb('sqlite:shop.db', dir, 0)
    await own.db.insertInto('customers').values({ id: 'ana' }).execute()
    const look = await lookInDb('sqlite:shop.db', dir)

    expect(await look?.db.selectFrom('customers').select('id').execute()).toEqual([{ id: 'ana' }])
    await expect(look?.db.deleteFrom('customers').execute()).rejects.toThrow(/readonly/)
    await look?.close()
    await own.close()
  })

  it('leaves alone what is no database of this program', async () => {
    writeFileSync(join(dir, 'notes.db'), 'a shopping list')
    expect(await lookInDb('sqlite:notes.db', dir)).toBeUndefined()

    const own = await openDb('sqlite:old.db', dir, 0)
    await own.db.deleteFrom('migrations' as never).execute()
    await own.close()
    expect(await lookInDb('sqlite:old.db', dir)).toBeUndefined()
    expect(existsSync(join(dir, 'old.db.before-0001'))).toBe(false)
  })
})
