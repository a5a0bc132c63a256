import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportReport } from '../../src/ingest/index.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
beforeEach(() => {
  shop = shopFolder('2026-11-22T08:00:00Z')
})
afterEach(() => shop.remove())

const write = (file: string, text: string | Uint8Array) => writeFileSync(join(shop.dir, file), text)

const customers = 'customer_id,email,first_name\n1,ana@kava.example,Ana\n2,ivo@kava.example,Ivo\n'
const orders = 'order_id,customer_id,ordered_at,total,currency\nA,1,2026-11-01T10:00:00Z,20,EUR\nB,2,yesterday,5,EUR\n'

describe('perennial import', () => {
  it('counts what it did and names each file as it was typed', async () => {
    write('c.csv', customers)

    const { code, json } = await shop.run('import', 'customers', 'c.csv', '--json')

    expect(code).toBe(0)
    expect(json()).toMatchObject({
      kind: 'customers',
      files: ['c.csv'],
      read: 2,
      inserted: 2,
      updated: 0,
      unchanged: 0,
      skipped: 0,
      rejected: 0,
      rejections: [],
    })
  })

  it('takes a map that places the shop’s own attributes', async () => {
    write('c.csv', 'customer_id,email,Method\n1,ana@kava.example,French press\n')
    write('map.yaml', 'columns:\n  brews_with: Method\n')

    const { code, json, talk } = await shop.run('import', 'customers', 'c.csv', '--map', 'map.yaml', '--json')

    expect(talk).not.toContain('brews_with')
    expect(code).toBe(0)
    expect(json()).toMatchObject({ inserted: 1, rejected: 0 })
  })

  it('of the same file changes nothing', async () => {
    write('c.csv', customers)
    await shop.run('import', 'customers', 'c.csv')

    const { json } = await shop.run('import', 'customers', 'c.csv', '--json')

    expect(json<ImportReport>()).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 })
  })

  it('names file, line, column, value and reason of a bad row, and the rest goes on', async () => {
    write('o.csv', orders)

    const { code, json } = await shop.run('import', 'orders', 'o.csv', '--json')

    expect(code).toBe(0)
    expect(json<ImportReport>()).toMatchObject({ read: 2, inserted: 1, rejected: 1 })
    expect(json<ImportReport>().rejections).toMatchObject([
      { file: 'o.csv', line: 3, column: 'ordered_at', value: 'yesterday' },
    ])
    expect(json<ImportReport>().rejections[0]?.reason).toBeTruthy()
  })

  it('under --strict a rejected row ends with 1', async () => {
    write('o.csv', orders)

    expect((await shop.run('import', 'orders', 'o.csv', '--strict')).code).toBe(1)
  })

  it('--rejects keeps every rejected row, safe for a spreadsheet', async () => {
    write('o.csv', `${orders}C,1,=cmd(),5,EUR\n`)

    await shop.run('import', 'orders', 'o.csv', '--rejects', 'bad.csv')

    const lines = readFileSync(join(shop.dir, 'bad.csv'), 'utf8').trimEnd().split('\n')
    expect(lines[0]).toBe('file,line,column,value,reason,kind')
    expect(lines).toHaveLength(3)
    expect(lines[2]).toContain("'=cmd()")
  })

  it('--dry-run counts and stores nothing', async () => {
    write('c.csv', customers)

    const dry = await shop.run('import', 'customers', 'c.csv', '--dry-run', '--json')
    const wet = await shop.run('import', 'customers', 'c.csv', '--json')

    expect(dry.json<ImportReport>().inserted).toBe(2)
    expect(wet.json<ImportReport>().inserted).toBe(2)
  })

  it('takes a packed file and a map of its columns', async () => {
    write('raw.csv.gz', gzipSync('Nr;Mail\n7;maja@kava.example\n'))
    write('map.yaml', 'delimiter: ;\ncolumns: {customer_id: Nr, email: Mail}\n')

    const { code, json, talk } = await shop.run('import', 'customers', 'raw.csv.gz', '--map', 'map.yaml', '--json')

    expect(talk).toBe('')
    expect(code).toBe(0)
    expect(json<ImportReport>()).toMatchObject({ read: 1, inserted: 1 })
  })

  it('a map with a mistake shows its frame and imports nothing', async () => {
    write('c.csv', customers)
    write('map.yaml', 'colums: {customer_id: customer_id}\n')

    const { code, talk } = await shop.run('import', 'customers', 'c.csv', '--map', 'map.yaml')

    expect(code).toBe(1)
    expect(talk).toContain('map.yaml:1:1')
    expect(talk).toContain('did you mean "columns"?')
  })

  it('for people shows the counts on stdout and the strange rows beside', async () => {
    write('o.csv', orders)

    const { out, talk } = await shop.run('import', 'orders', 'o.csv')

    expect(out).toMatch(/^orders\n {2}read +2\n {2}new +1\n/)
    expect(talk).toContain('o.csv:3')
    expect(talk).toContain('"yesterday"')
    expect(talk).toContain('perennial plan')
  })

  it.each([
    [['import', 'people', 'c.csv'], "'people' is invalid"],
    [['import', 'customers', 'missing.csv'], 'There is no file missing.csv'],
    [['import', 'customers', 'segments'], 'segments is a folder'],
    [['import', 'customers'], "missing required argument 'file'"],
    [['import', 'customers', 'c.csv', '--format', 'excel'], "'excel' is invalid"],
  ])('%j is wrong usage', async (args, sentence) => {
    const { code, talk } = await shop.run(...args)

    expect(talk).toContain(sentence)
    expect(code).toBe(2)
  })

  it('a file of another kind is told, and nothing is imported', async () => {
    write('x.csv', 'a,b\n1,2\n')

    const { code, talk } = await shop.run('import', 'customers', 'x.csv')

    expect(code).toBe(1)
    expect(talk).toContain('Nothing was imported.')
  })
})
