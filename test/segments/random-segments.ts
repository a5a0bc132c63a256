import { sql } from 'kysely'
import { type Db, onOneConnection, type OpenDb, type SqlDialect } from '../../src/db/index.ts'
import { type Clause, columnOf, type FactValue, profileQuery, vocabularyOf } from '../../src/facts/index.ts'
import { clausesOf, type Evaluation, judge, openEvaluation, readSegments } from '../../src/segments/index.ts'
import type { Flags, Rule, Segment } from '../../src/segments/index.ts'
import { dayNumberAt, dayText } from '../support/naive/naive-calendar.ts'
import { naiveJudge } from '../support/naive/naive-judge.ts'
import { type Random, randomFrom } from '../support/naive/random.ts'
import { randomRule } from '../support/naive/random-rule.ts'
import { randomWorld } from '../support/naive/random-world.ts'
import { fill, type World } from '../support/naive/world.ts'

/** Rules in each world. */
export const RULES = 10

/** A world and rules about it. */
export interface Made {
  readonly world: World
  readonly segments: readonly Segment[]
}

/** Where the three evaluators differ in the world of a seed, in an empty database. */
export async function differencesIn(seed: number, { db, dialect }: Pick<OpenDb, 'db' | 'dialect'>): Promise<string[]> {
  const { world, segments } = makeWorld(seed)
  await fill(db, world)
  const differences: string[] = []
  await onOneConnection(db, async (connection) => {
    const ctx = { db: connection, dialect, now: world.now, vocabulary: vocabularyOf(world.shop), segments }
    const evaluation = openEvaluation(ctx)
    const naive = naiveJudge(world, new Map<string, Rule>(segments.map(({ name, who }) => [name, who])))
    const checking: Checking = { world, segments, db: connection, dialect, evaluation, naive, differences }
    await checkMembers(checking)
    // Small differences before large ones; the way by `flags` is dear, so that every fifth world is enough.
    if (differences.length > 0 || seed % 5 === 0) await checkLines(checking)
    await evaluation.close()
  })
  return differences.map((difference) => `SEED=${seed} ${difference}`)
}

/** A world with random segments; the first few may be stages, later ones may ask for earlier ones. */
export function makeWorld(seed: number): Made {
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
  const { runs, memberships } = randomHistory(random, world, names)
  return { world: { ...world, runs: [...world.runs, ...runs], memberships }, segments: read.value ?? [] }
}

/** Runs on some of the last days, which counted some of the segments, and stays that began and ended at them. */
function randomHistory(random: Random, world: World, names: readonly string[]): Pick<World, 'runs' | 'memberships'> {
  const slots = [6, 5, 4, 3, 2, 1].flatMap((days) => {
    const slot = world.now - days * 86_400_000
    return random.chance(0.6) ? random.some([slot, slot + 10_800_000, slot - 18_000_000], 2).sort((a, b) => a - b) : []
  })
  const runs = [...new Set(slots)].map((slot, i) => {
    const counted = Object.fromEntries(names.filter(() => random.chance(0.8)).map((name) => [name, 1]))
    const summary = JSON.stringify({ segments: counted })
    return { key: i + 1, slot, started_at: slot, finished_at: slot, state: 'done', summary }
  })
  const memberships = names.flatMap((segment) =>
    world.customers.flatMap(({ key: customer }) => {
      if (runs.length < 2 || random.chance(0.5)) return []
      const [from = 0, until = 0] = random
        .some(runs, 2)
        .map(({ slot }) => slot)
        .sort((a, b) => a - b)
      return [{ segment, customer, entered_at: random.chance(0.3) ? 0 : from, left_at: until > from ? until : null }]
    }),
  )
  return { runs, memberships }
}

interface Checking extends Made {
  readonly db: Db
  readonly dialect: SqlDialect
  readonly evaluation: Evaluation
  readonly naive: ReturnType<typeof naiveJudge>
  readonly differences: string[]
}

/** Each line alone, by `flags` over a row per customer: small differences before large ones. */
async function checkLines(checking: Checking): Promise<void> {
  const { world, segments, evaluation, naive, db, dialect } = checking
  const clauses = new Map(segments.flatMap(({ who }) => clausesOf(who)).map((clause) => [clause.text, clause]))
  const here = naive.exists(world.now)
  await dialect.scratch(
    db,
    'one_row_each',
    sql`
      select key as subject, key as customer, cast(${world.now} as bigint) as at, cast(null as bigint) as since
      from customers
      where key in (${sql.join(here)})`,
  )
  const rules = [...clauses].map(([name, clause]) => ({ name, rule: { is: 'line', clause } as const }))
  const flags = await evaluation.flags('one_row_each', rules)
  const holds = await heldBy(db, flags, [...clauses.keys()], 'subject')
  await sql`drop table one_row_each`.execute(db)
  for (const [text, clause] of clauses) {
    for (const customer of here) {
      const bySql = holds.get(text)?.has(customer) ?? false
      const byLoops = naive.holds({ is: 'line', clause }, customer, world.now)
      if (bySql !== byLoops)
        checking.differences.unshift(`${text} for customer ${customer}: ${bySql} in SQL, ${byLoops} by loops`)
    }
  }
}

/** All segments in one evaluation, and each rule by `judge` over the values of the profile. */
async function checkMembers(checking: Checking): Promise<void> {
  const { world, segments, evaluation, naive, db } = checking
  const names = segments.map(({ name }) => name)
  const found = await evaluation.members(names)
  const members = new Map<string, ReadonlySet<number>>()
  for (const name of names) {
    const { rows } = await sql<{ customer: number }>`select customer from (${found.list(name)}) as members`.execute(db)
    members.set(name, new Set(rows.map(({ customer }) => Number(customer))))
  }
  const values = await profiles(checking)
  const { shop } = world
  const when = { now: world.now, today: dayText(dayNumberAt(world.now, shop.timeZone)), shop }
  for (const { name, who } of segments) {
    const byLoops = naive.members(name, world.now)
    for (const customer of naive.exists(world.now)) {
      const bySql = members.get(name)?.has(customer) ?? false
      const holds = (clause: Clause) => naive.holds({ is: 'line', clause }, customer, world.now)
      const known = { values: values.get(customer) ?? {}, holds }
      const inMemory = judge(who, known, evaluation.ctx.vocabulary, when)
      if (bySql === byLoops.has(customer) && inMemory === bySql) continue
      const answers = `${bySql} in SQL, ${inMemory} in memory, ${byLoops.has(customer)} by loops`
      checking.differences.push(`${name} ${JSON.stringify(who)} for customer ${customer}: ${answers}`)
    }
  }
}

async function heldBy(db: Db, flags: Flags, names: readonly string[], key: string) {
  const { rows } = await sql<Record<string, number>>`select * from ${sql.table(flags.table)}`.execute(db)
  return new Map(
    names.map((name) => {
      const column = flags.column(name)
      return [name, new Set(rows.filter((row) => row[column] === 1).map((row) => row[key] ?? 0))]
    }),
  )
}

/** The answers of every customer to all questions, as the profile gives them. */
async function profiles({ segments, evaluation, db }: Checking): Promise<Map<number, Record<string, FactValue>>> {
  const questions = new Map(
    segments.flatMap(({ who }) => clausesOf(who)).map(({ question }) => [columnOf(question), question]),
  )
  const query = profileQuery(evaluation.ctx, { of: 'everyone' }, [...questions.values()])
  const { rows } = await sql<Record<string, FactValue>>`select * from (${query}) as profile`.execute(db)
  return new Map(rows.map((row) => [Number(row.customer), row]))
}
