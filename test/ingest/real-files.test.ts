import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cleanText } from '../../src/text/index.ts'
import { counts, type ImportDesk, openDesk } from './import-text.ts'

const shared = resolve(import.meta.dirname, '../../../shared/data')
const absent = !existsSync(shared)
if (absent)
  console.warn('SKIPPED: ../shared is absent, the imports of the shop, CDNOW, names and strings were not checked')

let desk: ImportDesk
beforeEach(async () => {
  desk = await openDesk({ currency: 'GBP', rates: {}, timeZone: 'UTC', languages: ['en'] })
})
afterEach(() => desk.close())

const bytes = (path: string) => readFileSync(resolve(shared, path))
const one = async (query: Parameters<ImportDesk['rows']>[0]) => (await desk.rows(query))[0]

describe.skipIf(absent)('the shop', () => {
  it('is imported whole, whichever file comes first', async () => {
    for (const files of [
      ['customers', 'orders', 'order-lines'],
      ['order-lines', 'orders', 'customers'],
    ] as const) {
      const paths = { customers: 'customers', orders: 'orders', 'order-lines': 'order_items' }
      const read: Record<string, unknown> = {}
      for (const kind of files) {
        const report = await desk.import(kind, bytes(`shop/${paths[kind]}.csv.gz`))
        read[kind] = { read: report.read, rejected: report.rejected, cells: report.cells }
      }
      expect(read).toEqual({
        customers: { read: 4_338, rejected: 0, cells: 5 },
        orders: { read: 18_532, rejected: 0, cells: 0 },
        'order-lines': { read: 387_841, rejected: 0, cells: 0 },
      })
      expect(
        await one(sql`
          select
            (select count(*) from customers) as customers,
            (select count(*) from customers where exists_from is null) as undated,
            (select count(*) from customers where birth_day is not null) as birthdays,
            (select count(*) from customers where birth_day = '02-29') as leap_days,
            (select count(*) from customers where first_name is null) as nameless,
            (select count(distinct country) from customers) as countries,
            (select count(distinct time_zone) from customers) as zones,
            (select count(*) from consents where status = 'subscribed') as subscribed,
            (select count(*) from consents where status = 'unsubscribed') as unsubscribed,
            (select count(*) from consents where status = 'never asked') as never_asked,
            (select count(*) from suppressions) as bounced,
            (select count(*) from orders) as orders,
            (select sum(total) from orders) as revenue,
            (select count(*) from order_lines) as lines,
            (select count(*) from waiting_lines) as waiting`),
      ).toEqual({
        customers: 4_338,
        undated: 4_338,
        birthdays: 3_021,
        leap_days: 26,
        nameless: 178,
        countries: 35,
        zones: 36,
        subscribed: 3_796,
        unsubscribed: 300,
        never_asked: 242,
        bounced: 89,
        orders: 18_532,
        revenue: 891_140_790,
        lines: 387_841,
        waiting: 0,
      })
      const again = await desk.import('customers', bytes('shop/customers.csv.gz'))
      expect(counts(again)).toMatchObject({ unchanged: 4_338 })
      await desk.close()
      desk = await openDesk({ currency: 'GBP', rates: {}, timeZone: 'UTC', languages: ['en'] })
    }
  }, 240_000)
})

describe.skipIf(absent)('CDNOW', () => {
  it('its 69,659 fixed-width lines, one order each, equal the published sums', async () => {
    const [, ...lines] = gunzipSync(bytes('cdnow/CDNOW_master.txt.gz')).toString('latin1').trim().split(/\r?\n/)
    const rows = lines.map((line, i) => [i + 1, ...line.trim().split(/\s+/)].join(','))
    const file = `order_id,customer_id,day,cds,total\n${rows.join('\n')}\n`
    const map = 'ordered_at: {column: day, format: yyyyMMdd, time_zone: UTC}'
    expect(counts(await desk.import('orders', file, { map }))).toMatchObject({ read: 69_659, inserted: 69_659 })
    expect(
      await one(
        sql`select count(*) as orders, count(distinct customer) as customers, sum(total) as revenue from orders`,
      ),
    ).toEqual({ orders: 69_659, customers: 23_570, revenue: 250_031_563 })
    expect(await one(sql`select id from customers order by id limit 1`)).toEqual({ id: '00001' })
  }, 120_000)
})

describe.skipIf(absent)('names and naughty strings', () => {
  it('are kept as they are, only trimmed, composed and without NUL', async () => {
    const strings = JSON.parse(bytes('hard/strings/blns.json').toString('utf8')) as string[]
    const forenames = bytes('hard/names/common-forenames-by-country.csv').toString('utf8').split('\n').slice(1, 800)
    const texts = [
      ...strings,
      ...forenames.map((row) => row.split(',').at(-1) ?? ''),
      '\ud800half',
      'a\u0000b',
      "'=cmd()",
      '=cmd()',
    ]
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    const file = `customer_id,first_name,city,tags\n${texts.map((text, i) => `c${i},${quoted(text)},${quoted(text)},${quoted(text)}`).join('\n')}\n`
    const report = await desk.import('customers', file)
    expect(counts(report)).toMatchObject({ read: texts.length, inserted: texts.length, rejected: 0 })
    const stored = (await desk.rows(sql`select id, first_name from customers`)) as {
      id: string
      first_name: string | null
    }[]
    for (const { id, first_name } of stored) {
      // What cannot be written as UTF-8 at all comes back as a question mark of Unicode.
      const written = Buffer.from(texts[Number(id.slice(1))] ?? '').toString('utf8')
      const unguarded = cleanText(written).replace(/^'(?=[=+\-@])/, '')
      expect(first_name ?? '').toBe(unguarded)
    }
    expect(counts(await desk.import('customers', file))).toMatchObject({ unchanged: texts.length })
  })
})
