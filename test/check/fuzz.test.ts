import { resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { readCampaign } from '../../src/campaigns/index.ts'
import { readShop } from '../../src/config/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import type { Problem } from '../../src/problem.ts'
import {
  checkLengths,
  checkTemplate,
  compileTemplate,
  type Longest,
  offeredVariables,
  readLocales,
} from '../../src/render/index.ts'
import { explanations } from '../../src/explain/index.ts'
import { checkSegmentMeaning, checkStages, meaningOf, readSegments } from '../../src/segments/index.ts'
import { aShop } from '../support/naive/a-shop.ts'
import { type HostileFile, hostileFiles } from './hostile-files.ts'
import { sized, tell } from '../support/fault-run.ts'

/** In every test run a few; `FUZZ=10000` for a release. `SEED` tries others. */
const COUNT = Number(process.env.FUZZ ?? sized(400, 10_000))
const SEED = Number(process.env.SEED ?? 20_261_122)
/** Milliseconds of the processor for one file. A slow one is tried again: the first time much is loaded. */
const LONGEST = 200
const TRIES = 4
/** So many files until memory is measured, and how many MB it may grow by from there on. */
const WARM = 200
const MOST_GROWTH = 50

/** Whatever is told can be explained. */
const CODES = new Set(explanations.map(({ code }) => code))

const root = resolve(import.meta.dirname, '../..')
const shop = aShop({ stages: ['x'] })
const vocabulary = vocabularyOf(shop)
const reading = { vocabulary, shop, events: 'ever', segments: ['x', 'lapsed'] } as const

it(`no file crashes or stalls check: ${COUNT} hostile ones`, { timeout: COUNT * 250 + 20_000 }, async () => {
  await read({ folder: 'templates', made: 'warm up', text: '<mjml><mj-body></mj-body></mjml>' })
  const slow: string[] = []
  const files = hostileFiles(SEED)
  let before = Number.POSITIVE_INFINITY
  for (let i = 0; i < COUNT; i++) {
    // From here on all code is loaded and warm.
    if (i === WARM) before = megabytes()
    const file = files.next().value as HostileFile
    const where = `${i} of seed ${SEED}: ${file.made} in ${file.folder}`
    const problems = await timed(file, where, slow)
    const odd = problems.find((problem) => !isWhole(problem))
    if (odd) expect(odd, where).toBe('a problem with code, words and place')
    expect(({} as Record<string, unknown>).polluted, where).toBeUndefined()
  }
  expect(slow).toEqual([])
  const grown = megabytes() - before
  console.log(`fuzz: ${COUNT} files, the process grew by ${grown.toFixed(0)} MB`)
  expect(grown).toBeLessThan(MOST_GROWTH)
  tell('T28', 'hostile files, templates among them (T27)', COUNT, { lost: 0, duplicated: 0 })
})

async function timed(file: HostileFile, where: string, slow: string[]): Promise<readonly Problem[]> {
  let problems: readonly Problem[] = []
  for (let tries = 1; tries <= TRIES; tries++) {
    const start = process.cpuUsage()
    problems = await read(file).catch((error: unknown) => {
      throw new Error(`${where} throws`, { cause: error })
    })
    const { user, system } = process.cpuUsage(start)
    const took = (user + system) / 1_000
    if (took <= LONGEST) return problems
    if (tries === TRIES) slow.push(`${where} took ${Math.round(took)} ms`)
  }
  return problems
}

/** What `check` does with one file of each folder. */
async function read({ folder, text }: HostileFile): Promise<readonly Problem[]> {
  switch (folder) {
    case 'segments': {
      const { value = [], problems } = readSegments([{ file: 'segments/x.yaml', text }], reading)
      const meaning = meaningOf(vocabulary, value, Date.UTC(2026, 10, 22, 8))
      const meant = value.flatMap((segment) => checkSegmentMeaning(segment, meaning))
      return [...problems, ...meant, ...checkStages(new Map(), meaning).map(({ problem }) => problem)]
    }
    case 'campaigns':
      return readCampaign('campaigns/x.yaml', text, reading).problems
    case 'shop': {
      const { value, sketch, problems } = readShop('perennial.yaml', text)
      const read = value ?? sketch
      if (read) vocabularyOf(read)
      return problems
    }
    case 'locales':
      return readLocales([{ file: 'templates/locales/en.yaml', text }]).problems
    case 'templates':
      return readTemplate(text)
    default:
      return folder satisfies never
  }
}

async function readTemplate(text: string): Promise<readonly Problem[]> {
  const source = { name: 'x', file: 'templates/x.mjml', text, dir: resolve(root, 'templates') }
  const texts = { locales: new Map(), languages: ['en'] }
  const { value, sketch, problems } = await compileTemplate(source, texts)
  const use = { purpose: 'marketing', subject: 'template' } as const
  const draft = value ?? sketch
  const long = draft ? checkLengths(draft, { ...use, subjects: [] }, texts, LONGEST_VALUES) : []
  const offered = value ? checkTemplate(value, { ...use, variables: offeredVariables([]) }) : []
  return [...problems, ...offered, ...long]
}

const LONGEST_VALUES: Longest = {
  from: 'invented',
  variables: {
    customer: { first_name: 'Maximiliana-Antonija', language: 'en', orders: 12 },
    shop: { name: 'Kava', address: 'Ilica 42', website: 'https://kava.example' },
    links: { unsubscribe: 'https://kava.example/u/1', preferences: 'https://kava.example/p/1' },
  },
  timeZone: 'UTC',
  currency: 'EUR',
}

/** Megabytes of the process, after what is no longer needed was taken away. */
function megabytes(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') for (let i = 0; i < 3; i++) collect()
  return process.memoryUsage.rss() / 1024 / 1024
}

function isWhole({ code, message, place }: Problem): boolean {
  const { line, column } = place ?? { line: 1, column: 1 }
  return CODES.has(code) && message !== '' && line >= 1 && column >= 1
}
