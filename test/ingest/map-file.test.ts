import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readMapFile } from '../../src/ingest/index.ts'
import { counts, type ImportDesk, openDesk } from './import-text.ts'

let desk: ImportDesk
beforeEach(async () => {
  desk = await openDesk({ attributes: [{ name: 'shoe_size', type: 'number', description: undefined }] })
})
afterEach(() => desk.close())

describe('a map file', () => {
  it('names the columns, formats, zone, currency, statuses and what to skip', async () => {
    const map = `
columns: {order_id: Bestellnummer, email: Kundenemail, total: Gesamtbetrag}
ordered_at: {column: Datum, format: "dd.MM.yyyy HH:mm", time_zone: Europe/London}
currency: USD
delimiter: ";"
encoding: windows-1252
decimal: comma
status: {bezahlt: paid, storniert: cancelled}
skip_when:
  - {column: Kundenemail, is: empty}
  - {column: Gesamtbetrag, at_most: 0}
  - {column: Bestellnummer, starts_with: T-}
`
    const file = `Bestellnummer;Datum;Kundenemail;Gesamtbetrag
1;29.02.2024 12:00;a@example.de;1.000,00
2;29.02.2024 12:00;;5,00
3;29.02.2024 12:00;a@example.de;0,00
T-4;29.02.2024 12:00;a@example.de;1,00
`
    const report = await desk.import('orders', file, { map })
    expect(counts(report)).toEqual({ read: 4, inserted: 1, updated: 0, unchanged: 0, skipped: 3, rejected: 0 })
    expect(await desk.rows(sql`select id, ordered_at, total, currency from orders`)).toEqual([
      { id: '1', ordered_at: Date.UTC(2024, 1, 29, 12), total: 92_000, currency: 'USD' },
    ])
  })

  it('reads dates in the ways that formats say', async () => {
    const cases: readonly (readonly [string, string])[] = [
      ['MM/dd/yyyy h:mm a', '03/29/2026 2:05 PM'],
      ['d MMM yyyy H:mm', '29 Mar 2026 14:05'],
      ['MMMM d, yyyy HH.mm', 'March 29, 2026 14.05'],
      ['yyyyMMdd HHmm', '20260329 1405'],
      ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2026-03-29T14:05:00.000Z'],
      ['yyyy-MM-dd HH:mm xx', '2026-03-29 16:05 +0200'],
    ]
    for (const [format, text] of cases) {
      const map = `ordered_at: {column: when, format: ${JSON.stringify(format)}, time_zone: UTC}`
      const report = await desk.import('orders', `order_id,customer_id,total,when\n1,a,1,"${text}"\n`, { map })
      expect(report.rejections, format).toEqual([])
      expect(await desk.rows(sql`select ordered_at from orders`), format).toEqual([
        { ordered_at: Date.UTC(2026, 2, 29, 14, 5) },
      ])
    }
  })

  it('names the columns of attributes', async () => {
    const report = await desk.import('customers', 'customer_id,Size\n1,38\n', { map: 'columns: {shoe_size: Size}' })
    expect(report.problems).toEqual([])
    expect(await desk.rows(sql`select name, number from customer_attributes`)).toEqual([
      { name: 'shoe_size', number: 38 },
    ])
  })

  it('all its mistakes are found at once, each with its place', () => {
    const text = `colums: {}
columns:
  custmer_id: ID
  ordered_at: {column: Date, fromat: x}
delivered_at: {column: D, format: "YYYY-QQ"}
currency: euro
delimiter: "::"
encoding: windows-1520
time_zone: Mars
decimal: dot
status: [paid]
skip_when:
  - {column: Total, at_mots: 0}
  - {column: Total, at_most: none}
  - {is: empty}
`
    const { value, problems } = readMapFile('map.yaml', text)
    expect(value).toBeUndefined()
    expect(problems.map(({ place, hint }) => [place?.line, hint])).toEqual([
      [1, 'did you mean "columns"?'],
      [3, 'did you mean "customer_id"?'],
      [4, 'did you mean "format"?'],
      [4, 'write it like yyyy-MM-dd HH:mm:ss'],
      [5, 'write it like yyyy-MM-dd HH:mm:ss'],
      [6, 'write an ISO 4217 code such as EUR'],
      [7, 'write one character: "," ";" "|" or "\\t"'],
      [8, 'did you mean "windows-1250"?'],
      [9, 'write an IANA name such as Europe/Zagreb'],
      [10, 'write comma or point'],
      [11, 'status: {storniert: cancelled}'],
      [13, 'did you mean "at_most"?'],
      [14, 'at_most: 0'],
      [15, '{column: Quantity, at_most: 0}'],
    ])
  })

  it('a column that the file does not have is a problem with the nearest one', async () => {
    const report = await desk.import('customers', 'CustomerID,Mail\n1,a@example.com\n', {
      map: 'columns: {customer_id: CustomerId, email: Email}\nskip_when: [{column: Mial, is: empty}]',
    })
    expect(report.problems).toMatchObject([
      { message: 'map.yaml takes email from "Email", which is no column', hint: 'did you mean "Mail"?' },
      { message: 'map.yaml takes skip_when from "Mial", which is no column', hint: 'did you mean "Mail"?' },
    ])
  })
})
