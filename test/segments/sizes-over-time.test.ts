import { describe, expect, it } from 'vitest'
import { onOneConnection, type OpenDb } from '../../src/db/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import { openEvaluation, readSegments, refreshMembers, type Segment, sizesOverTime } from '../../src/segments/index.ts'
import { dayNumberAt, dayText } from '../support/naive/naive-calendar.ts'
import { type Random, randomFrom } from '../support/naive/random.ts'
import { line } from '../support/naive/random-rule.ts'
import { randomWorld } from '../support/naive/random-world.ts'
import { fill, type World } from '../support/naive/world.ts'
import { openTestDb } from '../support/open-test-db.ts'

/** SEED=… repeats one shop. */
const SEED = Number(process.env.SEED ?? 20_261_122)
const SHOPS = process.env.SEED ? 1 : 6
const DAY = 86_400_000

interface Shop extends Pick<OpenDb, 'db' | 'dialect'> {
  readonly world: World
  readonly segments: readonly Segment[]
}

describe('the sizes of segments over time', () => {
  it(`are those of each instant judged by itself, and nothing stored is touched: ${SHOPS} shops`, async () => {
    for (let seed = SEED; seed < SEED + SHOPS; seed++) {
      // given a shop with some runs behind it, and days of which some lie far apart
      const random = randomFrom(seed)
      const shop = await openShop(random)
      for (const back of random.pick([[], [1], [9, 8, 3]])) await run(shop, shop.world.now - back * DAY)
      const steps = [DAY, DAY, DAY, 3 * DAY, 7 * DAY, 12 * DAY, 3_600_000].map((one) => random.pick([one, DAY]))
      let before = shop.world.now - 40 * DAY
      const at = steps.map((step) => {
        before += step
        return before
      })
      const stored = await tables(shop)
      // when each segment is asked about, then it is as if each day were judged by itself
      for (const { name } of shop.segments) {
        const others = shop.segments.map((one) => one.name).filter((one) => one !== name && random.chance(0.7))
        const counted = await over(shop, { segment: name, others, at })
        expect([...counted.keys()], `SEED=${seed} ${name}`).toEqual(at)
        for (const [instant, sizes] of counted) {
          expect(sizes.has(name)).toBe(true)
          const alone = await sizesAt(shop, instant, [...sizes.keys()])
          expect([...sizes].sort(), `SEED=${seed} ${name} ${new Date(instant).toISOString()}`).toEqual(
            [...alone].sort(),
          )
        }
      }
      expect(await tables(shop)).toEqual(stored)
    }
  }, 300_000)

  it('are as before where the counting was broken off', async () => {
    const shop = await openShop(randomFrom(SEED))
    await run(shop, shop.world.now - DAY)
    const stored = await tables(shop)
    const [first] = shop.segments
    const wanted = { segment: first?.name ?? '', others: [], at: [shop.world.now - 3 * DAY, shop.world.now - 2 * DAY] }
    const broken = onOneConnection(shop.db, (db) =>
      sizesOverTime(contextOf({ ...shop, db }, 0), wanted, () => Promise.reject(new Error('the power went out'))),
    )
    await expect(broken).rejects.toThrow('the power went out')
    expect(await tables(shop)).toEqual(stored)
    expect((await over(shop, wanted)).size).toBe(2)
  })
})

async function openShop(random: Random): Promise<Shop> {
  const world = randomWorld(random, 40)
  const today = dayNumberAt(world.now, world.shop.timeZone)
  const days = [-400, -90, -31, -30, -7, -1, 0, 3].map((shift) => dayText(today + shift))
  const files = Array.from({ length: 5 }, (_, i) => {
    const earlier = Array.from({ length: i }, (_, n) => `s${n}`)
    const segments = random.chance(0.4) ? earlier : []
    const asking = { random, segments, stages: [], days, history: random.chance(0.2) }
    const lines = Array.from({ length: random.pick([1, 2]) }, () => line(asking))
    const who = { [random.pick(['all', 'any', 'none'])]: lines }
    return { file: `segments/s${i}.yaml`, text: JSON.stringify({ segment: `s${i}`, who }) }
  })
  const { db, dialect } = await openTestDb()
  const consents = world.consents.map((row) => ({ ...row, message: null }))
  await fill(db, { ...world, consents, runs: [], memberships: [], messages: [], message_events: [] })
  const segments = readSegments(files, { vocabulary: vocabularyOf(world.shop), events: 'ever' }).value ?? []
  return { db, dialect, world, segments }
}

function contextOf({ db, dialect, world, segments }: Shop, now: number) {
  return { db, dialect, now, segments, vocabulary: vocabularyOf(world.shop) }
}

async function over(shop: Shop, wanted: Parameters<typeof sizesOverTime>[1]) {
  const counted = new Map<number, ReadonlyMap<string, number>>()
  await onOneConnection(shop.db, (db) =>
    sizesOverTime(contextOf({ ...shop, db }, 0), wanted, async (at, sizes) => void counted.set(at, sizes)),
  )
  return counted
}

function sizesAt(shop: Shop, at: number, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return onOneConnection(shop.db, async (db) => {
    const evaluation = openEvaluation(contextOf({ ...shop, db }, at))
    const sizes = await (await evaluation.members(names)).sizes(names)
    await evaluation.close()
    return sizes
  })
}

async function run(shop: Shop, slot: number): Promise<void> {
  await onOneConnection(shop.db, async (db) => {
    const evaluation = openEvaluation(contextOf({ ...shop, db }, slot))
    const moves = await refreshMembers(evaluation, { slot })
    await evaluation.close()
    const sizes = Object.fromEntries([...moves].map(([name, { size }]) => [name, size]))
    const summary = JSON.stringify({ segments: sizes })
    const row = { slot, started_at: slot, finished_at: slot, state: 'done', summary }
    await db.insertInto('runs').values(row).execute()
  })
}

/** What runs leave behind. */
async function tables({ db }: Shop): Promise<unknown> {
  const memberships = await db.selectFrom('memberships').selectAll().orderBy('segment').orderBy('customer').execute()
  const states = await db.selectFrom('segment_states').selectAll().orderBy('segment').execute()
  const values = await db.selectFrom('standing_values').selectAll().orderBy('question').orderBy('chunk').execute()
  const changed = await db.selectFrom('changed_customers').selectAll().orderBy('customer').execute()
  return { memberships, states, values, changed }
}
