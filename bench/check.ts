import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compareCommands } from './measure/compare-commands.ts'

/**
 * `perennial check` of 200 segments, 50 campaigns and 50 templates in five languages against the bare cost of the same
 * files: a script that imports yaml and mjml, parses each YAML file and compiles each MJML file once. Run it from the
 * root. Promise: at most 1.5 times.
 */
const SEGMENTS = 200
const CAMPAIGNS = 50
const TEMPLATES = 50
const BAR = 1.5
/** Shipped templates whose texts are all their own. */
const KINDS = ['welcome-1', 'welcome-2', 'welcome-3', 'birthday', 'anniversary', 'we-miss-you', 'last-goodbye']

const root = process.cwd()
const rounds = Number(process.argv[2] ?? 7)
const shop = mkdtempSync(join(tmpdir(), 'perennial-bench-check-'))

try {
  makeShop()
  const ours = { name: 'perennial check', words: [join(root, 'bin', 'perennial.js'), 'check', '-C', shop] }
  const bare = { name: 'yaml and mjml alone', words: ['--input-type=module', '-e', bareScript()] }
  console.log(
    `${SEGMENTS} segments, ${CAMPAIGNS} campaigns, ${TEMPLATES} templates in 5 languages, median of ${rounds}`,
  )
  compareCommands(ours, bare, { rounds, bar: BAR })
} finally {
  rmSync(shop, { recursive: true })
}

/** The shipped shop, its templates and rules repeated under other names; each file differs a little from the next. */
function makeShop(): void {
  for (const folder of ['segments', 'campaigns', 'templates']) mkdirSync(join(shop, folder), { recursive: true })
  cpSync(join(root, 'templates', 'partials'), join(shop, 'templates', 'partials'), { recursive: true })
  writeFileSync(join(shop, 'perennial.yaml'), shipped('perennial.yaml').replace(/^stages:.*$/m, ''))
  for (let i = 0; i < SEGMENTS; i++) write(`segments/segment-${i}.yaml`, segment(i))
  for (let i = 0; i < TEMPLATES; i++) write(`templates/email-${i}.mjml`, template(i))
  for (let i = 0; i < CAMPAIGNS; i++) write(`campaigns/campaign-${i}.yaml`, campaign(i))
  mkdirSync(join(shop, 'templates', 'locales'))
  for (const file of readdirSync(join(root, 'templates', 'locales'))) {
    write(`templates/locales/${file}`, locale(shipped(`templates/locales/${file}`)))
  }
}

function segment(i: number): string {
  const other = i % 4 === 3 ? `    - in_segment: segment-${i - 3}\n` : ''
  return `segment: segment-${i}
title: Group ${i} of customers
who:
  all:
    - orders: at least ${1 + (i % 7)}
    - last_order: between ${30 + i} and ${200 + 2 * i} days ago
    - bought: {category: category ${i}, times: at least ${1 + (i % 3)}, within: ${90 + i} days}
    - any:
        - country: [HR, SI, CZ]
        - total_spent: at least ${100 + i} EUR
  none:
    - tag: tag ${i}
${other}tags: [bench]
`
}

function campaign(i: number): string {
  return `campaign: campaign-${i}
title: Campaign ${i}
purpose: marketing
topic: offers
starts: {when_entering: segment-${i}}
who: {none: [{in_segment: segment-${i + 100}}]}
stop_when: {any: [{bought: anything}]}
steps:
  - send: email-${i}
  - wait: ${3 + i} days
  - send: email-${(i + 1) % TEMPLATES}
    only_if: {all: [{orders: at least ${1 + (i % 5)}}]}
again: after 365 days
goal: {bought: anything, within: 30 days}
`
}

/** A shipped template whose texts are its own: what a shop with fifty emails has. */
function template(i: number): string {
  const kind = KINDS[i % KINDS.length] ?? ''
  return shipped(`templates/${kind}.mjml`).replaceAll(`"${kind}.`, `"${kind}-${i}.`)
}

/** The texts of every template under its own name. */
function locale(text: string): string {
  const blocks = text.split(/^(?=\S)/m)
  const copies = Array.from({ length: TEMPLATES }, (_, i) => {
    const kind = KINDS[i % KINDS.length] ?? ''
    const block = blocks.find((one) => one.startsWith(`${kind}:`)) ?? ''
    return block.replace(kind, `${kind}-${i}`)
  })
  return [...blocks, ...copies].join('')
}

function bareScript(): string {
  return `
  import { readFileSync } from 'node:fs'
  import { parseDocument } from 'yaml'
  import mjml2html from 'mjml'
  for (const file of ${JSON.stringify(filesOf('yaml'))}) parseDocument(readFileSync(file, 'utf8'))
  for (const file of ${JSON.stringify(filesOf('mjml'))}) {
    await mjml2html(readFileSync(file, 'utf8'), { filePath: ${JSON.stringify(join(shop, 'templates'))}, ignoreIncludes: false })
  }`
}

function filesOf(ending: string): string[] {
  const names = readdirSync(shop, { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith(`.${ending}`) && !name.includes('partials'))
    .map((name) => join(shop, name))
}

function write(file: string, text: string): void {
  writeFileSync(join(shop, file), text)
}

function shipped(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
