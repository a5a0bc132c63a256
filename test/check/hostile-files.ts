import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { numbersFrom } from '../support/numbers-from.ts'

/** Which reader a file goes to. */
export type Folder = 'segments' | 'campaigns' | 'templates' | 'locales' | 'shop'

/** A file that no shop would write; `made` says how it came about. */
export interface HostileFile {
  readonly folder: Folder
  readonly made: string
  readonly text: string
}

const root = resolve(import.meta.dirname, '../..')
const FOLDERS: readonly Folder[] = ['segments', 'campaigns', 'templates', 'locales', 'shop']

/** Endless hostile files, the same for a seed. */
export function* hostileFiles(seed: number): Generator<HostileFile> {
  const random = numbersFrom(seed)
  const real = realFiles()
  for (let i = 0; ; i++) {
    const folder = FOLDERS[i % FOLDERS.length] as Folder
    const makers = Object.entries(folder === 'templates' ? templateMakers : yamlMakers)
    const [made, make] = pick(makers, random)
    yield { folder, made, text: make(random, real[folder], folder) }
  }
}

type Random = () => number
type Maker = (random: Random, real: readonly string[], folder: Folder) => string

const yamlMakers: Readonly<Record<string, Maker>> = {
  bytes: (random) => bytes(random, upTo(3_000, random)),
  tokens: (random) => tokens(YAML_TOKENS, upTo(300, random), random),
  'a rule of tokens': (random, _, folder) => `${HEADS[folder] ?? ''}${tokens(YAML_TOKENS, upTo(200, random), random)}`,
  'a mutated file': mutated,
  'twice mutated': (random, real) => mutated(random, [mutated(random, real)]),
  'open brackets': (random, _, folder) =>
    `${HEADS[folder] ?? ''}${pick(['[', '{', '{a: ', '[[', '- ', '? ', '"', "'", '|\n ', '!', '&a ', '*'], random).repeat(upTo(20_000, random))}`,
  'nested groups': (random, _, folder) => {
    const depth = upTo(300, random)
    const open = Array.from({ length: depth }, () => `{${pick(['all', 'any', 'none'], random)}: [`).join('')
    return `${HEADS[folder] ?? ''}${open}{orders: at least 1}${']}'.repeat(depth)}`
  },
  'nested by indent': (_random, _real, folder) =>
    `${HEADS[folder] ?? ''}${Array.from({ length: 120 }, (_, i) => `${'  '.repeat(i + 1)}all:\n`).join('')}`,
  'an alias bomb': (random) => aliasBomb(upTo(40, random), 2 + upTo(9, random)),
  'prototype keys': (random, real) => withPrototypeKeys(pick(real, random), random),
  'a huge scalar': (random, _, folder) =>
    `${HEADS[folder] ?? ''}${pick(['title', 'all', 'orders', 'from', 'send'], random)}: ${pick(['x', ' ', '1', '\u00e9', '{', '#'], random).repeat(upTo(250_000, random))}`,
  'a huge number': (random, _, folder) =>
    `${HEADS[folder] ?? ''}    - orders: at least ${'9'.repeat(upTo(5_000, random))}\n    - last_order: within the last ${'9'.repeat(upTo(400, random))} days\n`,
  'thousands of keys': (random) =>
    Array.from({ length: upTo(20_000, random) }, (_, i) => `${pick(['k', 'all', 'x y'], random)}${i}: 1`).join('\n'),
  'one key thousands of times': (random) => 'all: [{orders: at least 1}]\n'.repeat(upTo(5_000, random)),
  'thousands of lines': (random, _, folder) => {
    const lines = Array.from({ length: upTo(6_000, random) }, () => `    - ${pick(LINES, random)}\n`)
    return `${HEADS[folder] ?? ''}${lines.join('')}`
  },
  'a hundred lines that fit': (random, _, folder) => {
    const lines = Array.from({ length: upTo(100, random) }, () => `    - ${pick(LINES, random)}\n`)
    return `${HEADS[folder] ?? ''}${lines.join('')}`
  },
}

