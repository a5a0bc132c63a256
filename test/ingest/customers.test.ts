import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attributesOf } from '../support/naive/a-shop.ts'
import { counts, type ImportDesk, openDesk } from './import-text.ts'

let desk: ImportDesk
beforeEach(async () => {
  desk = await openDesk({
    attributes: attributesOf({
      shoe_size: 'number',
      budget: 'money',
      interests: 'list',
      name_day: 'yearly',
      member_since: 'date',
      wholesale: 'yes/no',
      roast: 'text',
    }),
  })
})
afterEach(() => desk.close())

const customers = () => desk.rows(sql`select * from customers order by id`)

describe('a customers file', () => {
  it('becomes customers, cell by cell', async () => {
    const report = await desk.import(
      'customers',
      `customer_id,email,first_name,last_name,birthday,country,city,locale,time_zone,currency,signed_up_at
ana,Ana@Example.com,Ana,Šarić,1990-03-14,HR,Zagreb,hr_HR,Europe/Zagreb,eur,2025-01-31
`,
    )
    expect(counts(report)).toEqual({ read: 1, inserted: 1, updated: 0, unchanged: 0, skipped: 0, rejected: 0 })
    expect(await customers()).toMatchObject([
      {
        id: 'ana',
        email: 'Ana@example.com',
        email_folded: 'ana@example.com',
        first_name: 'Ana',
        last_name: 'Šarić',
        last_name_folded: 'saric',
        birth_year: 1990,
        birth_day: '03-14',
        country: 'HR',
        city: 'Zagreb',
        city_folded: 'zagreb',
        language: 'hr-HR',
        time_zone: 'Europe/Zagreb',
        currency: 'EUR',
        signed_up_at: Date.UTC(2025, 0, 30, 23),
        exists_from: Date.UTC(2025, 0, 30, 23),
      },
    ])
  })

  it('changes nothing when it is imported again', async () => {
    const file = 'customer_id,email,tags,shoe_size,consent,bounced\n1,a@example.com,"vip, b",38,subscribed,0\n2,,,,,1\n'
    await desk.import('customers', file)
    const before = await desk.state()
    const again = await desk.import('customers', file)
    expect(counts(again)).toEqual({ read: 2, inserted: 0, updated: 0, unchanged: 2, skipped: 0, rejected: 0 })
    expect(await desk.state()).toEqual(before)
  })

  it('leaves names to be found as they were last said', async () => {
    await desk.import('customers', 'customer_id,first_name,last_name\n1,Đurđa,Kovač\n2,Iva,Šimić\n')
    await desk.import('customers', 'customer_id,last_name\n1,Kovač-Horvat\n2,\n')
    expect(await customers()).toMatchObject([
      { first_name_folded: 'durda', last_name: 'Kovač-Horvat', last_name_folded: 'kovac horvat' },
      { first_name_folded: 'iva', last_name: null, last_name_folded: null },
    ])
  })

  it('updates only what its columns say; an empty cell clears, an absent column keeps', async () => {
    await desk.import('customers', 'customer_id,first_name,city\n1,Ana,Split\n2,Iva,Pula\n')
    const report = await desk.import('customers', 'customer_id,city\n1,\n2,Pula\n3,Rijeka\n')
    expect(counts(report)).toMatchObject({ inserted: 1, updated: 1, unchanged: 1 })
    expect(await customers()).toMatchObject([
      { id: '1', first_name: 'Ana', city: null },
      { id: '2', first_name: 'Iva', city: 'Pula' },
      { id: '3', first_name: null, city: 'Rijeka' },
    ])
  })

  it('lets the last of two rows of one id stand, and is unchanged the second time', async () => {
    const file = 'customer_id,first_name\n1,Ana\n2,Iva\n1,Anamarija\n2,Iva\n'
    const first = await desk.import('customers', file)
    expect(counts(first)).toMatchObject({ read: 4, inserted: 2, updated: 1, unchanged: 1 })
    expect(await customers()).toMatchObject([{ first_name: 'Anamarija' }, { first_name: 'Iva' }])
    const again = await desk.import('customers', file)
    expect(counts(again)).toMatchObject({ read: 4, inserted: 0, updated: 0, unchanged: 4 })
  })

  it('keeps leading zeros, and undoes a guard and a float', async () => {
    await desk.import('customers', `customer_id,city,first_name\n00123,'=cmd(),=1+1\n'0456,'@home,'n Sync\n17850.0,,\n`)
    expect(await customers()).toMatchObject([
      { id: '00123', city: '=cmd()', first_name: '=1+1' },
      { id: '0456', city: '@home', first_name: "'n Sync" },
      { id: '17850' },
    ])
  })

  it('takes the address for the id where there is none', async () => {
    await desk.import('customers', 'email,first_name\nIva@Example.com,Iva\n')
    expect(await customers()).toMatchObject([{ id: 'iva@example.com', email: 'Iva@example.com', first_name: 'Iva' }])
    const report = await desk.import('customers', 'customer_id,email\n7,iva@example.com\n')
    expect(counts(report)).toMatchObject({ inserted: 0, updated: 1 })
    expect(await customers()).toMatchObject([{ id: '7', first_name: 'Iva' }])
  })

  it('rejects a row with neither id nor address', async () => {
    const report = await desk.import('customers', 'customer_id,email\n,\n,nonsense\n1,\n')
    expect(counts(report)).toEqual({ read: 3, inserted: 1, updated: 0, unchanged: 0, skipped: 1, rejected: 1 })
  })
})

