import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { counts, type ImportDesk, openDesk } from './import-text.ts'

let desk: ImportDesk
beforeEach(async () => {
  desk = await openDesk({
    events: [
      { name: 'viewed', description: undefined, filters: { category: 'text', price: 'money', stars: 'number' } },
      { name: 'logged_in', description: undefined, filters: {} },
    ],
  })
})
afterEach(() => desk.close())

describe('a products file', () => {
  it('becomes the catalogue, priced in the shop’s currency', async () => {
    const file = `product_id,sku,name,category,brand,price,currency,url,image
1,S1,Čaj,Tea,Kava,10,USD,https://shop.example/1,javascript:alert(1)
,S2,,,,free,,,
`
    const report = await desk.import('products', file)
    expect(counts(report)).toMatchObject({ read: 2, inserted: 2, rejected: 0 })
    expect(report.rejections.map(({ line, column }) => [line, column])).toEqual([
      [2, 'image'],
      [3, 'price'],
    ])
    expect(await desk.rows(sql`select * from products order by id`)).toMatchObject([
      { id: '1', name: 'Čaj', name_folded: 'čaj', category_folded: 'tea', price: 920, currency: 'EUR', image: null },
      { id: 'S2', sku: 'S2', name: 'S2', price: null, url: null },
    ])
    expect(counts(await desk.import('products', file))).toMatchObject({ unchanged: 2 })
  })

  it('a later file changes what it has columns for', async () => {
    await desk.import('products', 'product_id,name,category\n1,Cup,Mugs\n2,Pot,Pots\n')
    const report = await desk.import('products', 'product_id,category\n1,Cups\n2,Pots\n')
    expect(counts(report)).toMatchObject({ updated: 1, unchanged: 1 })
    expect(await desk.rows(sql`select name, category from products order by id`)).toEqual([
      { name: 'Cup', category: 'Cups' },
      { name: 'Pot', category: 'Pots' },
    ])
  })
})

describe('an events file', () => {
  const file = `customer_id,event,at,Category,price,stars,page
ana,viewed,2026-01-02T10:00:00Z,Green TEA,4.90 USD,4.5,/tea
ana,logged_in,2026-01-01T10:00:00Z,,,,
ana,viewed,2026-01-02T10:00:00Z,Green TEA,4.90 USD,4.5,/tea
`

  it('keeps properties as they stand and as rules compare them; the same event twice is one', async () => {
    const report = await desk.import('events', file)
    expect(counts(report)).toEqual({ read: 3, inserted: 2, updated: 0, unchanged: 1, skipped: 0, rejected: 0 })
    const events = (await desk.rows(sql`select name, properties, matched from events order by at`)) as {
      properties: string
      matched: string
    }[]
    expect(events.map(({ properties }) => JSON.parse(properties))).toEqual([
      {},
      { category: 'Green TEA', page: '/tea', price: '4.90 USD', stars: '4.5' },
    ])
    expect(events.map(({ matched }) => JSON.parse(matched))).toEqual([
      {},
      { category: 'green tea', price: 451, stars: 4.5 },
    ])
    expect(await desk.rows(sql`select id, exists_from from customers`)).toEqual([
      { id: 'ana', exists_from: Date.UTC(2026, 0, 1, 10) },
    ])
  })

  it('imported again is unchanged', async () => {
    await desk.import('events', file)
    expect(counts(await desk.import('events', file))).toMatchObject({ read: 3, inserted: 0, unchanged: 3 })
  })

  it('an undeclared name is rejected with those that are declared', async () => {
    const report = await desk.import('events', 'email,event,at\na@example.com,veiwed,2026-01-01\n')
    expect(report.rejections).toMatchObject([
      {
        line: 2,
        column: 'event',
        value: 'veiwed',
        reason: 'is not declared under events: in the shop file, which has viewed, logged_in; did you mean viewed?',
      },
    ])
  })

  it('a strange date, owner or value leaves the event out', async () => {
    const report = await desk.import(
      'events',
      'email,event,at,stars\na@example.com,viewed,soon,\n,viewed,2026-01-01,\nnope,viewed,2026-01-01,\na@example.com,viewed,2026-01-01,many\n',
    )
    expect(report.rejections.map(({ column }) => column)).toEqual(['at', 'email', 'email', 'stars'])
    expect(counts(report)).toMatchObject({ read: 4, rejected: 4 })
  })
})
