import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let folder: ShopFolder
beforeAll(() => {
  folder = shopFolder('2026-11-22T08:00:00Z', 'empty')
})
afterAll(() => folder.remove())

describe('perennial explain', () => {
  it('says what a code means and why, and shows it wrong and right, without a shop', async () => {
    const { code, out } = await folder.run('explain', 'missing-currency')

    expect(code).toBe(0)
    expect(out).toBe(
      [
        'missing-currency  an amount names its currency: "500 EUR"',
        '',
        '  Shops sell in several currencies: an amount without one would be a guess.',
        '',
        'wrong',
        '  total_spent: at least 500',
        'right',
        '  total_spent: at least 500 EUR',
        '',
      ].join('\n'),
    )
  })

  it('lists all codes when none is named', async () => {
    const { out, talk } = await folder.run('explain')

    expect(out).toMatch(/^ *never-holds +lines that exclude each other/m)
    expect(out).toMatch(/^ *yaml-syntax +not YAML/m)
    expect(talk).toContain('perennial explain CODE')
  })

  it('asks back for a code that is nearly one', async () => {
    const { code, talk } = await folder.run('explain', 'mising-currency')

    expect(code).toBe(2)
    expect(talk).toContain('perennial explain missing-currency')
  })

  it('gives the same to machines', async () => {
    expect((await folder.run('explain', 'bare-number', '--json')).json()).toMatchObject({
      code: 'bare-number',
      wrong: 'orders: 3',
      right: 'orders: at least 3',
    })
  })
})