describe('a strange cell is dropped and told, the customer is kept', () => {
  const strange: readonly (readonly [string, string, string])[] = [
    ['email', 'not-an-address', 'e-mail'],
    ['birthday', '1970-01-01', 'placeholder'],
    ['birthday', '1900-01-01', 'placeholder'],
    ['birthday', '0000-00-00', 'no day'],
    ['birthday', '1990-02-30', 'no day'],
    ['birthday', '1991-02-29', 'no day'],
    ['birthday', '2031-01-01', 'future'],
    ['country', 'Unspecified', 'country'],
    ['country', 'European Community', 'country'],
    ['country', 'XX', 'country'],
    ['language', 'hrvatski', 'language'],
    ['time_zone', 'Mars/Olympus', 'time zone'],
    ['time_zone', '+01:00', 'time zone'],
    ['currency', 'XQQ', 'ISO 4217'],
    ['signed_up_at', 'yesterday', 'date'],
    ['signed_up_at', '03/04/2026', 'one way only'],
    ['consent', 'maybe', 'consent'],
    ['bounced', 'sometimes', 'neither'],
    ['shoe_size', 'large', 'number'],
    ['budget', '12 XQQ', 'number'],
    ['wholesale', 'perhaps', 'yes nor no'],
  ]
  for (const [column, value, reason] of strange) {
    it(`${column}: ${value}`, async () => {
      const report = await desk.import('customers', `customer_id,${column}\n1,"${value}"\n`)
      expect(counts(report)).toMatchObject({ read: 1, inserted: 1, rejected: 0 })
      expect(report.cells).toBe(1)
      expect(report.rejections).toMatchObject([{ line: 2, column, value, kind: 'cell' }])
      expect(report.rejections[0]?.reason).toContain(reason)
    })
  }

  it('a birthday without its year, and one of 29 February', async () => {
    await desk.import('customers', 'customer_id,birthday\n1,--03-14\n2,1992-02-29\n3,--02-29\n')
    expect(await customers()).toMatchObject([
      { birth_year: null, birth_day: '03-14' },
      { birth_year: 1992, birth_day: '02-29' },
      { birth_year: null, birth_day: '02-29' },
    ])
  })
})

