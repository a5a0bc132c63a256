import { sql } from 'kysely'
import { addLocalDays } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { Flags } from './context.ts'
import type { Evaluation } from './evaluation.ts'
import { runsWith } from './runs.ts'

/** The run that writes the history: its slot, and the names of all segment files, broken ones included. */
export interface MembersRun {
  readonly slot: Instant
  /** Default: the segments of the evaluation. Stays in segments not named here end. */
  readonly files?: readonly string[]
}

/** What a run changed in one segment. */
export interface Move {
  readonly size: number
  readonly entered: number
  readonly left: number
}

/** By name of segment. */
export type Moves = ReadonlyMap<string, Move>

/**
 * Writes who entered and who left each segment at the run's slot, inside the caller's transaction. The first time a
 * segment is counted, those who were in it a day earlier were always there: `entered_at` null. The caller finishes the
 * run with the sizes in its summary (`{"segments": {"new": 310}}`): that is how history knows it took place.
 */
export async function refreshMembers(evaluation: Evaluation, run: MembersRun): Promise<Moves> {
  const { ctx } = evaluation
  const names = ctx.segments.map(({ name }) => name)
  const now = await evaluation.members(names)
  const unseen: string[] = []
  for (const name of names) if (await isFirst(evaluation, name)) unseen.push(name)
  const yesterday = addLocalDays(run.slot, -1, ctx.vocabulary.shop.timeZone)
  const before = unseen.length === 0 ? undefined : await evaluation.members(unseen, yesterday)
  const sizes = await sizesOf(evaluation, now, names)
  const moves = new Map<string, Move>()
  for (const name of names) {
    const members = sql`select customer from ${sql.table(now.table)} where ${sql.ref(now.column(name))} = 1`
    if (before && unseen.includes(name)) {
      const long = sql`select customer from ${sql.table(before.table)} where ${sql.ref(before.column(name))} = 1`
      await stayOn(evaluation, name, sql`${members} intersect ${long}`)
    }
    const left = await leave(evaluation, name, members, run.slot)
    const entered = await enter(evaluation, name, members, run.slot)
    moves.set(name, { size: sizes.get(name) ?? 0, entered, left })
  }
  await closeOthers(evaluation, run.files ?? names, run.slot)
  return moves
}

type Members = ReturnType<typeof sql>

async function isFirst({ ctx }: Evaluation, segment: string): Promise<boolean> {
  const { rows } = await sql`select 1 from memberships where segment = ${segment} limit 1`.execute(ctx.db)
  return rows.length === 0 && (await runsWith(ctx, segment)).length === 0
}

async function stayOn({ ctx }: Evaluation, segment: string, members: Members): Promise<void> {
  await sql`
    insert into memberships (segment, customer, entered_at, left_at)
    select ${segment}, customer, null, null
    from (${members}) as members`.execute(ctx.db)
}

async function leave({ ctx }: Evaluation, segment: string, members: Members, slot: Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    update memberships
    set left_at = ${slot}
    where segment = ${segment}
      and left_at is null
      and customer not in (${members})`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

async function enter({ ctx }: Evaluation, segment: string, members: Members, slot: Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into memberships (segment, customer, entered_at, left_at)
    select ${segment}, customer, ${slot}, null
    from (${members}) as members
    where not exists (
      select 1
      from memberships as open
      where open.segment = ${segment} and open.left_at is null and open.customer = members.customer
    )`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

/** All sizes in one scan. */
async function sizesOf({ ctx }: Evaluation, flags: Flags, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const sums = names.map((name) => sql`sum(${sql.ref(flags.column(name))}) as ${sql.ref(flags.column(name))}`)
  const { rows } = await sql<Record<string, number>>`select ${sql.join(sums)} from ${sql.table(flags.table)}`.execute(
    ctx.db,
  )
  return new Map(names.map((name) => [name, Number(rows[0]?.[flags.column(name)] ?? 0)]))
}

/** A segment whose file is gone has nobody in it. */
async function closeOthers({ ctx }: Evaluation, files: readonly string[], slot: Instant): Promise<void> {
  const known = ctx.dialect.rows(
    { name: 'text' },
    files.map((name) => [name]),
  )
  await sql`
    update memberships
    set left_at = ${slot}
    where left_at is null
      and segment not in (select name from ${known} as files)`.execute(ctx.db)
}
