import { sql } from 'kysely'
import { localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import { columnOf, profileQuery, type Question } from '../../facts/index.ts'
import type { EvaluationContext } from '../context.ts'
import type { Members } from '../members-of.ts'
import { membersQuery, questionsOf } from '../members-query.ts'
import { clausesOf } from '../rule.ts'
import type { Scratch } from '../scratch.ts'
import type { Segment } from '../segment.ts'
import { type Standing, standingKey, standingsIn } from '../standing.ts'
import { rankedColumns, rankedValue } from '../standing-columns.ts'
import { wordNames } from '../words.ts'
import { borderOf, borderRow } from './border-of.ts'
import { carriableOf } from './carriable.ts'
import { carriedMembers, stillOpen } from './carried-members.ts'
import { type Judged, movesAmong, type MovesFound, wordsOfStays, wordsWere } from './judged.ts'
import { readValues, type StandingValues } from './standing-values.ts'
import { putValues } from './values.ts'
import { customersBetween } from './values-of.ts'
import { type Border, readStates, type SegmentState } from './states.ts'
import { ROWS_ORDER, rowsOf, touchedQuery } from './touched.ts'

/** Memberships of the last run brought up to `ctx.now` by judging only those who can have changed. */
export interface Carried {
  /** In dependency order. */
  readonly names: readonly string[]
  readonly members: Members
  /** The run they come from. */
  readonly from: Instant
  readonly moves: MovesFound
  /** What that run found out. */
  readonly states: ReadonlyMap<string, SegmentState>
  /** What standings rank, as of `ctx.now`, by column of the question. */
  readonly values: ReadonlyMap<string, StandingValues>
  /** By `standingKey`. */
  readonly borders: ReadonlyMap<string, Border>
}

const DAY = 86_400_000
/** After a longer pause so many windows have moved that reading everything is quicker. */
const LONGEST_PAUSE = 40 * DAY
/** The same where a large part of the shop was imported since. */
const MOST_CHANGED = 0.2
/** The mark of a changed product. */
const CATALOGUE = 0

/** Undefined where nothing can be carried: no run yet, a run later than `ctx.now`, too much has changed. */
export async function carryForward(ctx: EvaluationContext, scratch: Scratch): Promise<Carried | undefined> {
  const states = await readStates(ctx)
  const [{ slot: from } = { slot: Number.POSITIVE_INFINITY }] = states.values()
  if (from > ctx.now || ctx.now - from > LONGEST_PAUSE) return undefined
  const changes = await changesSince(ctx)
  if (changes.much === 'too much') return undefined
  const { segments, edges } = carriableOf(ctx, states, from, changes.catalogue)
  if (segments.length === 0) return undefined
  const clauses = segments.flatMap(({ who }) => clausesOf(who))
  const standings = standingsIn(clauses)
  const questions = questionsOf(clauses, standings, ctx)
  const touched = await scratch.make('touched', touchedQuery(ctx, from, edges, questions), ROWS_ORDER)
  const profile = await profileOf(ctx, scratch, touched, questions)
  const people: People = { touched, profile }
  const values = await valuesNow(ctx, people, standings)
  const borders = await bordersNow(ctx, standings, values)
  await addBands(ctx, scratch, people, bandsOf(segments, values, borders, states), questions)
  const judged = await judge(ctx, scratch, segments, people, borders, from)
  const names = segments.map(({ name }) => name)
  const moves = movesAmong(ctx, judged)
  const members = carriedMembers({ from, judged, moves, states })
  return { names, from, values, borders, moves, states, members }
}

interface Changes {
  readonly much: 'too much' | 'some'
  readonly catalogue: 'as it was' | 'changed'
}

async function changesSince({ db }: EvaluationContext): Promise<Changes> {
  const { rows } = await sql<{ customers: number; first: number | null; last: number | null }>`
    select
      (select count(distinct customer) from changed_customers) as customers,
      (select min(customer) from changed_customers) as first,
      (select max(key) from customers) as last`.execute(db)
  const { customers = 0, first = null, last = null } = rows[0] ?? {}
  return {
    much: Number(customers) > MOST_CHANGED * Number(last) ? 'too much' : 'some',
    catalogue: first !== null && Number(first) === CATALOGUE ? 'changed' : 'as it was',
  }
}

/** The touched customers, and the answers of those of them who exist: both scratch tables. */
interface People {
  readonly touched: string
  readonly profile: string
}

/** A scratch table of the answers of the customers in another, those who exist. */
async function profileOf(
  ctx: EvaluationContext,
  scratch: Scratch,
  table: string,
  questions: readonly Question[],
): Promise<string> {
  const today = localDay(ctx.now, ctx.vocabulary.shop.timeZone)
  return scratch.make('profile', profileQuery(ctx, { of: 'rows', table, today, among: 'existing' }, questions))
}

/** The stored values, with those of the touched customers found anew. */
async function valuesNow(
  ctx: EvaluationContext,
  { touched, profile }: People,
  standings: readonly Standing[],
): Promise<Map<string, StandingValues>> {
  const { db, dialect } = ctx
  const byQuestion = new Map<string, StandingValues>()
  const [all = []] = await dialect.numbers(db, { table: touched, as: 'touched' }, [sql`touched.customer`])
  for (const name of rankedColumns(standings)) {
    const values = await readValues(ctx, name)
    const fresh = [sql`profile.customer`, rankedValue(standings, name, ctx)]
    const [customers = [], found = []] = await dialect.numbers(db, { table: profile, as: 'profile' }, fresh)
    putValues(values, customers, found)
    const there = new Set(customers)
    putValues(
      values,
      all.filter((customer) => !there.has(customer)),
      [],
    )
    byQuestion.set(name, values)
  }
  return byQuestion
}

async function bordersNow(
  ctx: EvaluationContext,
  standings: readonly Standing[],
  values: ReadonlyMap<string, StandingValues>,
): Promise<Map<string, Border>> {
  const borders = new Map<string, Border>()
  for (const standing of standings) {
    const ranked = values.get(columnOf(standing.clause.question))
    if (ranked) borders.set(standingKey(standing.clause), await borderOf(ctx, standing, ranked))
  }
  return borders
}

/** Who stands between an old border and a new one changes sides without having moved. */
function bandsOf(
  segments: readonly Segment[],
  values: ReadonlyMap<string, StandingValues>,
  borders: ReadonlyMap<string, Border>,
  states: ReadonlyMap<string, SegmentState>,
): Set<number> {
  const between = new Set<number>()
  for (const { name, who } of segments) {
    for (const { clause } of standingsIn(clausesOf(who))) {
      const key = standingKey(clause)
      const [now, then] = [borders.get(key) ?? null, states.get(name)?.borders[key] ?? null]
      const ranked = values.get(columnOf(clause.question))
      if (!ranked || (now?.value === then?.value && now?.id === then?.id)) continue
      const [one, other] = now && then ? [now.value, then.value] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      for (const customer of customersBetween(ranked, Math.min(one, other), Math.max(one, other))) between.add(customer)
    }
  }
  return between
}

async function addBands(
  ctx: EvaluationContext,
  scratch: Scratch,
  { touched, profile }: People,
  bands: ReadonlySet<number>,
  questions: readonly Question[],
): Promise<void> {
  if (bands.size === 0) return
  const between = ctx.dialect.rows(
    { customer: 'integer' },
    [...bands].map((customer) => [customer]),
  )
  const others = sql`
    select customer from ${between} as between_borders
    where customer not in (select customer from ${sql.table(touched)})`
  const rows = await scratch.make('rows', rowsOf(ctx, others), ROWS_ORDER)
  const more = await profileOf(ctx, scratch, rows, questions)
  await sql`insert into ${sql.table(profile)} select * from ${sql.table(more)}`.execute(ctx.db)
}

/** The segments of each of the people, then and now; those who do not exist at all are in none. */
async function judge(
  ctx: EvaluationContext,
  scratch: Scratch,
  segments: readonly Segment[],
  { touched, profile }: People,
  borders: ReadonlyMap<string, Border>,
  from: Instant,
): Promise<Judged> {
  const names = segments.map(({ name }) => name)
  const query = membersQuery(ctx, segments, noPast, {
    profile: { table: profile },
    border: ({ clause }) => borderRow(borders.get(standingKey(clause)) ?? null),
    flags: 'words',
  })
  const nothing = wordNames(names.length).map((word) => sql`0 as ${sql.ref(word)}`)
  const gone = sql`
    select customer, ${sql.join(nothing)}
    from ${sql.table(touched)}
    where customer not in (select customer from ${sql.table(profile)})`
  const stays = wordsOfStays(names)
  const then = wordsWere(names).map(
    (was, word) => sql`(
      select ${stays[word]}
      from memberships as stay
      where stay.customer = flags.customer and ${stillOpen(from)}
    ) as ${sql.ref(was)}`,
  )
  const table = await scratch.make(
    'judged',
    sql`
    select flags.*, ${sql.join(then)}
    from (select * from (${query}) as existing union all ${gone}) as flags`,
  )
  return { table, names }
}

function noPast(): never {
  throw new Error('lines about the past of a segment are not carried')
}
