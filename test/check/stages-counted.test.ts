import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from '../cli/run-in-shop.ts'

let shop: ShopFolder
beforeEach(() => {
  shop = shopFolder('2026-11-22T08:00:00Z', 'empty')
  cpSync(join(import.meta.dirname, 'shop'), shop.dir, { recursive: true })
  write('segments/cool.yaml', 'segment: cool\nwho:\n  all:\n    - last_order: between 60 and 150 days ago\n')
  write('perennial.yaml', SHOP)
})
afterEach(() => shop.remove())

const SHOP =
  'shop: {name: Kava}\nfrom: hej@kava.example\ntime_zone: Europe/Zagreb\ncurrency: EUR\nstages: [cool, lapsed]\n'

function write(file: string, text: string): void {
  writeFileSync(join(shop.dir, file), text)
}

/** Customers by name, each with one order on a day. */
async function ordered(days: Readonly<Record<string, string>>): Promise<void> {
  const names = Object.keys(days)
  await shop.importLines('customers', 'customer_id,first_name', ...names.map((name) => `${name},${name}`))
  const orders = Object.entries(days).map(([name, day], i) => `${i},${name},${day},10,EUR`)
  await shop.importLines('orders', 'order_id,customer_id,ordered_at,total,currency', ...orders)
}

describe('where the shop has a database, a warning about stages says whom it concerns', () => {
  it('by number and by name', async () => {
    await ordered({ Ana: '2026-06-10', Ivo: '2026-06-11', Maja: '2026-11-01' })

    const { code, out } = await shop.run('check')

    expect(code).toBe(0)
    expect(out).toContain('No stage holds "last_order: between 150 and 180 days ago"')
    expect(out).toContain('it lies between cool and lapsed; 2 customers today: Ana, Ivo')
  })

  it('a few names where there are many', async () => {
    await ordered(Object.fromEntries(['Ana', 'Bo', 'Cy', 'Di', 'Eva'].map((name) => [name, '2026-06-10'])))

    expect((await shop.run('check')).out).toContain('5 customers today, such as Ana, Bo, Cy')
  })

  it('nobody is said too', async () => {
    await ordered({ Maja: '2026-11-01' })

    expect((await shop.run('check')).out).toContain('no customer today')
  })
})

describe('for editors', () => {
  it('every problem has the stretch of the file that it is about, and the text to put there', async () => {
    write('segments/cool.yaml', 'segment: cool\nwho:\n  all:\n    - last_ordr: more than 60 days ago\n')

    const { json } = await shop.run('check', '--json')

    expect(json()).toEqual({
      problems: [
        {
          code: 'unknown-fact',
          severity: 'error',
          message: 'There is no fact or event "last_ordr"',
          hint: 'did you mean "last_order"?',
          try: 'last_order: more than 60 days ago',
          ...{ file: 'segments/cool.yaml', line: 4, column: 7, endLine: 4, endColumn: 16 },
        },
      ],
    })
  })

  it('a block that ends further down says where', async () => {
    const any = '    - any:\n        - orders: at most 2\n        - orders: more than 1\n'
    write('segments/some.yaml', `segment: some\nwho:\n  all:\n${any}`)

    const { json } = await shop.run('check', 'segments/some.yaml', '--json')

    expect(json<{ problems: unknown[] }>().problems).toMatchObject([
      { code: 'always-holds', severity: 'warning', line: 4, column: 7, endLine: 6, endColumn: 30 },
    ])
  })
})
