import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { formatShop } from '../../src/app/format-shop.ts'
import { meaningOf } from '../../src/app/meaning-of.ts'
import { readShopFiles, type ShopFiles, type SourceFile } from '../../src/app/shop-files.ts'
import { readShop } from '../../src/config/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import { clausesOf, readSegment } from '../../src/segments/index.ts'
import { commentsOf } from '../../src/yaml/index.ts'
import { randomFrom } from '../support/naive/random.ts'
import { randomRule } from '../support/naive/random-rule.ts'
import { untidyYaml } from '../support/untidy-yaml.ts'

const SEED = Number(process.env.SEED ?? 20_261_122)
const FILES = Number(process.env.FILES ?? 150)
const shipped = readShopFiles(resolve(import.meta.dirname, '../..')) as ShopFiles

const SHOP = `shop: {name: Kava}
from: Kava <hej@kava.example>
time_zone: Europe/Zagreb
currency: EUR
stages: [s0, s1]
topics: {news: News, offers: Offers}
attributes:
  shoe_size: {type: number}
  nickname: {type: text}
  credit: {type: money}
  contract_ends: {type: date}
  gift: {type: yes/no}
  likes: {type: list}
  name_day: {type: yearly}
events:
  logged_in:
  viewed: {filters: {category: text, price: money, rank: number}}
`
const shop = readShop('perennial.yaml', SHOP).value
if (!shop) throw new Error('the shop of this test is broken')
const reading = { vocabulary: vocabularyOf(shop), events: 'ever' } as const
/** What random rules may name. */
const around = { segments: ['s1'], stages: ['s0'], days: ['2026-01-05', '2026-02-01'], history: true }

function withFiles(segments: Record<string, string>, campaigns: Record<string, string> = {}, own = SHOP): ShopFiles {
  const sources = (folder: string, texts: Record<string, string>) =>
    Object.entries(texts).map(([name, text]) => ({ file: `${folder}/${name}.yaml`, text }))
  return {
    dir: '/shop',
    shop: { file: 'perennial.yaml', text: own },
    segments: sources('segments', segments),
    campaigns: sources('campaigns', campaigns),
    templates: [],
    locales: [],
  }
}

/** The canonical text of one segment. */
function segment(text: string): string {
  const found = formatShop(withFiles({ s0: text })).find(({ file }) => file === 'segments/s0.yaml')
  if (found?.formatted === undefined) throw new Error(JSON.stringify(found?.problems))
  return found.formatted
}

function campaign(text: string): string {
  const files = withFiles({ s0: 'segment: s0\nwho: {all: [{orders: at least 1}]}\n' }, { c: text })
  const found = formatShop(files).find(({ file }) => file === 'campaigns/c.yaml')
  if (found?.formatted === undefined) throw new Error(JSON.stringify(found?.problems))
  return found.formatted
}

/** The lines under `who: all:` of a segment with these lines. */
function lines(...written: string[]): string[] {
  const text = segment(`segment: s0\nwho:\n  all:\n${written.map((line) => `    - ${line}\n`).join('')}`)
  return text
    .split('\n')
    .slice(3, -1)
    .map((line) => line.slice(6))
}

describe('the shipped shop', () => {
  it('is canonical already, every file of it', () => {
    const all = formatShop(shipped)

    expect(all.length).toBe(1 + shipped.segments.length + shipped.campaigns.length)
    for (const { file, text, formatted } of all) expect(formatted, file).toBe(text)
  })
})

