import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { counts, type ImportDesk, openDesk } from './import-text.ts'

let desk: ImportDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const lines = () =>
  desk.rows(sql`select sku, name, quantity, total_milli, copy from order_lines order by sku, copy, total_milli`)
const orders = () => desk.rows(sql`select id, ordered_at, total, status, made_from from orders order by id`)
const full = (cells: string) => `order_id,customer_id,ordered_at,sku,name,quantity,unit_price\n${cells}\n`

describe('orders are made from lines that say whose and when', () => {
  it('at the earliest instant of their lines, worth the exact sum rounded half up once', async () => {
    const report = await desk.import(
      'order-lines',
      full(
        '1,ana,2026-01-02T00:00:00Z,pin,Pin,5,0.001\n1,ana,2026-01-01T00:00:00Z,cup,Cup,1,1.00\n2,ana,2026-01-03T00:00:00Z,pin,Pin,4,0.001',
      ),
    )
    expect(counts(report)).toMatchObject({ read: 3, inserted: 3 })
    expect(await orders()).toEqual([
      { id: '1', ordered_at: Date.UTC(2026, 0, 1), total: 101, status: 'paid', made_from: 'lines' },
      { id: '2', ordered_at: Date.UTC(2026, 0, 3), total: 0, status: 'paid', made_from: 'lines' },
    ])
    expect(await lines()).toMatchObject([
      { sku: 'cup', total_milli: 100_000 },
      { total_milli: 400 },
      { total_milli: 500 },
    ])
  })

  it('exact copies are lines of their own, also the second time', async () => {
    const file = full('1,ana,2026-01-01,cup,Cup,1,1.00\n1,ana,2026-01-01,tea,Tea,1,2\n1,ana,2026-01-01,cup,Cup,1,1')
    await desk.import('order-lines', file)
    expect(await lines()).toMatchObject([
      { sku: 'cup', copy: 1 },
      { sku: 'cup', copy: 2 },
      { sku: 'tea', copy: 1 },
    ])
    const before = await desk.state()
    expect(counts(await desk.import('order-lines', file))).toMatchObject({ read: 3, inserted: 0, unchanged: 3 })
    expect(await desk.state()).toEqual(before)
    expect(await orders()).toMatchObject([{ total: 400 }])
  })

  it('a product renamed is the same line', async () => {
    await desk.import('order-lines', full('1,ana,2026-01-01,cup,Cup,1,1.00'))
    const report = await desk.import('order-lines', full('1,ana,2026-01-01,cup,Large cup,1,1.00'))
    expect(counts(report)).toMatchObject({ inserted: 0, updated: 1 })
    expect(await lines()).toEqual([{ sku: 'cup', name: 'Large cup', quantity: 1, total_milli: 100_000, copy: 1 }])
  })

  it('lines of one order may come in two files', async () => {
    await desk.import('order-lines', full('1,ana,2026-01-02T00:00:00Z,cup,Cup,1,1.00'))
    await desk.import('order-lines', full('1,ana,2026-01-01T00:00:00Z,tea,Tea,1,2.00'))
    expect(await orders()).toMatchObject([{ ordered_at: Date.UTC(2026, 0, 1), total: 300 }])
  })

  it('a line that names its order only adds to the total too', async () => {
    await desk.import('order-lines', full('1,ana,2026-01-02T00:00:00Z,cup,Cup,1,1.00'))
    await desk.import('order-lines', 'order_id,sku,line_total\n1,tea,2.00\n')
    expect(await orders()).toMatchObject([{ total: 300 }])
  })

  it('an orders file knows better, whether it comes before or after', async () => {
    const order = 'order_id,customer_id,ordered_at,total\n1,ana,2026-01-05T00:00:00Z,9.99\n'
    const line = full('1,ana,2026-01-01T00:00:00Z,cup,Cup,1,1.00')
    await desk.import('order-lines', line)
    await desk.import('orders', order)
    const after = await orders()
    await desk.import('order-lines', line)
    expect(await orders()).toEqual(after)
    expect(after).toMatchObject([{ total: 999, ordered_at: Date.UTC(2026, 0, 5), made_from: 'order' }])
  })

  it('another currency is converted line by line, the sum rounded once', async () => {
    await desk.import(
      'order-lines',
      'order_id,customer_id,ordered_at,sku,line_total,currency\n1,a,2026-01-01,x,0.33,USD\n1,a,2026-01-01,y,0.33,USD\n',
    )
    // 2 × 0.33 × 0.92 = 0.6072
    expect(await orders()).toMatchObject([{ total: 61 }])
  })
})

describe('lines of known orders', () => {
  it('join them, and wait for those that are not known yet', async () => {
    await desk.import('order-lines', 'order_id,sku,quantity,line_total\n1,cup,1,1\n1,cup,1,1\n')
    expect(await lines()).toEqual([])
    expect(
      counts(await desk.import('order-lines', 'order_id,sku,quantity,line_total\n1,cup,1,1\n1,cup,1,1\n')),
    ).toMatchObject({
      unchanged: 2,
    })
    await desk.import('orders', 'order_id,customer_id,ordered_at,total\n1,a,2026-01-01,2\n')
    expect(await lines()).toMatchObject([{ copy: 1 }, { copy: 2 }])
    expect(await desk.rows(sql`select * from waiting_lines`)).toEqual([])
  })

  it('a line total wins over a price, a missing quantity column is one', async () => {
    await desk.import('order-lines', 'order_id,sku,unit_price,line_total\n1,cup,5,4.5\n1,tea,5,\n')
    expect(await desk.rows(sql`select sku, quantity, total_milli from waiting_lines order by sku`)).toEqual([
      { sku: 'cup', quantity: 1, total_milli: 450_000 },
      { sku: 'tea', quantity: 1, total_milli: 500_000 },
    ])
  })

  it('a strange quantity or amount leaves the line out', async () => {
    const report = await desk.import(
      'order-lines',
      'order_id,sku,quantity,unit_price\n1,a,1.5,1\n1,b,two,1\n1,c,,1\n1,d,1,\n1,e,2.0,x\n,f,1,1\n1,g,2.0,1\n',
    )
    expect(report.rejections.map(({ line, column }) => [line, column])).toEqual([
      [2, 'quantity'],
      [3, 'quantity'],
      [4, 'quantity'],
      [5, 'unit_price'],
      [6, 'unit_price'],
      [7, 'order_id'],
    ])
    expect(counts(report)).toMatchObject({ read: 7, inserted: 1, rejected: 6 })
  })
})
