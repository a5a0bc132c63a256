import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDb } from '../../src/db/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { type ImportReport, importFiles, readMapFile } from '../../src/ingest/index.ts'
import { onlineRetailMap } from '../support/online-retail-map.ts'

const shared = resolve(import.meta.dirname, '../../../shared')
const file = resolve(shared, 'data/online-retail/online_retail.csv.gz')
const absent = !existsSync(file)
if (absent) console.warn('SKIPPED: ../shared is absent, the import of Online Retail was not checked')

interface Population {
  readonly customers: number
  readonly orders: number
  readonly revenue: string
}

interface Oracle {
  readonly policies: { readonly A: Population & { readonly lines: number } }
  readonly asof: Readonly<Record<string, { readonly population: Population }>>
}

describe.skipIf(absent)('Online Retail, 541,909 lines', () => {
  let open: OpenDb
  let reports: ImportReport[]
  const oracle = absent
    ? undefined
    : (JSON.parse(readFileSync(resolve(shared, 'oracles/online_retail.json'), 'utf8')) as Oracle)

  beforeAll(async () => {
    open = await openTestDb(0)
    const { value: map } = readMapFile('map.yaml', onlineRetailMap)
    if (!map) throw new Error('the map is wrong')
    const shop = { currency: 'GBP', rates: {}, timeZone: 'UTC', languages: ['en'], attributes: [], events: [] }
    const ctx = { db: open.db, dialect: open.dialect, now: Date.UTC(2012, 0, 1) }
    reports = []
    for (let i = 0; i < 2; i++) reports.push(await importFiles(ctx, shop, { kind: 'order-lines', files: [file], map }))
  }, 300_000)
  afterAll(() => open.close())

  async function population(until: number): Promise<Population> {
    const { rows } = await sql<{ customers: number; orders: number; revenue: string }>`
      select count(distinct customer) as customers, count(*) as orders, sum(total) as revenue
      from orders where ordered_at <= ${until}`.execute(open.db)
    const { revenue, ...counts } = rows[0] as Population
    return { ...counts, revenue: (Number(revenue) / 100).toFixed(2) }
  }

  it('every line is counted once', () => {
    expect(reports[0]).toMatchObject({
      read: 541_909,
      inserted: oracle?.policies.A.lines,
      skipped: 541_909 - (oracle?.policies.A.lines ?? 0),
      rejected: 0,
      cells: 0,
    })
  })

  it('imported again, nothing changes', () => {
    expect(reports[1]).toMatchObject({ read: 541_909, inserted: 0, updated: 0, unchanged: 397_884, skipped: 144_025 })
  })

  it('customers, orders and revenue are those of the oracle, to the penny, at both instants', async () => {
    for (const [instant, { population: expected }] of Object.entries(oracle?.asof ?? {})) {
      const { customers, orders, revenue } = expected
      expect(await population(Date.parse(instant.replace(' ', 'T')))).toEqual({ customers, orders, revenue })
    }
    expect(oracle?.asof['2011-12-10 00:00:00Z']?.population).toMatchObject({
      customers: 4_338,
      orders: 18_532,
      revenue: '8911407.90',
    })
  })

  it('customers exist from their first order, and none is made without one', async () => {
    const { rows } = await sql`
      select count(*) as customers from customers
      where exists_from <> (select min(ordered_at) from orders where orders.customer = customers.key)
        or exists_from is null`.execute(open.db)
    expect(rows).toEqual([{ customers: 0 }])
  })
})
