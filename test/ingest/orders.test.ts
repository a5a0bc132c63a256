import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { counts, type ImportDesk, openDesk } from './import-text.ts'

let desk: ImportDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const orders = () => desk.rows(sql`select * from orders order by id`)
const customers = () => desk.rows(sql`select id, email, exists_from from customers order by id`)
const row = (cells: string) =>
  `order_id,customer_id,ordered_at,total,currency,status,refunded_total,refunded_at\n${cells}\n`

describe('an orders file', () => {
  it('becomes orders, cell by cell', async () => {
    const report = await desk.import(
      'orders',
      `order_id,customer_id,email,ordered_at,total,currency,status,delivered_at,refunded_total,refunded_at,coupon,channel,store
0001,ana,ana@example.com,2026-03-29T01:30:00+01:00,12.34,EUR,Paid,2026-04-01,2.00,2026-04-05T10:00:00Z,SPRING,Web,Zagreb
`,
    )
    expect(counts(report)).toEqual({ read: 1, inserted: 1, updated: 0, unchanged: 0, skipped: 0, rejected: 0 })
    expect(await orders()).toMatchObject([
      {
        id: '0001',
        ordered_at: Date.UTC(2026, 2, 29, 0, 30),
        total: 1234,
        currency: 'EUR',
        status: 'paid',
        delivered_at: Date.UTC(2026, 2, 31, 22),
        refunded_total: 200,
        refunded_at: Date.UTC(2026, 3, 5, 10),
        coupon: 'SPRING',
        coupon_folded: 'spring',
        channel_folded: 'web',
        store_folded: 'zagreb',
        made_from: 'order',
      },
    ])
  })

  it('makes the customers nobody knows yet: never asked, from their earliest order on', async () => {
    await desk.import(
      'orders',
      `order_id,customer_id,email,ordered_at,total
1,ana,ana@example.com,2026-02-01T00:00:00Z,5
2,ana,,2026-01-01T00:00:00Z,5
3,,iva@example.com,2026-01-02T00:00:00Z,5
4,ivo,,2026-01-03T00:00:00Z,5
`,
    )
    expect(await customers()).toEqual([
      { id: 'ana', email: 'ana@example.com', exists_from: Date.UTC(2026, 0, 1) },
      { id: 'iva@example.com', email: 'iva@example.com', exists_from: Date.UTC(2026, 0, 2) },
      { id: 'ivo', email: null, exists_from: Date.UTC(2026, 0, 3) },
    ])
    expect(await desk.rows(sql`select * from consents`)).toEqual([])
  })

  it('changes nothing when it is imported again, and the last of two rows of one id stands', async () => {
    const file = row('1,a,2026-01-01,10,,,,\n2,a,2026-01-02,20,,,,\n1,a,2026-01-01,11,,,,')
    expect(counts(await desk.import('orders', file))).toMatchObject({ read: 3, inserted: 2, updated: 1 })
    const before = await desk.state()
    expect(counts(await desk.import('orders', file))).toMatchObject({ read: 3, unchanged: 3 })
    expect(await desk.state()).toEqual(before)
    expect(await orders()).toMatchObject([{ total: 1100 }, { total: 2000 }])
  })

  it('a later file brings the news of an order, and leaves what it has no column for', async () => {
    await desk.import('orders', 'order_id,customer_id,ordered_at,total,status,coupon\n1,a,2026-01-01,10,pending,X\n')
    const report = await desk.import('orders', 'order_id,customer_id,ordered_at,total,status\n1,a,2026-01-01,10,paid\n')
    expect(counts(report)).toMatchObject({ updated: 1 })
    expect(await orders()).toMatchObject([{ status: 'paid', coupon: 'X' }])
  })

  it('an order that moves to an earlier day moves the first trace of its customer', async () => {
    await desk.import('orders', row('1,a,2026-02-01T00:00:00Z,10,,,,'))
    await desk.import('orders', row('1,a,2026-01-01T00:00:00Z,10,,,,'))
    expect(await customers()).toMatchObject([{ exists_from: Date.UTC(2026, 0, 1) }])
  })
})

describe('money', () => {
  it('in another currency is converted once, half up to the minor unit', async () => {
    await desk.import('orders', row('1,a,2026-01-01,10.05,USD,,,\n2,a,2026-01-01,1.00,GBP,,1.00,2026-01-02'))
    // 10.05 × 0.92 = 9.246; 1.00 × 1.155 = 1.155
    expect(await orders()).toMatchObject([
      { total: 925, currency: 'USD' },
      { total: 116, refunded_total: 116, currency: 'GBP' },
    ])
  })

  it('is read as shops write it', async () => {
    const report = await desk.import(
      'orders',
      row(
        [
          '1,a,2026-01-01,"1.234,56",,,,',
          '2,a,2026-01-01,"1,234.56",,,,',
          '3,a,2026-01-01,"9,90",,,,',
          '4,a,2026-01-01,1 234.5,,,,',
          '5,a,2026-01-01,2042.761,,,,',
        ].join('\n'),
      ),
    )
    expect(report.rejected).toBe(0)
    expect((await orders()).map((order) => (order as { total: number }).total)).toEqual([
      123456, 123456, 990, 123450, 204276,
    ])
  })

  it('the map says what a lone comma means', async () => {
    const file = 'order_id,customer_id,ordered_at,total\n1,a,2026-01-01,"1,234"\n'
    expect((await desk.import('orders', file)).rejections).toMatchObject([{ column: 'total', value: '1,234' }])
    await desk.import('orders', file, { map: 'decimal: comma' })
    expect(await orders()).toMatchObject([{ total: 123 }])
  })
})

