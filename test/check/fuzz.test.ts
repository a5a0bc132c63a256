import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readCampaign } from '../../src/campaigns/index.ts'
import { readShop } from '../../src/config/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import type { Problem } from '../../src/problem.ts'
import { checkTemplate, compileTemplate, offeredVariables, readLocales } from '../../src/render/index.ts'
import { explanations } from '../../src/explain/index.ts'
import { checkSegmentMeaning, checkStages, meaningOf, readSegments } from '../../src/segments/index.ts'
import { aShop } from '../support/naive/a-shop.ts'
import { type HostileFile, hostileFiles } from './hostile-files.ts'

/** In every test run a few; `FUZZ=10000` for a release. `SEED` tries others. */
const COUNT = Number(process.env.FUZZ ?? 400)
const SEED = Number(process.env.SEED ?? 20_261_122)
/** Milliseconds of the processor for one file. A slow one is tried again: the first time much is loaded. */
const LONGEST = 200
const TRIES = 4

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
  for (let i = 0; i < COUNT; i++) {
    const file = files.next().value as HostileFile
    const where = `${i} of seed ${SEED}: ${file.made} in ${file.folder}`
    const problems = await timed(file, where, slow)
    const odd = problems.find((problem) => !isWhole(problem))
    if (odd) expect(odd, where).toBe('a problem with code, words and place')
    expect(({} as Record<string, unknown>).polluted, where).toBeUndefined()
  }
  expect(slow).toEqual([])
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
  const { value, problems } = await compileTemplate(source, { locales: new Map(), languages: ['en'] })
  const offer = { variables: offeredVariables([]), purpose: 'marketing', subject: 'template' } as const
  return value ? [...problems, ...checkTemplate(value, offer)] : problems
}

function isWhole({ code, message, place }: Problem): boolean {
  const { line, column } = place ?? { line: 1, column: 1 }
  return CODES.has(code) && message !== '' && line >= 1 && column >= 1
}
