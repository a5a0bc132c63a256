import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { erase } from '../../src/consent/index.ts'
import { type Db, inTransaction, type SqlDialect } from '../../src/db/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import { openEvaluation, readSegments, refreshMembers, type Segment } from '../../src/segments/index.ts'
import { dayNumberAt, dayText } from '../support/naive/naive-calendar.ts'
import { type Random, randomFrom } from '../support/naive/random.ts'
import { line } from '../support/naive/random-rule.ts'
import { randomWorld } from '../support/naive/random-world.ts'
import { fill, type World } from '../support/naive/world.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { sampleOf } from '../support/which-database.ts'

/** SEED=… repeats one world; WORLDS=… runs more of them. */
const SEED = Number(process.env.SEED ?? 20_261_122)
const WORLDS = Number(process.env.WORLDS ?? (process.env.SEED ? 1 : sampleOf(25)))
const DAYS = 8
const RULES = 14
const DAY = 86_400_000

interface Shop {
  readonly db: Db
  readonly dialect: SqlDialect
  readonly world: World
  readonly segments: readonly Segment[]
}

/** Members by segment, and what standings rank: all that a run leaves behind. */
type Found = Readonly<Record<string, readonly string[]>>

describe('memberships carried forward from run to run', () => {
  it(`equal those read in full, whatever changes in between: ${WORLDS} shops of ${DAYS} runs`, async () => {
    const differences: string[] = []
    let carried = 0
    for (let seed = SEED; seed < SEED + WORLDS && differences.length === 0; seed++) {
      const random = randomFrom(seed)
      const shop = await openShop(random)
      let slot = shop.world.now - 30 * DAY
      for (let day = 1; day <= DAYS; day++) {
        slot += random.pick([DAY, DAY, DAY, 2 * DAY, 9 * DAY, 3_600_000])
        if (day > 1) for (let i = random.whole(0, 4); i > 0; i--) await change(shop, random, slot)
        const { names, after } = await run(shop, slot)
        carried += names
        const full = await inFull(shop, slot)
        for (const key of Object.keys({ ...after, ...full })) {
          if (String(after[key]) !== String(full[key])) {
            const who = shop.segments.find(({ name }) => name === key)?.who
            const text = `${after[key]} carried, ${full[key]} in full: ${JSON.stringify(who)}`
            differences.push(`SEED=${seed} day ${day} ${key}: ${text}`)
          }
        }
      }
    }
    expect(differences.slice(0, 5)).toEqual([])
    expect(carried).toBeGreaterThan(WORLDS * DAYS * 3)
  }, 600_000)
})

async function openShop(random: Random): Promise<Shop> {
  const world = randomWorld(random, 60)
  const today = dayNumberAt(world.now, world.shop.timeZone)
  const days = [-400, -90, -31, -30, -7, -1, 0, 3].map((shift) => dayText(today + shift))
  const files = Array.from({ length: RULES }, (_, i) => {
    const earlier = Array.from({ length: i }, (_, n) => `s${n}`)
    const asking = {
      random,
      segments: random.chance(0.3) ? earlier : [],
      stages: [],
      days,
      history: random.chance(0.1),
    }
    const lines = Array.from({ length: random.pick([1, 1, 2]) }, () => line(asking))
    const who = { [random.pick(['all', 'any', 'none'])]: lines }
    return { file: `segments/s${i}.yaml`, text: JSON.stringify({ segment: `s${i}`, who }) }
  })
  const { db, dialect } = await openTestDb()
  const consents = world.consents.map((row) => ({ ...row, message: null }))
  await fill(db, { ...world, consents, runs: [], memberships: [], messages: [], message_events: [] })
  const segments = readSegments(files, { vocabulary: vocabularyOf(world.shop), events: 'ever' }).value ?? []
  return { db, dialect, world, segments }
}