describe('an address is one customer’s', () => {
  it('the second customer keeps all but the cell', async () => {
    const file = 'customer_id,email,first_name\n1,jiri@example.com,Jiří\n2,JIRI@Example.com,George\n'
    const report = await desk.import('customers', file)
    expect(counts(report)).toMatchObject({ inserted: 2, rejected: 0 })
    expect(report.rejections).toMatchObject([{ line: 3, column: 'email', value: 'JIRI@example.com', kind: 'cell' }])
    expect(await customers()).toMatchObject([{ email: 'jiri@example.com' }, { email: null, first_name: 'George' }])
    const again = await desk.import('customers', file)
    expect(counts(again)).toMatchObject({ unchanged: 2 })
    expect(again.cells).toBe(1)
  })

  it('two customers may swap addresses', async () => {
    await desk.import('customers', 'customer_id,email\n1,a@example.com\n2,b@example.com\n')
    const report = await desk.import('customers', 'customer_id,email\n1,b@example.com\n2,a@example.com\n')
    expect(counts(report)).toMatchObject({ updated: 2, rejected: 0 })
    expect(await customers()).toMatchObject([{ email: 'b@example.com' }, { email: 'a@example.com' }])
  })

  it('a new customer does not take the address of an old one', async () => {
    await desk.import('customers', 'customer_id,email\n1,a@example.com\n')
    const report = await desk.import('customers', 'customer_id,email\n2,a@example.com\n')
    expect(report.cells).toBe(1)
    expect(await customers()).toMatchObject([{ email: 'a@example.com' }, { email: null }])
  })
})

describe('tags and attributes', () => {
  it('are read by their declared types', async () => {
    const report = await desk.import(
      'customers',
      `customer_id,tags,shoe_size,budget,interests,name_day,member_since,wholesale,roast,unknown
1,"VIP, Tea,vip",38.5,12.50 USD,coffee; tea,--07-26,2024-02-29,yes,Dark,ignored
`,
    )
    expect(report.cells).toBe(0)
    expect(await desk.rows(sql`select tag, tag_folded from customer_tags order by tag`)).toEqual([
      { tag: 'Tea', tag_folded: 'tea' },
      { tag: 'VIP', tag_folded: 'vip' },
    ])
    expect(
      await desk.rows(sql`select name, position, text, folded, number, month_day, year
        from customer_attributes order by name, position`),
    ).toEqual([
      { name: 'budget', position: 0, text: null, folded: null, number: 1150, month_day: null, year: null },
      { name: 'interests', position: 0, text: 'coffee', folded: 'coffee', number: null, month_day: null, year: null },
      { name: 'interests', position: 1, text: 'tea', folded: 'tea', number: null, month_day: null, year: null },
      {
        name: 'member_since',
        position: 0,
        text: null,
        folded: null,
        number: Date.UTC(2024, 1, 28, 23),
        month_day: '02-29',
        year: 2024,
      },
      { name: 'name_day', position: 0, text: null, folded: null, number: null, month_day: '07-26', year: null },
      { name: 'roast', position: 0, text: 'Dark', folded: 'dark', number: null, month_day: null, year: null },
      { name: 'shoe_size', position: 0, text: null, folded: null, number: 38.5, month_day: null, year: null },
      { name: 'wholesale', position: 0, text: null, folded: null, number: 1, month_day: null, year: null },
    ])
  })

  it('replace those of before; a file without the column leaves them', async () => {
    await desk.import('customers', 'customer_id,tags,roast\n1,"a,b",Dark\n')
    const report = await desk.import('customers', 'customer_id,tags\n1,"b,c"\n')
    expect(counts(report)).toMatchObject({ updated: 1 })
    expect(await desk.rows(sql`select tag from customer_tags order by tag`)).toEqual([{ tag: 'b' }, { tag: 'c' }])
    expect(await desk.rows(sql`select text from customer_attributes`)).toEqual([{ text: 'Dark' }])
  })
})
