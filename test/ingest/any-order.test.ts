import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import type { ImportKind } from '../../src/ingest/index.ts'
import { counts, type ImportDesk, openDesk } from './import-text.ts'

const desks: ImportDesk[] = []
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close()
})

async function fresh() {
  const desk = await openDesk({ events: [{ name: 'viewed', description: undefined, filters: { price: 'money' } }] })
  desks.push(desk)
  return desk
}

type File = readonly [ImportKind, string]

const FILES: readonly File[] = [
  [
    'customers',
    `customer_id,email,first_name,signed_up_at,consent,consent_at
ana,ana@example.com,Ana,2026-01-05,subscribed,2026-01-03T00:00:00Z
iva,iva@example.com,Iva,,unsubscribed,
ivo,,Ivo,2026-05-05,,
`,
  ],
  [
    'orders',
    `order_id,customer_id,email,ordered_at,total,status
1,ana,Ana@Example.com,2026-01-04T10:00:00Z,10,paid
2,,IVA@example.com,2026-02-04T10:00:00Z,20,paid
3,new,new@example.com,2026-03-04T10:00:00Z,30,cancelled
4,,guest@example.com,2026-04-04T10:00:00Z,40,paid
5,ivo,,2026-06-04T10:00:00Z,40,paid
`,
  ],
  ['order-lines', 'order_id,sku,quantity,line_total\n1,tea,1,4\n1,tea,1,4\n1,cup,2,2\n2,tea,5,20\n9,cup,1,1\n'],
  [
    'events',
    `email,event,at,price
iva@example.com,viewed,2026-01-20T00:00:00Z,3
guest@example.com,viewed,2026-03-20T00:00:00Z,3
ana@example.com,viewed,2025-12-24T00:00:00Z,5
`,
  ],
]

async function endOf(files: readonly File[]) {
  const desk = await fresh()
  for (const [kind, content] of files) {
    const report = await desk.import(kind, content)
    expect(report.problems).toEqual([])
    expect(report.rejected).toBe(0)
  }
  return desk
}

function orderings<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((first, i) => orderings(items.filter((_, j) => j !== i)).map((others) => [first, ...others]))
}

describe('files may come in any order', () => {
  it('and the end is the same', async () => {
    const expected = await (await endOf(FILES)).state()
    expect(expected).toMatchObject({
      customers: [
        { id: 'ana', email: 'ana@example.com', exists_from: Date.UTC(2025, 11, 24) },
        { id: 'guest@example.com', exists_from: Date.UTC(2026, 2, 20) },
        { id: 'iva', email: 'iva@example.com', exists_from: null },
        { id: 'ivo', email: null, exists_from: Date.UTC(2026, 4, 4, 22) },
        { id: 'new', exists_from: Date.UTC(2026, 2, 4, 10) },
      ],
      waiting: [{ order_id: '9', sku: 'cup' }],
    })
    for (const files of orderings(FILES)) {
      const desk = await endOf(files)
      expect(await desk.state(), files.map(([kind]) => kind).join(', ')).toEqual(expected)
      for (const [kind, content] of files) {
        const again = await desk.import(kind, content)
        expect(counts(again), kind).toMatchObject({ inserted: 0, updated: 0, unchanged: again.read })
      }
      expect(await desk.state()).toEqual(expected)
    }
  })

  it('a customer made from an address gets the id of the customers file', async () => {
    const desk = await fresh()
    await desk.import('orders', 'order_id,email,ordered_at,total\n1,Ana@Example.com,2026-01-01,5\n')
    const report = await desk.import('customers', 'customer_id,email,first_name\n77,ana@example.com,Ana\n')
    expect(counts(report)).toMatchObject({ inserted: 0, updated: 1 })
    expect(await desk.rows(sql`select id, first_name, exists_from from customers`)).toEqual([
      { id: '77', first_name: 'Ana', exists_from: null },
    ])
    expect(
      counts(await desk.import('orders', 'order_id,email,ordered_at,total\n1,ANA@example.com,2026-01-01,5\n')),
    ).toMatchObject({
      unchanged: 1,
    })
  })

  it('two traces of one person become one customer when a file says so', async () => {
    const desk = await fresh()
    await desk.import('orders', 'order_id,customer_id,ordered_at,total\n1,77,2026-02-01T00:00:00Z,5\n')
    await desk.import('orders', 'order_id,email,ordered_at,total\n2,ana@example.com,2026-01-01T00:00:00Z,5\n')
    await desk.import('events', 'email,event,at\nana@example.com,viewed,2025-12-01T00:00:00Z\n')
    await desk.import('events', 'customer_id,event,at\n77,viewed,2025-12-01T00:00:00Z\n')
    await desk.import('customers', 'customer_id,email,signed_up_at\n77,ana@example.com,2026-05-01\n')
    expect(await desk.rows(sql`select id, email, exists_from from customers`)).toEqual([
      { id: '77', email: 'ana@example.com', exists_from: Date.UTC(2025, 11, 1) },
    ])
    expect(await desk.rows(sql`select count(*) as orders, count(distinct customer) as buyers from orders`)).toEqual([
      { orders: 2, buyers: 1 },
    ])
    // The same event under both names is one.
    expect(await desk.rows(sql`select count(*) as events from events`)).toEqual([{ events: 1 }])
  })

  it('a profile known by its address only survives the id that an order brings', async () => {
    const desk = await fresh()
    await desk.import('customers', 'email,first_name,consent\nana@example.com,Ana,subscribed\n')
    await desk.import('orders', 'order_id,customer_id,email,ordered_at,total\n1,77,ana@example.com,2026-02-01,5\n')
    expect(await desk.rows(sql`select id, first_name, exists_from from customers`)).toEqual([
      { id: '77', first_name: 'Ana', exists_from: null },
    ])
    expect(await desk.rows(sql`select status from consents`)).toEqual([{ status: 'subscribed' }])
  })

  it('the customers file wins the address that an order gave to another', async () => {
    const desk = await fresh()
    await desk.import('orders', 'order_id,customer_id,email,ordered_at,total\n1,x,ana@example.com,2026-02-01,5\n')
    await desk.import('customers', 'customer_id,email\n77,ana@example.com\n')
    expect(await desk.rows(sql`select id, email from customers order by id`)).toEqual([
      { id: '77', email: 'ana@example.com' },
      { id: 'x', email: null },
    ])
  })
})