/** One correction, as an import, an unsubscription or an erasure makes them. */
async function change({ db, dialect, world }: Shop, random: Random, slot: number): Promise<void> {
  const { key: customer } = random.pick(world.customers)
  const { key: order } = random.pick(world.orders)
  const at = slot - Math.floor(random.pick([0, 1, 40, 100, 400]) * DAY * random.number()) + random.pick([0, 0, DAY])
  const own = random.pick(world.events)
  const changes = [
    () =>
      db
        .updateTable('orders')
        .set({ total: random.whole(0, 30_000) })
        .where('key', '=', order)
        .execute(),
    () =>
      db
        .updateTable('orders')
        .set({ status: random.pick(['paid', 'cancelled']) })
        .where('key', '=', order)
        .execute(),
    () => db.updateTable('orders').set({ refunded_total: 500, refunded_at: at }).where('key', '=', order).execute(),
    () => db.updateTable('orders').set({ customer }).where('key', '=', order).execute(),
    () => db.deleteFrom('order_lines').where('order', '=', order).execute(),
    () =>
      db.updateTable('customers').set({ signed_up_at: at, exists_from: null }).where('key', '=', customer).execute(),
    () =>
      db.updateTable('customers').set({ country: 'DE', city_folded: 'split' }).where('key', '=', customer).execute(),
    () => db.deleteFrom('customer_tags').where('customer', '=', customer).execute(),
    () => db.deleteFrom('customer_attributes').where('customer', '=', customer).execute(),
    () => erase({ db, dialect, now: slot }, customer, 'a pepper of this test'),
    () => db.updateTable('products').set({ category_folded: 'tea' }).execute(),
    () =>
      own &&
      db
        .insertInto('events')
        .values({ ...own, key: undefined, customer, at, hash: `${at} ${customer}` } as never)
        .execute(),
    () =>
      db
        .insertInto('orders')
        .values({
          id: `${at}-${random.number()}`,
          customer,
          ordered_at: at,
          total: 5000,
          currency: 'EUR',
          status: 'paid',
          refunded_total: 0,
        })
        .execute(),
  ]
  await random.pick([...changes, changes.at(-1), changes.at(-1)])?.()
}

/** A daily run: history is written and committed. */
async function run({ db, dialect, world, segments }: Shop, slot: number): Promise<{ names: number; after: Found }> {
  return inTransaction(db, async (trx) => {
    const evaluation = openEvaluation({ db: trx, dialect, now: slot, vocabulary: vocabularyOf(world.shop), segments })
    const moves = await refreshMembers(evaluation, { slot })
    const names = (await evaluation.known.carried())?.names.length ?? 0
    await evaluation.close()
    const sizes = Object.fromEntries([...moves].map(([name, { size }]) => [name, size]))
    await sql`
      insert into runs (slot, started_at, finished_at, state, summary)
      values (${slot}, ${slot}, ${slot}, 'done', ${JSON.stringify({ segments: sizes })})`.execute(trx)
    const found = await left(trx)
    for (const [name, size] of Object.entries(sizes)) {
      if ((found[name] ?? []).length !== size) return { names, after: { ...found, [name]: [`size ${size}`] } }
    }
    return { names, after: found }
  })
}

/** The same run over again without anything carried, taken back afterwards. */
async function inFull({ db, dialect, world, segments }: Shop, slot: number): Promise<Found> {
  let found: Found = {}
  const back = new Error('taken back')
  await inTransaction(db, async (trx) => {
    await sql`delete from segment_states`.execute(trx)
    await sql`delete from standing_values`.execute(trx)
    const evaluation = openEvaluation({ db: trx, dialect, now: slot, vocabulary: vocabularyOf(world.shop), segments })
    await refreshMembers(evaluation, { slot })
    await evaluation.close()
    found = await left(trx)
    throw back
  }).catch((error: unknown) => {
    if (error !== back) throw error
  })
  return found
}

async function left(db: Db): Promise<Found> {
  const { rows } = await sql<{ name: string; text: string }>`
    select segment as name, cast(customer as text) as text from memberships where left_at is null
    union all
    select 'state ' || segment, slot || ' ' || meaning || ' ' || size || ' ' || borders from segment_states
    order by 1, 2`.execute(db)
  const values = await sql<{ name: string; chunk: number; bytes: Uint8Array }>`
    select name, chunk, bytes
    from standing_values
    join standing_questions on key = question
    order by name, chunk`.execute(db)
  const found: Record<string, string[]> = {}
  const kept = values.rows.map(({ name, chunk, bytes }) => ({
    name: `values of ${name}`,
    text: `${chunk} ${Buffer.from(bytes).toString('hex')}`,
  }))
  for (const { name, text } of [...rows, ...kept]) found[name] = [...(found[name] ?? []), text]
  return found
}
