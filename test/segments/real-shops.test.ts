import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onOneConnection, type OpenDb } from '../../src/db/index.ts'
import { dayNumber } from '../../src/calendar/index.ts'
import { localDayOf, vocabularyOf } from '../../src/facts/index.ts'
import { membersAt } from '../../src/segments/index.ts'
import { aShop } from '../support/naive/a-shop.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { cdnow, fillOrders, hashOf, onlineRetail, shared } from '../support/real-shops.ts'
import { someSegments } from './a-segment.ts'

const absent = !existsSync(resolve(shared, 'oracles'))
if (absent) console.warn('SKIPPED: ../shared is absent, segments were not held against Online Retail and CDNOW')

interface Oracle {
  readonly asof: Readonly<
    Record<string, { readonly segments: Readonly<Record<string, { count: number; sha256: string }>> }>
  >
}

function oracle(name: string): Oracle {
  return JSON.parse(readFileSync(resolve(shared, 'oracles', `${name}.json`), 'utf8')) as Oracle
}

/** The oracles' keys as rules of the language; `at_risk` there is 60 to 120 days. */
function rules(currency: string, amounts: readonly number[]): Record<string, string> {
  const spent = amounts.map((amount) => [
    `spent_ge_${amount}`,
    `{all: [{total_spent: at least ${amount} ${currency}}]}`,
  ])
  return {
    new: '{all: [{first_order: within the last 30 days}]}',
    new_excl30: '{all: [{first_order: within the last 29 days}]}',
    at_risk: '{all: [{orders: at least 2}, {last_order: between 59 and 120 days ago}]}',
    at_risk_excl: '{all: [{orders: at least 2}, {last_order: between 60 and 119 days ago}]}',
    lapsed: '{all: [{last_order: more than 180 days ago}]}',
    lapsed_ge180: '{all: [{last_order: more than 179 days ago}]}',
    one_time: '{all: [{orders: exactly 1}]}',
    repeat: '{all: [{orders: at least 2}]}',
    high_value_top10_ties_in: '{all: [{total_spent: top 10 percent}]}',
    ...Object.fromEntries(spent),
  }
}

async function members(open: OpenDb, currency: string, amounts: readonly number[], at: number) {
  const shop = aShop({ timeZone: 'UTC', currency })
  const vocabulary = vocabularyOf(shop)
  const segments = someSegments(rules(currency, amounts), { vocabulary, events: 'ever' })
  const found: Record<string, { count: number; sha256: string }> = {}
  await onOneConnection(open.db, async (db) => {
    for (const { name } of segments) {
      const ids = await membersAt({ db, dialect: open.dialect, now: at, vocabulary, segments }, name, at)
      found[name] = { count: ids.length, sha256: hashOf(ids) }
    }
  })
  return found
}

function expected(file: string, key: string, names: readonly string[]) {
  const { segments } = oracle(file).asof[key] ?? { segments: {} }
  return Object.fromEntries(
    names.map((name) => [name, { count: segments[name]?.count, sha256: segments[name]?.sha256 }]),
  )
}

describe.skipIf(absent)('Online Retail', () => {
  let open: OpenDb
  beforeAll(async () => {
    open = await openTestDb()
    await fillOrders(open, await onlineRetail(), 'GBP')
  })
  afterAll(() => open?.close())

  it.each(['2011-12-10 00:00:00Z', '2011-06-01 00:00:00Z'])(
    'has the members that the oracle counted as of %s',
    async (key) => {
      const found = await members(open, 'GBP', [1000, 5000], Date.parse(key.replace(' ', 'T')))
      expect(found).toEqual(expected('online_retail', key, Object.keys(found)))
    },
  )
})

describe.skipIf(absent)('CDNOW', () => {
  let open: OpenDb
  beforeAll(async () => {
    open = await openTestDb()
    await fillOrders(open, cdnow(), 'USD')
  })
  afterAll(() => open?.close())

  it.each(['1998-07-01 00:00:00Z', '1997-10-01 00:00:00Z'])(
    'has the members that the oracle counted as of %s',
    async (key) => {
      const found = await members(open, 'USD', [100, 500], Date.parse(key.replace(' ', 'T')))
      expect(found).toEqual(expected('cdnow', `${key} policy L`, Object.keys(found)))
    },
  )

  it('gives each customer the orders, days and money of the published table', async () => {
    const table = gunzipSync(readFileSync(resolve(shared, 'oracles/cdnow_customers_L_19980701.csv.gz'))).toString()
    const published = table
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((row) => row.split(','))
      .map(([id, orders, spent, , first, last]) => [id, orders, spent, first, last])
    const { rows } = await sql<{ id: string; orders: number; spent: number; first: number; last: number }>`
      select customers.id, count(*) as orders, sum(total) as spent, min(ordered_at) as first, max(ordered_at) as last
      from orders join customers on customers.key = orders.customer
      group by customers.id`.execute(open.db)
    const day = (instant: number) => new Date(instant).toISOString().slice(0, 19).replace('T', ' ')
    const found = rows.map(({ id, orders, spent, first, last }) => {
      return [id, String(orders), (spent / 100).toFixed(2), day(first), day(last)]
    })
    expect(found.sort(byId)).toEqual(published.sort(byId))
  })

  it('gives each customer of the published sample frequency and recency, in weeks to 30 September 1997', async () => {
    const sample = readFileSync(resolve(shared, 'data/cdnow/CDNOW_sample.txt'), 'ascii').trim().split(/\r?\n/)
    const ids = new Map(
      sample.map((row) => row.trim().split(/\s+/)).map(([master = '', id = '']) => [master, Number(id)]),
    )
    const summary = readFileSync(resolve(shared, 'data/cdnow/cdnow_customers_summary.csv'), 'ascii')
      .trim()
      .split(/\r?\n/)
    const ctx = { shop: aShop({ timeZone: 'UTC' }), now: Date.parse('1997-09-30T23:59:59Z') }
    const day = localDayOf(ctx, sql`ordered_at`)
    const { rows } = await sql<{ id: string; days: number; first: number; last: number }>`
      select customers.id, count(distinct ${day}) as days, min(${day}) as first, max(${day}) as last
      from orders join customers on customers.key = orders.customer
      where ordered_at <= ${ctx.now}
      group by customers.id`.execute(open.db)
    const end = dayNumber('1997-09-30')
    const found = rows.flatMap(({ id, days, first, last }) => {
      const number = ids.get(id)
      return number === undefined ? [] : [[number, days - 1, (last - first) / 7, (end - first) / 7]]
    })
    const published = summary.slice(1).map((row) => row.split(',').map(Number))
    const shown = (table: number[][]) =>
      table.map(([id = 0, x, recency = 0, age = 0]) => [id, x, recency.toFixed(2), age.toFixed(2)]).sort(byNumber)
    expect(found).toHaveLength(2357)
    expect(shown(found)).toEqual(shown(published))
  })
})

function byNumber([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return Number(a) - Number(b)
}

function byId([a = '']: readonly (string | undefined)[], [b = '']: readonly (string | undefined)[]): number {
  return a < b ? -1 : 1
}
