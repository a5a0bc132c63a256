import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder

beforeEach(() => {
  shop = shopFolder('2026-11-22T09:00:00Z')
})
afterEach(() => shop.remove())

/** Changes a file of the shop. */
function edit(file: string, from: string, to: string): void {
  const path = join(shop.dir, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

describe('perennial test', () => {
  it('tries every example of the shipped shop, without a database and without making one', async () => {
    const { code, out } = await shop.run('test')

    expect(code).toBe(0)
    expect(out).toMatch(/^✓ segments\/at-risk\.yaml +\d+ examples$/m)
    expect(out).toMatch(/^✓ campaigns\/birthday\.yaml +4 examples$/m)
    expect(out).toMatch(/^Examples +\d+ passed$/m)
    expect(out).not.toContain('Guards')
    expect(() => readFileSync(join(shop.dir, 'data/perennial.db'))).toThrow()
  })

  it('names what failed with its place, what came out, and the lines of the rule', async () => {
    edit('segments/lapsed.yaml', 'more than 180 days ago', 'more than 200 days ago')
    const { code, out } = await shop.run('test', 'lapsed', 'win-back')

    expect(code).toBe(1)
    expect(out).toMatch(/^✗ segments\/lapsed\.yaml +4 examples, \d failed$/m)
    expect(out).toMatch(
      /^error {2}This customer is not in lapsed, the example expects in +segments\/lapsed\.yaml:\d+:5$/m,
    )
    expect(out).toMatch(/^ {2}no +last_order: more than 200 days ago +181 days ago, 25 May 2026$/m)
    expect(out).toContain('This customer gets no email (not_yet), the example expects we-miss-you')
    expect(out).toMatch(/^Examples +\d failed, \d passed$/m)
    expect(out).not.toContain('birthday')
  })

  it('--json gives each example with its place and its lines', async () => {
    edit('segments/lapsed.yaml', 'more than 180 days ago', 'more than 200 days ago')
    const { code, json } = await shop.run('test', 'lapsed', '--json')
    const result = json<{ passed: number; failed: number; examples: Record<string, unknown>[]; broken: string[] }>()

    expect(code).toBe(1)
    expect(result.passed + result.failed).toBe(result.examples.length)
    expect(result.examples).toContainEqual({
      name: 'lapsed',
      kind: 'segment',
      file: 'segments/lapsed.yaml',
      line: expect.any(Number),
      column: 5,
      passed: false,
      expected: 'in',
      got: 'out',
      lines: [{ text: 'last_order: more than 200 days ago', value: '181 days ago, 25 May 2026', holds: false }],
    })
  })

  it('holds the guards against the database where there is one', async () => {
    edit('segments/new.yaml', 'size: at most', 'size: at most 0.0001 percent #')
    const rows = Array.from({ length: 20 }, (_, i) => `o${i},c${i},2026-11-20T10:00:00Z,20,EUR`)
    await shop.importLines('orders', 'order_id,customer_id,ordered_at,total,currency', ...rows)
    const { code, out } = await shop.run('test')
    const { json } = await shop.run('test', 'new', '--json')

    expect(code).toBe(1)
    expect(out).toMatch(/^✗ guard of new +20 customers, the guard stops it$/m)
    expect(out).toContain('new holds 100 % of the customers')
    expect(out).toMatch(/^✓ guard of lapsed +0 customers$/m)
    expect(out).toMatch(/^Guards +\d stopped, \d passed$/m)
    expect(json<{ guards: unknown[] }>().guards).toEqual([
      expect.objectContaining({ segment: 'new', customers: 20, passed: false }),
    ])
  })

  it('a file that cannot be read cannot pass', async () => {
    edit('segments/lapsed.yaml', 'last_order:', 'last_ordr:')
    const { code, out } = await shop.run('test')

    expect(code).toBe(1)
    expect(out).toMatch(/^✗ segments\/lapsed\.yaml +cannot be read: perennial check$/m)
  })

  it('an unknown name is wrong usage', async () => {
    const { code, talk } = await shop.run('test', 'lapsd')

    expect(code).toBe(2)
    expect(talk).toContain('did you mean lapsed?')
  })
})
