import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
beforeEach(() => {
  shop = shopFolder('2026-11-22T08:00:00Z')
})
afterEach(() => shop.remove())

const read = (file: string) => readFileSync(join(shop.dir, file), 'utf8')
const write = (file: string, text: string) => writeFileSync(join(shop.dir, file), text)

const UNTIDY = 'segment: tea\ntags: tea\nwho: {all: [{bought: {times: at least 2, category: tea}}]} # drinkers\n'
const TIDY = `segment: tea
who: # drinkers
  all:
    - bought: {category: tea, times: at least 2}
tags: [tea]
`

describe('perennial fmt', () => {
  it('has nothing to do in a new shop', async () => {
    const { code, out, talk } = await shop.run('fmt')

    expect([code, out]).toEqual([0, ''])
    expect(talk).toMatch(/^\d+ files canonical already\.$/m)
  })

  it('writes the canonical text and names the files it wrote', async () => {
    write('segments/tea.yaml', UNTIDY)

    const { code, out } = await shop.run('fmt')

    expect([code, out]).toEqual([0, 'segments/tea.yaml\n'])
    expect(read('segments/tea.yaml')).toBe(TIDY)
    expect(readdirSync(join(shop.dir, 'segments')).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('FILE leaves the other files alone', async () => {
    write('segments/tea.yaml', UNTIDY)
    write('segments/more.yaml', UNTIDY.replace('tea', 'more'))

    const { out } = await shop.run('fmt', 'segments/tea.yaml')

    expect(out).toBe('segments/tea.yaml\n')
    expect(read('segments/more.yaml')).toBe(UNTIDY.replace('tea', 'more'))
  })

  it('--check changes nothing, names what would change, and ends with 1', async () => {
    write('segments/tea.yaml', UNTIDY)
    const before = statSync(join(shop.dir, 'segments/tea.yaml')).mtimeMs

    const { code, out, talk } = await shop.run('fmt', '--check')

    expect([code, out]).toEqual([1, 'segments/tea.yaml\n'])
    expect(talk).toContain('1 file would change')
    expect(read('segments/tea.yaml')).toBe(UNTIDY)
    expect(statSync(join(shop.dir, 'segments/tea.yaml')).mtimeMs).toBe(before)
    await shop.run('fmt')
    expect((await shop.run('fmt', '--check')).code).toBe(0)
  })

  it('leaves a broken file as it is, with its problem, and writes the others', async () => {
    const broken = 'segment: odd\nwho: {all: [{ordrs: at least 2}]}\n'
    write('segments/odd.yaml', broken)
    write('segments/tea.yaml', UNTIDY)

    const { code, out, talk } = await shop.run('fmt')

    expect(code).toBe(1)
    expect(out).toBe('segments/tea.yaml\n')
    expect(talk).toContain('did you mean "orders"?')
    expect(talk).toContain('1 file with problems left as it is')
    expect(read('segments/odd.yaml')).toBe(broken)
  })

  it('in JSON names the files and the problems', async () => {
    write('segments/tea.yaml', UNTIDY)
    write('segments/odd.yaml', 'segment: odd\n')

    expect((await shop.run('fmt', '--check', '--json')).json()).toMatchObject({
      changed: ['segments/tea.yaml'],
      problems: [{ code: 'missing-key', file: 'segments/odd.yaml' }],
    })
  })

  it('is not for emails', async () => {
    const { code, talk } = await shop.run('fmt', 'templates/birthday.mjml')

    expect(code).toBe(2)
    expect(talk).toContain('fmt is for the shop file, segments and campaigns')
  })
})
