import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readRecords } from '../../src/ingest/csv/read-records.ts'
import { splitRecords } from '../../src/ingest/csv/split-records.ts'
import { counts, type ImportDesk, openDesk } from './import-text.ts'
import { whichDatabase } from '../support/which-database.ts'

let desk: ImportDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const names = async () =>
  (await desk.rows(sql`select first_name from customers order by id`)).map(
    (row) => (row as { first_name: string }).first_name,
  )

/** All records of a text, handed over in pieces of every size up to `most`. */
function split(text: string, width = 0, piece = text.length) {
  const splitter = splitRecords({ delimiter: ',', newline: '\n' }, width)
  const records = []
  for (let at = 0; at < text.length; at += piece) records.push(...splitter.push(text.slice(at, at + piece)))
  return [...records, ...splitter.end()]
}

describe('records', () => {
  it('quotes hold delimiters, line ends and doubled quotes; a quote inside a bare cell is a letter', () => {
    const text = 'a,b\r\n"x,1","say ""hi"""\r\n"two\r\nlines",5" pipe\n,\n\nlast,"end"'
    const expected = [
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x,1', 'say "hi"'] },
      { line: 3, cells: ['two\r\nlines', '5" pipe'] },
      { line: 5, cells: ['', ''] },
      { line: 7, cells: ['last', 'end'] },
    ]
    for (let piece = 1; piece <= text.length; piece++) expect(split(text, 2, piece)).toEqual(expected)
  })

  it('a quote that never closes costs one record, not the rest of the file', () => {
    const text = 'a,b\n1,x\n2,"open\n3,y\n4,"z"\n'
    for (let piece = 1; piece <= text.length; piece++) {
      expect(split(text, 2, piece)).toEqual([
        { line: 1, cells: ['a', 'b'] },
        { line: 2, cells: ['1', 'x'] },
        { line: 3, cells: ['2,"open'], broken: expect.stringContaining('quote') },
        { line: 4, cells: ['3', 'y'] },
        { line: 5, cells: ['4', 'z'] },
      ])
    }
  })

  it('the lines of a cell that never closes belong to its record', () => {
    const records = split('a,b\n1,"open\nsome text\nmore text\n2,x\n', 2)
    expect(records.map(({ line, broken }) => [line, broken !== undefined])).toEqual([
      [1, false],
      [2, true],
      [5, false],
    ])
  })

  it('two broken records in a row are two', () => {
    const records = split('a,b\n1,"open\n2,"open\n3,x\n4,"y"z\n5,w', 2)
    expect(records.map(({ line, broken }) => [line, broken !== undefined])).toEqual([
      [1, false],
      [2, true],
      [3, true],
      [4, false],
      [5, true],
      [6, false],
    ])
  })

  it('a line without end does not fill the memory', () => {
    const splitter = splitRecords({ delimiter: ',', newline: '\n' }, 2)
    const records = [...splitter.push('a,b\n')]
    for (let i = 0; i < 40; i++) records.push(...splitter.push('x'.repeat(100_000)))
    records.push(...splitter.push('\n1,y\n'), ...splitter.end())
    expect(records.map(({ line, broken }) => [line, broken])).toEqual([
      [1, undefined],
      [2, 'is a line longer than 1 MB'],
      [3, undefined],
    ])
  })
})

