import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { onOneConnection } from '../../src/db/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import { openEvaluation, openEvaluationOf } from '../../src/segments/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { fill } from '../support/naive/world.ts'
import { sampleOf } from '../support/which-database.ts'
import { makeWorld } from './random-segments.ts'

/** SEED=… repeats one world; WORLDS=… runs more of them. */
const SEED = Number(process.env.SEED ?? 77_261_122)
const WORLDS = Number(process.env.WORLDS ?? (process.env.SEED ? 1 : sampleOf(8)))

it(`one customer judged alone is in the same segments as among all: ${WORLDS} worlds`, async () => {
  const wrong: string[] = []
  for (let seed = SEED; seed < SEED + WORLDS && wrong.length < 20; seed++) wrong.push(...(await differences(seed)))
  expect(wrong).toEqual([])
}, 600_000)

async function differences(seed: number): Promise<string[]> {
  const { world, segments } = makeWorld(seed)
  const open = await openTestDb()
  await fill(open.db, world)
  const names = segments.map(({ name }) => name)
  const wrong: string[] = []
  await onOneConnection(open.db, async (db) => {
    const ctx = { db, dialect: open.dialect, now: world.now, vocabulary: vocabularyOf(world.shop), segments }
    const everybody = openEvaluation(ctx)
    const members = await everybody.members(names)
    for (const { key } of world.customers) {
      const alone = await openEvaluationOf(ctx, key)
      const own = await alone.members(names)
      for (const { name, who } of segments) {
        const [among, by] = [await holds(members.has(name, sql`${key}`)), await holds(own.has(name, sql`${key}`))]
        if (among !== by)
          wrong.push(`SEED=${seed} ${name} ${JSON.stringify(who)} of ${key}: ${by} alone, ${among} among all`)
      }
      await alone.close()
    }
    await everybody.close()

    async function holds(condition: ReturnType<typeof members.has>): Promise<boolean> {
      const { rows } = await sql<{ holds: number }>`select case when ${condition} then 1 else 0 end as holds`.execute(
        db,
      )
      return rows[0]?.holds === 1
    }
  })
  await open.close()
  return wrong
}