describe('a strange order is left out and told', () => {
  const strange: readonly (readonly [string, string, string])[] = [
    [',a,2026-01-01,5,,,,', 'order_id', 'missing'],
    ['1,,2026-01-01,5,,,,', 'customer_id', 'whose'],
    ['1,a,,5,,,,', 'ordered_at', 'missing'],
    ['1,a,2026-02-30,5,,,,', 'ordered_at', 'date'],
    ['1,a,1970-01-01,5,,,,', 'ordered_at', 'placeholder'],
    ['1,a,0000-00-00 00:00:00,5,,,,', 'ordered_at', 'date'],
    ['1,a,2026-01-01,,,,,', 'total', 'missing'],
    ['1,a,2026-01-01,free,,,,', 'total', 'number'],
    ['1,a,2026-01-01,1e3,,,,', 'total', 'number'],
    ['1,a,2026-01-01,NaN,,,,', 'total', 'number'],
    ['1,a,2026-01-01,-5,,,,', 'total', 'negative'],
    ['1,a,2026-01-01,99999999999999999999,,,,', 'total', 'too large'],
    ['1,a,2026-01-01,5,CZK,,,', 'currency', 'rate'],
    ['1,a,2026-01-01,5,XQQ,,,', 'currency', 'ISO 4217'],
    ['1,a,2026-01-01,5,,,some,', 'refunded_total', 'number'],
    ['1,a,2026-01-01,5,,,1,later', 'refunded_at', 'date'],
  ]
  for (const [cells, column, reason] of strange) {
    it(`${cells}: ${column}`, async () => {
      const report = await desk.import('orders', row(`${cells}\n9,z,2026-01-01,1,,,,`))
      expect(counts(report)).toMatchObject({ read: 2, inserted: 1, rejected: 1 })
      expect(report.rejections).toMatchObject([{ line: 2, column }])
      expect(report.rejections[0]?.reason).toContain(reason)
      expect(await orders()).toMatchObject([{ id: '9' }])
    })
  }

  it('a strange address beside an id is only a dropped cell', async () => {
    const report = await desk.import('orders', 'order_id,customer_id,email,ordered_at,total\n1,a,nope,2026-01-01,5\n')
    expect(counts(report)).toMatchObject({ inserted: 1, rejected: 0 })
    expect(report.rejections).toMatchObject([{ column: 'email', kind: 'cell' }])
  })
})

describe('refunds and statuses', () => {
  it('a status refunded without an amount means the whole, at the instant of the order', async () => {
    await desk.import(
      'orders',
      row(
        '1,a,2026-01-01T00:00:00Z,10,,Refunded,,\n2,a,2026-01-01T00:00:00Z,10,,refunded,,2026-01-09T00:00:00Z\n3,a,2026-01-01T00:00:00Z,10,,refunded,4,',
      ),
    )
    expect(await orders()).toMatchObject([
      { refunded_total: 1000, refunded_at: Date.UTC(2026, 0, 1) },
      { refunded_total: 1000, refunded_at: Date.UTC(2026, 0, 9) },
      { refunded_total: 400, refunded_at: Date.UTC(2026, 0, 1) },
    ])
  })

  it('cancelled has one spelling, and the map translates', async () => {
    const file =
      'order_id,customer_id,ordered_at,total,status\n1,a,2026-01-01,1,Canceled\n2,a,2026-01-01,1,CANCELLED\n3,a,2026-01-01,1,storniert\n4,a,2026-01-01,1,\n'
    await desk.import('orders', file, { map: 'status: {Storniert: cancelled}' })
    expect((await orders()).map((order) => (order as { status: string }).status)).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
      'paid',
    ])
  })
})

describe('time', () => {
  it('without an offset is on the wall of the shop, or of the map', async () => {
    const file =
      'order_id,customer_id,ordered_at,total\n1,a,2026-07-01 12:00:00,1\n2,a,2026-03-29 02:30,1\n3,a,2026-10-25 02:30,1\n'
    await desk.import('orders', file)
    expect(await orders()).toMatchObject([
      { ordered_at: Date.UTC(2026, 6, 1, 10) },
      // The hour that does not exist: the next instant that does. The hour that comes twice: the first time.
      { ordered_at: Date.UTC(2026, 2, 29, 1) },
      { ordered_at: Date.UTC(2026, 9, 25, 0, 30) },
    ])
    await desk.import('orders', file, { map: 'time_zone: America/New_York' })
    expect(await orders()).toMatchObject([{ ordered_at: Date.UTC(2026, 6, 1, 16) }, {}, {}])
  })
})