describe('a file is read as it is written', () => {
  const text = 'customer_id;first_name;city\n1;Željka Šarić;Đurđevac\n2;Jiří Ďuriš;Plzeň\n3;Łukasz Ząbek;Łódź\n'

  it('with or without a mark, in UTF-8 and UTF-16', async () => {
    const files = [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      iconv.encode(text, 'utf-16le', { addBOM: true }),
      iconv.encode(text, 'utf-16be', { addBOM: true }),
      iconv.encode(text, 'utf-16le'),
      gzipSync(Buffer.from(`\ufeff${text}`)),
    ]
    for (const file of files) {
      await desk.import('customers', file)
      expect(await names()).toEqual(['Željka Šarić', 'Jiří Ďuriš', 'Łukasz Ząbek'])
      await sql`delete from customers`.execute(desk.db)
    }
  })

  it('in the code pages of Windows, by their letters', async () => {
    const samples = {
      'windows-1250': ['Željka Šarić', 'Jiří Ďuriš', 'Łukasz Ząbek', 'Ćosić', 'Učakar', 'Szűcs Gergő'],
      'windows-1252': ['Jürgen Groß', 'François Lefèvre', 'Søren Kjær', 'Begoña Núñez', 'João Gonçalves', 'Åsa Öberg'],
      'windows-1257': ['Jānis Bērziņš', 'Žydrūnas Ąžuolas', 'Ģirts Ķēniņš', 'Eglė Šimkutė', 'Õie Mägi'],
    }
    for (const [encoding, people] of Object.entries(samples)) {
      const file = `customer_id,first_name\n${people.map((name, i) => `${i},${name}`).join('\n')}\n`
      await desk.import('customers', iconv.encode(file, encoding))
      expect(await names(), encoding).toEqual(people)
      await sql`delete from customers`.execute(desk.db)
    }
  })

  it('with the encoding and delimiter that the map names', async () => {
    const file = iconv.encode('customer_id~first_name\n1~Čačić\n', 'windows-1250')
    await desk.import('customers', file, { map: 'encoding: windows-1250\ndelimiter: "~"' })
    expect(await names()).toEqual(['Čačić'])
  })

  it('with any usual delimiter and line end', async () => {
    for (const [delimiter, end] of [
      [',', '\n'],
      [';', '\r\n'],
      ['\t', '\r'],
      ['|', '\n'],
    ] as const) {
      const rows = [
        ['customer_id', 'first_name', 'city'],
        ['1', 'Ana', 'a b'],
        ['2', 'Iva', '"x,y;z"'],
      ]
      await desk.import('customers', rows.map((cells) => cells.join(delimiter)).join(end))
      expect(await names()).toEqual(['Ana', 'Iva'])
      expect(await desk.rows(sql`select city from customers where id = '2'`)).toEqual([{ city: 'x,y;z' }])
    }
  })

  it('when Excel says the delimiter on the first line', async () => {
    const report = await desk.import('customers', 'sep=;\ncustomer_id;first_name\n1;Ana\nx;y;z\n')
    expect(await names()).toEqual(['Ana'])
    expect(report.rejections).toMatchObject([{ line: 4 }])
  })

  it('headers in any case, with blanks, and with a quote around them', async () => {
    await desk.import('customers', '"Customer ID","First Name"\n1,Ana\n')
    expect(await names()).toEqual(['Ana'])
  })
})

describe('a record that cannot be a row is told with its line', () => {
  it('too few and too many cells, an open quote, a cell beyond 10 KB', async () => {
    const file = [
      'customer_id,first_name',
      '1,Ana',
      '2',
      '3,Iva,x',
      '"4","two',
      'lines"',
      '5,"never closed',
      `6,${'x'.repeat(10_241)}`,
      `7,${'y'.repeat(10_240)}`,
      '',
      ',',
      '8,Eva',
    ].join('\n')
    const report = await desk.import('customers', file)
    expect(counts(report)).toEqual({ read: 9, inserted: 4, updated: 0, unchanged: 0, skipped: 1, rejected: 4 })
    expect(report.rejections.map(({ line }) => line)).toEqual([3, 4, 7, 8])
    expect(report.rejections[1]?.reason).toBe('has 3 cells, the header has 2')
    expect(report.rejections[3]).toMatchObject({ column: 'first_name', reason: 'is longer than 10 KB' })
  })

  it('a NUL is left out of its cell', async () => {
    await desk.import('customers', 'customer_id,first_name\n1,A\0na\n')
    expect(await names()).toEqual(['Ana'])
  })

  it('the report shows a thousand, the listener hears all', async () => {
    const heard: number[] = []
    const file = `customer_id,first_name\n${'x\n'.repeat(1_500)}`
    const report = await desk.import('customers', file, { onRejection: ({ line }) => heard.push(line) })
    expect(report.rejected).toBe(1_500)
    expect(report.rejections).toHaveLength(1_000)
    expect(heard).toHaveLength(1_500)
  })
})

