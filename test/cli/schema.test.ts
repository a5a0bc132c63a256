import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
afterEach(() => shop.remove())

const schema = (kind: string) => readFileSync(join(shop.dir, `schema/${kind}.json`), 'utf8')

describe('perennial schema', () => {
  it("tells editors of the shop's own attributes, events and segments", async () => {
    shop = shopFolder('2026-11-22T08:00:00Z')
    const { code, out } = await shop.run('schema')

    expect([code, out]).toEqual([0, 'schema/segment.json\nschema/campaign.json\nschema/shop.json\nschema/goals.json\n'])
    expect(schema('segment')).toContain('How the customer makes coffee at home')
    expect(schema('segment')).toContain('"joined_tasting"')
    expect(schema('campaign')).toContain('"label": "high-value"')
    expect(schema('shop')).toContain('"label": "high-value"')
  })

  it('is done for a new shop, whose files name it on their first line', async () => {
    shop = shopFolder('2026-11-22T08:00:00Z', 'empty')
    await shop.run('init')

    expect(readFileSync(join(shop.dir, 'segments/new.yaml'), 'utf8')).toMatch(
      /^# .*\$schema=\.\.\/schema\/segment\.json\n/,
    )
    expect(schema('segment')).toContain('draft-07')
  })

  it('leaves everything as it is where the shop file cannot be used', async () => {
    shop = shopFolder('2026-11-22T08:00:00Z')
    writeFileSync(join(shop.dir, 'perennial.yaml'), 'shop: {name: Kava}\n')
    const { code, talk } = await shop.run('schema')

    expect(code).toBe(1)
    expect(talk).toContain('perennial check')
    expect(existsSync(join(shop.dir, 'schema'))).toBe(false)
  })
})
