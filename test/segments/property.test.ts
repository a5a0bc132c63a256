import { describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { vocabularyOf } from '../../src/facts/index.ts'
import { openEvaluation, type Rule, readSegments, type Segment } from '../../src/segments/index.ts'
import { onOneConnection } from '../../src/db/index.ts'
import { dayNumberAt, dayText } from '../support/naive/naive-calendar.ts'
import { naiveJudge } from '../support/naive/naive-judge.ts'
import { randomFrom } from '../support/naive/random.ts'
import { randomRule } from '../support/naive/random-rule.ts'
import { randomWorld } from '../support/naive/random-world.ts'
import { fill, type World } from '../support/naive/world.ts'
import { openTestDb } from '../support/open-test-db.ts'

/** SEED=… repeats one world; WORLDS=… runs more of them. */
const SEED = Number(process.env.SEED ?? 20_261_122)
const WORLDS = Number(process.env.WORLDS ?? (process.env.SEED ? 1 : 60))
const RULES = 40

interface Made {
  readonly world: World
  readonly segments: readonly Segment[]
  readonly texts: ReadonlyMap<string, string>
}

/** A world with random segments; the first five may be stages, later ones may ask for earlier ones. */
function make(seed: number): Made {
  const random = randomFrom(seed)
  const bare = randomWorld(random)
  const names = Array.from({ length: RULES }, (_, i) => `s${i}`)
  const stages = random.chance(0.7) ? names.slice(0, random.whole(1, 4)) : []
  const world: World = { ...bare, shop: { ...bare.shop, stages } }
  const today = dayNumberAt(world.now, world.shop.timeZone)
  const days = [-400, -90, -31, -30, -7, -1, 0, 3].map((shift) => dayText(today + shift))
  let histories = 0
  const files = names.map((name, i) => {
    const earlier = i < stages.length ? [] : names.slice(0, i)
    const history = histories < 2 && random.chance(0.2)
    const asked = i < stages.length ? [] : stages
    const who = randomRule({ random, segments: earlier, stages: asked, days, history })
    if (JSON.stringify(who).includes('_segment":{')) histories++
    return { file: `segments/${name}.yaml`, text: JSON.stringify({ segment: name, who }) }
  })
  const read = readSegments(files, { vocabulary: vocabularyOf(world.shop), events: 'ever' })
  const errors = read.problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(`seed ${seed}: ${JSON.stringify(errors.slice(0, 3), null, 1)}`)
  return { world, segments: read.value ?? [], texts: new Map(files.map(({ file, text }) => [file, text])) }
}

describe('two evaluators, one answer', () => {
  it(`gives the same members in SQL as by plain loops (${WORLDS * RULES} rules from seed ${SEED})`, async () => {
    console.info(`property test: ${WORLDS} worlds of ${RULES} rules, seeds ${SEED} to ${SEED + WORLDS - 1}`)
    for (let seed = SEED; seed < SEED + WORLDS; seed++) await checkWorld(seed)
  }, 300_000)
})

async function checkWorld(seed: number): Promise<void> {
  const { world, segments, texts } = make(seed)
  const { db, dialect, close } = await openTestDb()
  await fill(db, world)
  await onOneConnection(db, async (connection) => {
    const ctx = { db: connection, dialect, now: world.now, vocabulary: vocabularyOf(world.shop), segments }
    const evaluation = openEvaluation(ctx)
    const naive = naiveJudge(world, new Map<string, Rule>(segments.map(({ name, who }) => [name, who])))
    const flags = await evaluation.members(segments.map(({ name }) => name))
    const { rows } = await sql<Record<string, number>>`select * from ${sql.table(flags.table)}`.execute(connection)
    for (const { name, file } of segments) {
      const bySql = rows.filter((row) => row[flags.column(name)] === 1).map((row) => row.customer)
      const byLoops = [...naive.members(name, world.now)]
      const where = `seed ${seed}, ${texts.get(file)}, now ${new Date(world.now).toISOString()}, shop ${JSON.stringify(world.shop)}`
      expect(bySql.sort(byNumber), where).toEqual(byLoops.sort(byNumber))
    }
    await evaluation.close()
  })
  await close()
}

function byNumber(a: number | undefined, b: number | undefined): number {
  return (a ?? 0) - (b ?? 0)
}
