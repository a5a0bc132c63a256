import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkShop, readProgramme } from '../../src/app/index.ts'
import { filesOf } from '../app/support.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
beforeEach(() => {
  shop = shopFolder('2026-11-22T08:00:00Z')
})
afterEach(() => shop.remove())

describe('perennial facts NAME', () => {
  it('names the phrases a fact understands, in the money of the shop, and the rules that ask for it', async () => {
    expect((await shop.run('facts', 'total_spent', '--json')).json()).toMatchObject({
      fact: 'total_spent',
      phrases: expect.arrayContaining(['total_spent: at least 500 EUR', 'total_spent: top 10 percent']),
      usedBy: ['high-value'],
    })
    expect((await shop.run('facts', 'last_order')).out).toMatch(/used by +at-risk, high-value, lapsed/)
  })

  it('names filters and measures of an event, and the campaigns that it starts', async () => {
    const { out } = await shop.run('facts', 'bought')

    expect(out).toMatch(/^ {2}filter +category \(text\) +The product's category\.$/m)
    expect(out).toMatch(/^ {2}used by +post-purchase, welcome, win-back$/m)
  })

  it('offers only phrases that pass check', async () => {
    const files = filesOf(shop.dir)
    const { value } = await readProgramme(files)
    const facts = (value?.vocabulary.facts ?? []).filter(({ rows }) => rows !== 'segments')
    const lines = await Promise.all(
      facts.map(async ({ name }) => (await shop.run('facts', name, '--json')).json<{ phrases: string[] }>().phrases),
    )
    const segments = lines.flatMap((phrases, i) =>
      phrases.map((line, j) => ({
        file: `segments/p-${i}-${j}.yaml`,
        text: `segment: p-${i}-${j}\nwho: {all: [{${line}}]}\n`,
      })),
    )

    const { problems } = await checkShop({ ...files, segments: [...files.segments, ...segments] }, 0)

    expect(segments.length).toBeGreaterThan(100)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