const templateMakers: Readonly<Record<string, Maker>> = {
  bytes: (random) => bytes(random, upTo(3_000, random)),
  tokens: (random) => tokens(MJML_TOKENS, upTo(120, random), random),
  'a body of tokens': (random) => `<mjml><mj-body>${tokens(MJML_TOKENS, upTo(60, random), random)}</mj-body></mjml>`,
  'a mutated file': mutated,
  'open tags': (random) =>
    `<mjml><mj-body>${pick(['<mj-text>', '<div>', '<', '{{#if a}}', '{{', '<!--', '<a href="', '{{{'], random).repeat(upTo(5_000, random))}`,
  'nested tags': (random) => {
    const depth = upTo(400, random)
    return `<mjml><mj-body><mj-section><mj-column><mj-text>${'<b>'.repeat(depth)}x${'</b>'.repeat(depth)}</mj-text></mj-column></mj-section></mj-body></mjml>`
  },
  'a huge text': (random) =>
    `<mjml><mj-body><mj-section><mj-column><mj-text>${pick(['x', '&', ' ', '{', '\u010d'], random).repeat(upTo(200_000, random))}</mj-text></mj-column></mj-section></mj-body></mjml>`,
  'prototype variables': (random) =>
    `<mjml><mj-body><mj-section><mj-column><mj-text>{{${pick(['__proto__', 'constructor', 'customer.constructor', 'customer.__proto__.x', 'lookup this "constructor"', '@root', 'toString', 'this'], random)}}}</mj-text></mj-column></mj-section></mj-body></mjml>`,
}

const HEADS: Partial<Record<Folder, string>> = {
  segments: 'segment: x\nwho:\n  all:\n',
  campaigns: 'campaign: x\nstarts: {on_date: birthday}\nsteps:\n  - send: hello\nwho:\n  all:\n',
  shop: 'shop: {name: Kava}\nfrom: a@b.example\ntime_zone: Europe/Zagreb\ncurrency: EUR\nattributes:\n',
}

const LINES = [
  'orders: at least 2',
  'orders: at most 5',
  'last_order: within the last 2 months',
  'last_order: more than 61 days ago',
  'first_order: since 2027-03-01',
  'birthday: within the next 7 days',
  'birthday: in March',
  'first_order_anniversary: this month',
  'city: contains a',
  'city: ends with eb',
  'country: [HR, BA, SI]',
  'tag: vip',
  'total_spent: top 10 percent',
  'bought: {category: tea, times: at least 2, within: 6 months}',
  'none: [{country: HR}, {last_order: this week}]',
  'any: [{orders: exactly 1}, {none: [{city: Zagreb}]}, {age: at least 18}]',
  'at_least: {count: 2, of: [{tag: a}, {tag: b}, {orders: at least 3}]}',
]
const YAML_TOKENS = [
  ...[
    ': ',
    '- ',
    '\n',
    '\n  ',
    '\n    ',
    '\t',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '"',
    "'",
    '#',
    '&a ',
    '*a',
    '!!set ',
    '|',
    '>',
  ],
  ...[
    '%YAML 1.1\n',
    '---\n',
    '...\n',
    '? ',
    '<<: ',
    '~',
    'null',
    'yes',
    '.inf',
    '0x1F',
    '1e999',
    '2026-02-30',
    '\u0000',
  ],
  ...['who', 'all', 'any', 'none', 'at_least', 'count', 'of', 'orders', 'last_order', 'bought', 'in_segment', 'stage'],
  ...['at least 2', 'within the last 30 days', 'top 10 percent', 'never', 'segment', 'campaign', 'starts', 'steps'],
  ...[
    'send',
    'wait',
    'followed_by',
    'examples',
    'guard',
    '__proto__',
    'constructor',
    '\ud800',
    '\u202e',
    'š',
    '𝟙',
    '\r\n',
  ],
]
const MJML_TOKENS = [
  ...[
    '<mj-text>',
    '</mj-text>',
    '<mj-section>',
    '</mj-section>',
    '<mj-column>',
    '</mj-column>',
    '<mj-raw>',
    '</mj-raw>',
  ],
  ...['<mj-image src="x" />', '<mj-button href="', '">', '<', '>', '"', '=', '&', '<!--', '-->', '<![CDATA[', ']]>'],
  ...[
    '{{',
    '}}',
    '{{{',
    '}}}',
    '{{#if x}}',
    '{{/if}}',
    '{{#each items}}',
    '{{/each}}',
    '{{else}}',
    '{{t "hello.text"}}',
  ],
  ...[
    '{{customer.first_name}}',
    '{{> x}}',
    '{{!--',
    '--}}',
    '\\{{',
    '{{lookup a b}}',
    '<mj-include path="../x" />',
    '\u0000',
  ],
  ...[
    '<mj-title>',
    '</mj-title>',
    '<mj-style>',
    '</mj-style>',
    'javascript:',
    '\ud83d',
    '\n',
    '%',
    'č',
    '&#0;',
    '__proto__',
  ],
]