describe('a file that cannot be read at all imports nothing', () => {
  it('an empty file, a missing column, more than 100 columns', async () => {
    const wide = Array.from({ length: 101 }, (_, i) => `c${i}`).join(',')
    for (const [content, code] of [
      ['', 'unreadable-file'],
      ['name,city\nAna,Split\n', 'missing-column'],
      [`${wide}\n`, 'too-many-columns'],
    ] as const) {
      const report = await desk.import('customers', content)
      expect(report.problems.map((problem) => problem.code)).toEqual([code])
      expect(counts(report)).toMatchObject({ read: 0, inserted: 0 })
    }
  })

  it('a packed file cut short, after nothing was kept of it', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i},${Math.sin(i)}`).join('\n')
    const packed = gzipSync(`customer_id,first_name\n${rows}`)
    const report = await desk.import('customers', packed.subarray(0, packed.length / 2))
    expect(report.problems).toMatchObject([{ code: 'unreadable-file' }])
    expect(await desk.rows(sql`select count(*) as customers from customers`)).toEqual([{ customers: 0 }])
  })

  it('a format that a later version reads, and one that nobody knows', async () => {
    const file = 'customer_id\n1\n'
    expect((await desk.import('customers', file, { format: 'shopfy' })).problems).toMatchObject([
      { message: '"shopfy" is no format', hint: 'did you mean "shopify"?' },
    ])
  })

  it('the second file is broken: the first is not kept either', async () => {
    const good = join(desk.dir, 'good.csv')
    writeFileSync(good, 'customer_id\n1\n')
    const report = await desk.import('customers', 'wrong\n', { name: 'bad.csv' })
    expect(report.problems).toHaveLength(1)
  })
})

describe('a dry run', () => {
  it('counts everything and keeps nothing', async () => {
    const report = await desk.import('customers', 'customer_id,email\n1,a@example.com\n2,x\n', { dryRun: true })
    expect(counts(report)).toMatchObject({ read: 2, inserted: 2 })
    expect(report.cells).toBe(1)
    expect(await desk.rows(sql`select * from customers`)).toEqual([])
    const left = await desk.rows(
      whichDatabase() === 'sqlite'
        ? sql`select name from sqlite_master where name like 'scratch%'`
        : sql`select relname from pg_class where relname like 'scratch%'`,
    )
    expect(left).toEqual([])
  })
})

const shared = resolve(import.meta.dirname, '../../../shared/data/hard/csv/csv-spectrum')
const absent = !existsSync(shared)
if (absent) console.warn('SKIPPED: ../shared is absent, csv-spectrum was not checked')

describe.skipIf(absent)('csv-spectrum', () => {
  for (const file of absent ? [] : readdirSync(join(shared, 'csvs'))) {
    it(file, async () => {
      // The copy of newlines_crlf.csv came through git with LF, its answer kept CRLF.
      const answer = readFileSync(join(shared, 'json', file.replace('.csv', '.json')), 'utf8')
      const expected = JSON.parse(answer.replaceAll(String.raw`\r\n`, String.raw`\n`))
      const records: (readonly string[])[] = []
      for await (const batch of readRecords(join(shared, 'csvs', file), { languages: [] })) {
        records.push(...batch.records.map(({ cells }) => cells))
      }
      const [header = [], ...rows] = records
      const objects = rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i]])))
      expect(objects).toEqual(expected)
    })
  }
})