describe('the canonical text of a phrase', () => {
  it.each([
    ['orders: "at  least 2"', 'orders: at least 2'],
    ['orders: At Least 1 000', 'orders: at least 1000'],
    ['country: Croatia', 'country: HR'],
    ['country: [Croatia, Slovenia]', 'country: [HR, SI]'],
    ['country: [Croatia]', 'country: HR'],
    ['total_spent: at least 500.00 eur', 'total_spent: at least 500 EUR'],
    ['last_order: within the last 1 days', 'last_order: within the last 1 day'],
    ['city: "123"', 'city: "123"'],
    ['city: "New York"', 'city: New York'],
    ["city: 'Saint-Denis: Nord'", 'city: "Saint-Denis: Nord"'],
    ['nickname: \'He said "hi", twice\'', 'nickname: He said "hi", twice'],
    [
      'bought: {within: 180 day, category: tea, times: At least 2}',
      'bought: {category: tea, times: at least 2, within: 180 days}',
    ],
    ['bought: {times: at least 1, category: tea}', 'bought: {category: tea}'],
    ['viewed: {sum of price: at least 5 EUR}', 'viewed: {sum of price: at least 5 EUR}'],
    ['viewed: {times: at least 1}', 'viewed: anything'],
    [
      'logged_in: {not_followed_by: {within: 1 weeks, bought: {}}}',
      'logged_in: {not_followed_by: {bought: anything, within: 1 week}}',
    ],
    ['in_segment: {name: s1}', 'in_segment: s1'],
    ['in_segment: {for: at least 2 weeks, name: s1}', 'in_segment: {name: s1, for: at least 14 days}'],
  ])('%s → %s', (written, wanted) => {
    expect(lines(written)).toEqual([wanted])
  })

  it('is the one that check and why show', () => {
    const random = randomFrom(SEED)
    for (let i = 0; i < 100; i++) {
      const who = randomRule({ random, ...around })
      const text = segment(JSON.stringify({ segment: 's0', who }))
      const clauses = clausesOf(
        readSegment('segments/s0.yaml', text, reading).value?.who ?? { is: 'all', rules: [], place: NOWHERE },
      )
      for (const clause of clauses) {
        const { line, endLine, column } = clause.place
        const written = text.split('\n')[line - 1]?.slice(column - 1)
        if (line === endLine) expect(unquoted(written ?? '')).toBe(unquoted(clause.text))
      }
    }
  })
})

const NOWHERE = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }

function unquoted(text: string): string {
  return text.replaceAll(/["']/g, '')
}

describe('the canonical text of a file', () => {
  it('has the keys of a segment in the order of the reference, rules below each other and the rest on one line', () => {
    const text = `tags: tea
guard: {size: at most 40 percent, daily_change: at most 25 percent}
who: {none: [{country: US}], all: [{orders: at least 2, last_order: today}, {at_least: {of: [{tag: a}], count: 1}}]}
examples: [{expect: in, customer: {last_order: today, orders: 3}}]
title: "Tea"
segment: s0
`
    // The name has to come first, or the file is broken.
    expect(segment(`segment: s0\n${text.replace('segment: s0\n', '')}`)).toBe(`segment: s0
title: Tea
who:
  all:
    - orders: at least 2
      last_order: today
    - at_least:
        count: 1
        of:
          - tag: a
  none:
    - country: US
examples:
  - customer: {orders: 3, last_order: today}
    expect: in
guard:
  daily_change: at most 25 percent
  size: at most 40 percent
tags: [tea]
`)
  })

  it('has short phrases of a campaign in their one spelling', () => {
    const text = `campaign: c
starts: {restart: true, category: tea, when: bought}
send_at: 9:00  customer time
again: after 1 weeks
late: at most 1 days
steps: [{wait: 1 days}, {only_if: {any: [{orders: at least 2}]}, send: x, coupon: {off: 15 percent, code: A}}]
goal: {within: 1 days, bought: {}}
include_current: false
`
    expect(campaign(text)).toBe(`campaign: c
starts: {when: bought, category: tea, restart: yes}
send_at: 09:00 customer time
steps:
  - wait: 1 day
  - send: x
    coupon: {code: A, off: 15 percent}
    only_if:
      any:
        - orders: at least 2
again: after 1 week
late: at most 1 day
goal: {bought: anything, within: 1 day}
include_current: no
`)
  })

  it('breaks what is longer than 120 columns', () => {
    const countries = ['HR', 'SI', 'AT', 'DE', 'IT', 'HU', 'RS', 'BA', 'ME', 'MK', 'CZ', 'SK', 'PL', 'LT', 'LV', 'EE']
    const text = segment(
      `segment: s0\ntitle: ${'word '.repeat(40).trim()}\nwho: {all: [{country: [${[...countries, ...countries].join(', ')}]}]}\n`,
    )
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
    expect(text).toContain('title: >-\n  word word')
    expect(text).toContain('    - country:\n        - HR\n        - SI\n')
  })

  it('keeps comments where they stood, in braces too', () => {
    const text = `# the file
segment: s0   # its name

# the rule
who:
  none: # these are out
    - country: US # customs
    # nothing more
  all:
    - bought: {times: at least 2, # two
        category: tea} # of tea
# the end
`
    expect(segment(text)).toBe(`# the file
segment: s0 # its name

# the rule
who:
  all:
    - bought: # of tea
        category: tea
        times: at least 2 # two
  none: # these are out
    - country: US # customs
    # nothing more
# the end
`)
  })

  it('leaves a broken file and tells its problems', () => {
    const all = formatShop(withFiles({ s0: 'segment: s0\nwho: {all: [{ordrs: at least 1}]}\n' }))

    expect(all.find(({ file }) => file === 'segments/s0.yaml')).toMatchObject({
      formatted: undefined,
      problems: [{ code: 'unknown-fact' }],
    })
  })

  it('of a shop whose file is beyond reading is told of that file alone', () => {
    const all = formatShop(withFiles({ s0: 'segment: s0\n' }, {}, 'shop: [\n'))

    expect(all.map(({ file, formatted }) => [file, formatted])).toEqual([['perennial.yaml', undefined]])
  })
})

describe('files typed in a hurry', () => {
  const texts = Array.from({ length: FILES }, (_, i) => {
    const random = randomFrom(SEED + i)
    const who = randomRule({ random, ...around })
    const body = untidyYaml(
      { title: random.pick(['Tea', 'It is: so', '#1', ' x', 'null', '12']), who, tags: ['a', 'b'] },
      random,
    )
    return { seed: SEED + i, text: `segment: s0\n${body}` }
  }).filter(({ text }) => readSegment('segments/s0.yaml', text, reading).value !== undefined)

  it('are readable files, most of them', () => expect(texts.length).toBeGreaterThan(FILES * 0.9))

  it('mean the same when they are canonical, and keep every comment', () => {
    for (const { seed, text } of texts) {
      const formatted = segment(text)
      const meaning = (one: string) => meaningOf(readSegment('segments/s0.yaml', one, reading).value, shop)
      expect(meaning(formatted), `SEED=${seed}`).toBe(meaning(text))
      expect(commentsOf(formatted).sort(), `SEED=${seed}`).toEqual(commentsOf(text).sort())
    }
  })

  it('do not change a second time', () => {
    for (const { seed, text } of texts) {
      const formatted = segment(text)
      expect(segment(formatted), `SEED=${seed}`).toBe(formatted)
    }
  })

  it('are campaigns and shop files too', () => {
    const random = randomFrom(SEED)
    for (let i = 0; i < 30; i++) {
      const retyped = ({ file, text }: SourceFile): SourceFile => ({ file, text: untidyYaml(parse(text), random) })
      const files = {
        ...shipped,
        shop: retyped(shipped.shop),
        campaigns: shipped.campaigns.map(retyped),
        segments: shipped.segments.map(retyped),
      }
      const once = formatShop(files)
      expect(once.flatMap(({ problems }) => problems)).toEqual([])
      const again = formatShop(withTexts(files, once))
      for (const [at, { file, text, formatted = '' }] of once.entries()) {
        expect(again[at]?.formatted, `${file}\n${text}`).toBe(formatted)
        expect(parse(formatted), `${file}\n${text}`).toEqual(parse(textOf(shipped, file)))
      }
    }
  })

  it('may be anything at all: fmt never fails', () => {
    const piece = fc.constantFrom(
      ...['segment: s0\n', 'who:', ' all:', '\n  - ', 'orders: ', 'at least 2', '{', '}', '[', ']'],
      ...'#:,|>&*!%\t\n "\'',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          const files = withFiles({ s0: text }, { c: text }, `${SHOP}${text}`)
          for (const { formatted, problems } of formatShop(files))
            if (formatted === undefined) expect(problems).not.toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  })
})

function withTexts(files: ShopFiles, texts: ReturnType<typeof formatShop>): ShopFiles {
  const of = (source: SourceFile) => {
    return { ...source, text: texts.find(({ file }) => file === source.file)?.formatted ?? source.text }
  }
  return { ...files, shop: of(files.shop), segments: files.segments.map(of), campaigns: files.campaigns.map(of) }
}

function textOf(files: ShopFiles, wanted: string): string {
  return [files.shop, ...files.segments, ...files.campaigns].find(({ file }) => file === wanted)?.text ?? ''
}
