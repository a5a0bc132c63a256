import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatShop } from '../../src/app/format-shop.ts'
import { schemaFiles } from '../../src/app/manual-files.ts'
import { readShopFiles, type ShopFiles } from '../../src/app/shop-files.ts'
import { readShop } from '../../src/config/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import { randomFrom } from '../support/naive/random.ts'
import { randomRule } from '../support/naive/random-rule.ts'
import { type Completion, type Editor, openEditor } from './language-server.ts'

const root = resolve(import.meta.dirname, '../..')
const shipped = readShopFiles(root) as ShopFiles
const read = readShop(shipped.shop.file, shipped.shop.text).value
if (!read) throw new Error('the shipped shop file is broken')
const vocabulary = vocabularyOf(read)
const HEAD = '# yaml-language-server: $schema=../schema/segment.json\nsegment: x\n'
const labels = (found: readonly Completion[]) => found.map(({ label }) => label)

let editor: Editor
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'perennial-editor-'))
  mkdirSync(join(folder, 'schema'))
  for (const { file, text } of schemaFiles(shipped).value ?? []) writeFileSync(join(folder, file), text)
  editor = await openEditor(folder)
})
afterAll(async () => {
  await editor.close()
  rmSync(folder, { recursive: true })
})

const line = (text: string) => `${HEAD}who:\n  all:\n    - ${text}\n`
const complete = async (text: string) => editor.complete('segments/x.yaml', line(text))

describe('an editor with the YAML language server', () => {
  it('offers facts, events and groups where a line begins', async () => {
    const found = await complete('¦')

    expect(labels(found).sort()).toEqual([...vocabulary.names, 'all', 'any', 'none', 'at_least'].sort())
    const lastOrder = found.find(({ label }) => label === 'last_order')
    expect(lastOrder?.insertText).toBe('last_order: ')
    expect(JSON.stringify(lastOrder?.documentation)).toContain('The latest counted order.')
  })

  it('offers phrases behind a fact', async () => {
    const found = labels(await complete('last_order: ¦'))

    expect(found).toContain('more than 180 days ago')
    expect(found).toContain('within the last 30 days')
    expect(labels(await complete('total_spent: ¦'))).toContain('at least 500 EUR')
    expect(labels(await complete('in_segment: ¦'))).toEqual(shipped.segments.map(({ file }) => file.slice(9, -5)))
  })

  it('offers filters, measures and windows behind an event, and phrases behind those', async () => {
    expect(labels(await complete('bought:\n        ¦'))).toEqual(
      expect.arrayContaining(['category', 'times', 'spent', 'within', 'followed_by']),
    )
    expect(labels(await complete('bought:\n        times: ¦'))).toContain('exactly 1')
  })

  it('offers triggers, templates and steps of a campaign, and the keys of the shop file', async () => {
    const campaign = (text: string) =>
      editor.complete('campaigns/x.yaml', `${HEAD.replaceAll('segment', 'campaign')}${text}`)

    expect(labels(await campaign('starts: {¦}\n'))).toEqual([])
    expect(labels(await campaign('starts:\n  ¦\n'))).toEqual(
      expect.arrayContaining(['when_entering', 'on_date', 'when']),
    )
    expect(labels(await campaign('steps:\n  - send: ¦\n'))).toContain('welcome-1')
    expect(labels(await campaign('again: ¦\n'))).toContain('every year')
    const own = '# yaml-language-server: $schema=schema/shop.json\nleap_day: ¦\n'
    expect(labels(await editor.complete('perennial.yaml', own))).toEqual(['feb28', 'mar1', 'skip'])
  })

  it('shows meaning, example and what holds without a value where the mouse rests', async () => {
    const shown = await editor.hover('segments/x.yaml', line('last_or¦der: never'))

    expect(shown).toContain('The latest counted order.')
    expect(shown).toContain('`last_order: more than 180 days ago`')
    expect(shown).toContain('`never` means: a customer without counted orders.')
  })

  it('underlines a value that cannot be, with examples', async () => {
    const found = await editor.diagnose(
      'segments/x.yaml',
      line('last_order: soon\n    - orders: 3\n    - bought: {within: 3}\n    - ordrs: at least 2'),
    )

    expect(found.map(({ message, range }) => [range.start.line, message])).toEqual([
      [4, expect.stringContaining('within the last 30 days')],
      [5, expect.stringContaining('at least 3')],
      [6, expect.stringContaining('30 days')],
      [7, 'Property ordrs is not allowed.'],
    ])
  })

  it.each([shipped.shop, ...shipped.segments, ...shipped.campaigns])(
    'finds nothing wrong with $file',
    async (source) => {
      expect(await editor.diagnose(source.file, source.text)).toEqual([])
    },
  )

  it('understands the example of every fact and event', async () => {
    const examples = [...vocabulary.facts, ...vocabulary.events].map(({ name, example }) => `${name}: ${example}`)
    expect(await editor.diagnose('segments/x.yaml', line(examples.join('\n    - ')))).toEqual([])
  })

  it('understands whatever fmt writes', async () => {
    const random = randomFrom(Number(process.env.SEED ?? 20_261_122))
    const asking = { random, segments: ['new'], stages: ['new'], days: ['2026-01-05'], history: true }
    const own =
      'attributes: {shoe_size: {type: number}, nickname: {type: text}, credit: {type: money}, gift: {type: yes/no}'
    const shop = {
      file: 'perennial.yaml',
      text: `shop: {name: x}\ntime_zone: Europe/Zagreb\ncurrency: EUR\nstages: [new]\ntopics: {news: News, offers: Offers}\n${own}, contract_ends: {type: date}, likes: {type: list}, name_day: {type: yearly}}
events: {logged_in: {}, viewed: {filters: {category: text, price: money, rank: number}}}\n`,
    }
    const segments = Array.from({ length: 25 }, (_, i) => ({
      file: `segments/s${i}.yaml`,
      text: JSON.stringify({ segment: `s${i}`, who: randomRule(asking) }),
    }))
    const files = { ...shipped, shop, segments: [...shipped.segments, ...segments], campaigns: [] }
    for (const { file, text } of schemaFiles(files).value ?? []) {
      writeFileSync(join(folder, file.replace('schema/', 'schema/random-')), text)
    }
    const formatted = formatShop(files).filter(({ file }) => segments.some((one) => one.file === file))
    expect(formatted.filter((one) => one.formatted === undefined)).toEqual([])
    for (const { file, formatted: text } of formatted) {
      const modeline = '# yaml-language-server: $schema=../schema/random-segment.json\n'
      expect(await editor.diagnose(file, `${modeline}${text}`), text).toEqual([])
    }
  })
})

describe('the schemas in this repository', () => {
  it('are where the files say', () => {
    expect(readdirSync(join(root, 'schema')).sort()).toEqual([
      'campaign.json',
      'goals.json',
      'segment.json',
      'shop.json',
    ])
    for (const { file, text } of [shipped.shop, ...shipped.segments, ...shipped.campaigns]) {
      const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? []
      expect(readFileSync(resolve(root, file, '..', path), 'utf8'), file).toContain('json-schema.org/draft-07')
    }
  })
})
