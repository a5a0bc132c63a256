import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Simulation } from '../../src/simulate/index.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder

beforeAll(async () => {
  shop = shopFolder('2026-11-22T11:00:00Z')
  const people = ['ana', 'bo'].map((id, i) => `${id},${id}@kava.example,1990-11-${20 + i},subscribed`)
  const formula = '=cmd,c@kava.example,1990-11-25,subscribed'
  await shop.importLines('customers', 'customer_id,email,birthday,consent', ...people, formula)
})

afterAll(() => shop.remove())

const read = (file: string) => readFileSync(join(shop.dir, file), 'utf8')
const range = ['--from', '2026-11-19', '--to', '2026-11-28']

describe('perennial simulate', () => {
  it('gives each day with its campaigns, and the sums', async () => {
    const { code, json } = await shop.run('simulate', ...range, '--json')
    const { from, to, days, totals, assumption } = json<Simulation>()
    expect(code).toBe(0)
    expect([from, to, days.length]).toEqual(['2026-11-19', '2026-11-28', 10])
    expect(days[1]).toMatchObject({ date: '2026-11-20', campaigns: { birthday: { send: 1, skip: 0, reasons: {} } } })
    expect(totals).toMatchObject({ send: 3, campaigns: { birthday: { send: 3 } }, customers: { reached: 3 } })
    expect(assumption).toMatchObject({ orders: 'none', future: '2026-11-23' })
  })

  it('tells people what stands out, and what it assumes', async () => {
    const { out, talk } = await shop.run('simulate', ...range)
    expect(out).toContain('Thursday 19 November 2026 to Saturday 28 November 2026: 3 emails to 3 customers')
    expect(out).toContain('After 2026-11-22 nobody orders, signs up or leaves.')
    expect(out).toMatch(/never fired +anniversary, post-purchase, welcome, win-back/)
    expect(talk).toMatch(/10 days in .* Nothing was sent\./)
  })

  it('writes a picture, tables and JSON', async () => {
    for (const file of ['year.svg', 'year.csv', 'out/year.json']) {
      expect((await shop.run('simulate', ...range, '--out', file)).code).toBe(0)
    }
    await shop.run('simulate', ...range, '--customers', 'each.csv')
    expect(read('year.svg')).toMatch(/^<svg xmlns/)
    expect(read('year.csv').split('\n').slice(0, 3)).toEqual([
      'date,marks,campaign,send,wait,skip,reasons',
      '2026-11-19,,anniversary,0,0,0,',
      '2026-11-19,,birthday,0,0,0,',
    ])
    expect(JSON.parse(read('out/year.json'))).toMatchObject({ totals: { send: 3 } })
    const each = read('each.csv').split('\n')
    expect(each[0]).toBe('customer_id,emails,first,last,capped,longest_silence_days,silent_since')
    // A spreadsheet must not run an id as a formula.
    expect(each).toContain("'=cmd,1,2026-11-25,2026-11-25,0,3,2026-11-25")
    expect(each).toContain('ana,1,2026-11-20,2026-11-20,0,8,2026-11-20')
  })

  it.each([
    [['--from', '2026-02-30', '--to', '2026-03-01'], '"2026-02-30" is no day'],
    [['--from', '2026-03-02', '--to', '2026-03-01'], '2026-03-01 comes before 2026-03-02'],
    [['--from', '2000-01-01', '--to', '2026-01-01'], 'are too many'],
    [[...range, '--out', 'year.png'], 'is of no kind that can be written'],
    [[...range, '--seed', 'x'], '"x" is no seed'],
    [['--from', '2026-03-02'], '--to'],
    [[...range, '--orders', 'many'], 'none, replay-last-year'],
  ])('%j is a wrong usage: %s', async (words, sentence) => {
    const { code, talk } = await shop.run('simulate', ...words)
    expect(code).toBe(2)
    expect(talk).toContain(sentence)
    expect(existsSync(join(shop.dir, 'year.png'))).toBe(false)
  })
})
