import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDb } from '../../src/db/index.ts'
import { waysToFind } from '../../src/facts/index.ts'
import { foldName } from '../../src/text/index.ts'
import { openTestDb } from '../support/open-test-db.ts'

let open: OpenDb
beforeAll(async () => {
  open = await openTestDb()
  const people = [
    ['maja', 'Maja', 'Horvat'],
    ['ana', 'Ana Marija', 'Kovačević-Đurić'],
    ['ivo', 'Ívo', null],
    ['ming', '小明', '王'],
    ['majda', null, 'Maja%'],
  ] as const
  for (const [id, first, last] of people) {
    const names = { first_name: first, last_name: last }
    const folded = { first_name_folded: first && foldName(first), last_name_folded: last && foldName(last) }
    const address = `${id}@shop.example`
    await open.db
      .insertInto('customers')
      .values({ id, email: address, email_folded: address, ...names, ...folded })
      .execute()
  }
})
afterAll(() => open.close())

async function found(text: string): Promise<string[]> {
  const ids = new Set<string>()
  for (const where of waysToFind(text)) {
    const { rows } = await sql<{ id: string }>`select id from customers where ${where}`.execute(open.db)
    for (const { id } of rows) ids.add(id)
  }
  return [...ids].sort()
}

describe('a customer is found', () => {
  it.each([
    ['by the beginning of a name', 'horv', ['maja']],
    ['without accents', 'kovac', ['ana']],
    ['with accents', 'KOVAČ', ['ana']],
    ['where the accents of the name are not typed alike', 'ivo', ['ivo']],
    ['by both names', 'maja horv', ['maja']],
    ['by both names turned round', 'Horvat Maja', ['maja']],
    ['by two first names and a family name', 'ana marija kov', ['ana']],
    ['by a family name before two first names', 'kovacevic ana mar', ['ana']],
    ['by a second family name', 'durić', ['ana']],
    ['by letters within a name', 'ovač', ['ana']],
    ['in another script', '小', ['ming']],
    ['by the beginning of an address', 'ming@', ['ming']],
    ['by the beginning of an id', 'maj', ['maja', 'majda']],
    ['as typed, whatever the signs mean in a query', 'aja%', ['majda']],
  ])('%s', async (_, text, ids) => {
    expect(await found(text)).toEqual(ids)
  })

  it('never by an empty text, nor by one without a letter', async () => {
    expect(waysToFind(' ')).toEqual([])
    expect(await found('-')).toEqual([])
    expect(await found('nobody')).toEqual([])
  })
})

describe('every way is a search in an index', () => {
  it('of SQLite', async () => {
    if (open.dialect.name !== 'sqlite') return
    for (const where of waysToFind('maja horvat')) {
      const { rows } = await sql<{
        detail: string
      }>`explain query plan select key from customers where ${where}`.execute(open.db)
      for (const { detail } of rows) expect(detail).not.toMatch(/^SCAN/)
    }
  })
})
