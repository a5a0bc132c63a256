import { type RawBuilder, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bucketOf, type OpenDb } from '../../src/db/index.ts'
import { openTestDb } from '../support/open-test-db.ts'

let open: OpenDb

beforeEach(async () => {
  open = await openTestDb()
})

afterEach(() => open.close())

async function answer(query: RawBuilder<unknown>): Promise<unknown> {
  const { rows } = await sql<{ answer: unknown }>`select ${query} as answer`.execute(open.db)
  return rows[0]?.answer
}

const json = (value: object) => sql`${JSON.stringify(value)}`

describe('the dialect', () => {
  it('turns data into rows in their order, types and nulls kept', async () => {
    const data = [
      ['a"b', 1, 1.5],
      [null, 2 ** 50, null],
      ['ä', -3, 0],
    ]
    const rows = open.dialect.rows({ word: 'text', number: 'integer', share: 'real' }, data)
    const result = await sql`select word, number, share from ${rows} as given`.execute(open.db)
    expect(result.rows).toEqual([
      { word: 'a"b', number: 1, share: 1.5 },
      { word: null, number: 2 ** 50, share: null },
      { word: 'ä', number: -3, share: 0 },
    ])
  })

  it('has as few parameters for a thousand rows as for one', () => {
    const numbers = (count: number) =>
      open.dialect.rows(
        { a: 'integer' },
        Array.from({ length: count }, (_, i) => [i]),
      )
    expect(numbers(1000).compile(open.db).parameters).toHaveLength(1)
    expect(numbers(0).compile(open.db).parameters).toHaveLength(1)
  })

  it('turns no data into no rows', async () => {
    const none = open.dialect.rows({ word: 'text', number: 'integer' }, [])
    expect((await sql`select word, number from ${none} as given`.execute(open.db)).rows).toEqual([])
  })

  it('gives the first eight bytes of SHA-256 as the bucket, in SQL as in code', async () => {
    // printf 'spring:42' | sha256sum
    expect(await answer(open.dialect.bucket('spring', sql`'42'`))).toBe(bucketOf('spring:42'))
  })

  it('reads texts and numbers from JSON, whatever the key looks like', async () => {
    const { jsonText, jsonNumber } = open.dialect
    const given = json({ 'a.b c': 'x', price: 12.5, many: 3 })
    expect(await answer(jsonText(given, 'a.b c'))).toBe('x')
    expect(await answer(jsonNumber(given, 'price'))).toBe(12.5)
    expect(await answer(jsonNumber(given, 'many'))).toBe(3)
    expect(await answer(jsonText(given, 'missing'))).toBeNull()
  })

  it('reads no number where JSON holds a text, a null or nothing', async () => {
    const { jsonNumber } = open.dialect
    const given = json({ word: 'tea', digits: '12', none: null })
    for (const key of ['word', 'digits', 'none', 'missing']) expect(await answer(jsonNumber(given, key))).toBeNull()
  })

  it('multiplies and divides whole numbers exactly, also where the product is too large for one', async () => {
    const cases: [number, number, number][] = [
      [7, 10, 4],
      [100_000_000, 100_000_000_000, 100_000_000],
      [99_999_999, 100_000_000_000, 100_000_000],
      [5, -7, 2],
      [0, 12, 5],
    ]
    const whole = (number: number) => sql`cast(${number} as bigint)`
    for (const [a, b, c] of cases) {
      const exact = Number((BigInt(a) * BigInt(b)) / BigInt(c))
      expect(await answer(open.dialect.mulDiv(whole(a), whole(b), whole(c)))).toBe(exact)
    }
  })
})