function mutated(random: Random, real: readonly string[]): string {
  let text = pick(real, random)
  for (let i = 0; i < 1 + upTo(4, random); i++) {
    const [from, to] = [upTo(text.length, random), upTo(text.length, random)].sort((a, b) => a - b) as [number, number]
    const piece = text.slice(from, Math.min(to, from + 80))
    const into = upTo(text.length, random)
    text = pick(
      [
        () => text.slice(0, from) + text.slice(from + 1 + upTo(8, random)),
        () => text.slice(0, into) + piece + text.slice(into),
        () => text.slice(0, into) + pick(YAML_TOKENS, random) + text.slice(into),
        () => text.slice(0, into) + bytes(random, upTo(6, random)) + text.slice(into + 3),
        () => text.slice(0, into),
      ],
      random,
    )()
  }
  return text
}

function withPrototypeKeys(text: string, random: Random): string {
  const key = pick(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'], random)
  const lines = text.split('\n')
  const at = upTo(lines.length, random)
  const indent = /^[ -]*/.exec(lines[at] ?? '')?.[0] ?? ''
  return [...lines.slice(0, at), `${indent}${key}: {polluted: yes, name: x}`, ...lines.slice(at)].join('\n')
}

function aliasBomb(levels: number, width: number): string {
  const names = Array.from({ length: levels }, (_, i) => `n${i}`)
  const lines = names.map((name, i) => {
    const inside = i === 0 ? '{orders: at least 1}' : `*${names[i - 1]}`
    return `${name}: &${name} [${Array.from({ length: width }, () => inside).join(', ')}]`
  })
  return `segment: x\nwho: {all: &w [*w, *n${levels - 1}]}\n${lines.join('\n')}\n`
}

function bytes(random: Random, length: number): string {
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256))).toString(
    random() < 0.5 ? 'utf8' : 'latin1',
  )
}

function tokens(list: readonly string[], count: number, random: Random): string {
  return Array.from({ length: count }, () => pick(list, random)).join('')
}

function realFiles(): Readonly<Record<Folder, readonly string[]>> {
  const inFolder = (folder: string, wanted: RegExp) =>
    readdirSync(join(root, folder))
      .filter((name) => wanted.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8'))
  return {
    segments: inFolder('segments', /\.yaml$/),
    campaigns: inFolder('campaigns', /\.yaml$/),
    templates: inFolder('templates', /\.mjml$/),
    locales: inFolder('templates/locales', /\.yaml$/),
    shop: [readFileSync(join(root, 'perennial.yaml'), 'utf8')],
  }
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T
}

function upTo(most: number, random: Random): number {
  return Math.floor(random() * (most + 1))
}
