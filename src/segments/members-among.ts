import { sql } from 'kysely'
import type { Day } from '../calendar/index.ts'
import { profileQuery } from '../facts/index.ts'
import { columnsFor, type EvaluationContext, flagsOver } from './context.ts'
import { withNeeds } from './dependency-order.ts'
import { type Members, membersIn, type MembersOf } from './members-of.ts'
import { membersQuery } from './members-query.ts'
import { movedTables } from './moved-tables.ts'
import { segmentsIn } from './references.ts'
import { clausesOf } from './rule.ts'
import type { Scratch } from './scratch.ts'
import { standingsIn } from './standing.ts'

/** A search for each of the few takes longer than a row of a reading of all. */
const FEW = 1 / 10

/** Of whom something is asked: a scratch table with their keys in `customer`, on a day of the shop. */
export interface Few {
  readonly table: string
  readonly today: Day
}

/**
 * The members of segments as of `ctx.now` among a few customers, read by searching for them; undefined where there are
 * many, or where a standing must be found among everybody.
 */
export async function membersAmong(
  ctx: EvaluationContext,
  wanted: readonly string[],
  { table, today }: Few,
  scratch: Scratch,
  membersOf: MembersOf,
): Promise<Members | undefined> {
  const needs = new Map(ctx.segments.map(({ name, who }) => [name, segmentsIn([who], ctx.vocabulary.shop.stages)]))
  const names = withNeeds(wanted, [...needs.keys()], needs)
  const chosen = names.flatMap((name) => ctx.segments.find((segment) => segment.name === name) ?? [])
  const clauses = chosen.flatMap(({ who }) => clausesOf(who))
  if (standingsIn(clauses).length > 0 || !(await areFew(ctx, table))) return undefined
  const moved = await movedTables(ctx, clauses, scratch, membersOf)
  const rows = await scratch.make(
    'few',
    sql`
      select distinct customer as subject, customer, cast(${ctx.now} as bigint) as at, cast(null as bigint) as since
      from ${sql.table(table)}`,
  )
  const query = membersQuery(ctx, chosen, moved, {
    profile: (questions) => profileQuery(ctx, { of: 'rows', table: rows, today, among: 'existing' }, questions),
    border: () => {
      throw new Error('a standing needs everybody')
    },
    flags: 'columns',
  })
  return membersIn(ctx.db, flagsOver(await scratch.make('members', query), columnsFor(names)))
}

async function areFew({ db }: EvaluationContext, table: string): Promise<boolean> {
  const { rows } = await sql<{ few: number; everybody: number | null }>`
    select (select count(*) from ${sql.table(table)}) as few, (select max(key) from customers) as everybody`.execute(db)
  return Number(rows[0]?.few ?? 0) < FEW * Number(rows[0]?.everybody ?? 0)
}
