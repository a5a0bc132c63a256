import { describe, expect, it } from 'vitest'
import { isEventQuestion, vocabularyOf } from '../../src/facts/index.ts'
import { clausesOf } from '../../src/segments/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { sized } from '../support/fault-run.ts'
import { whichDatabase } from '../support/which-database.ts'
import { differencesIn, makeWorld, RULES } from './random-segments.ts'

/** SEED=… repeats one world; WORLDS=… runs more of them. */
const SEED = Number(process.env.SEED ?? 20_261_122)
const SAMPLE = sized(whichDatabase() === 'sqlite' ? 80 : 20, 200)
const WORLDS = Number(process.env.WORLDS ?? (process.env.SEED ? 1 : SAMPLE))
/** So many worlds together ask for everything. */
const ENOUGH = 200
const MOST_SHOWN = 40

describe('two evaluators, one answer', () => {
  it(`gives the same members in SQL, in memory and by plain loops: ${WORLDS * RULES} rules`, async () => {
    console.info(`property test: ${WORLDS} worlds of ${RULES} rules, seeds ${SEED} to ${SEED + WORLDS - 1}`)
    const differences: string[] = []
    for (let seed = SEED; seed < SEED + WORLDS && differences.length < MOST_SHOWN; seed++) {
      const open = await openTestDb()
      differences.push(...(await differencesIn(seed, open)))
      await open.close()
    }
    expect(differences.slice(0, MOST_SHOWN)).toEqual([])
  }, 600_000)

  it.skipIf(process.env.SEED !== undefined)('asks for everything that the language knows', () => {
    const asked = new Set<string>()
    const known = new Set<string>()
    for (let seed = SEED; seed < SEED + ENOUGH; seed++) {
      const { world, segments } = makeWorld(seed)
      for (const name of vocabularyOf(world.shop).names) known.add(name)
      for (const { question } of segments.flatMap(({ who }) => clausesOf(who))) {
        asked.add(isEventQuestion(question) ? question.event : question.fact)
        if (isEventQuestion(question) && question.followedBy) asked.add(question.followedBy.event.event)
      }
    }
    expect([...known].filter((name) => !asked.has(name))).toEqual([])
  })
})
