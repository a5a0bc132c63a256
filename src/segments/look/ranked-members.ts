import { type RawBuilder, sql } from 'kysely'
import { localDay } from '../../calendar/index.ts'
import { profileQuery } from '../../facts/index.ts'
import type { EvaluationContext } from '../context.ts'
import { openEvaluation } from '../evaluation.ts'
import { openScratch } from '../scratch.ts'
import { foundAs, memberAt, type MembersWanted, type StoredMember } from './stored-members.ts'

/** Members that no index has in this order, or that no run wrote down. */
export interface RankedWanted extends Pick<MembersWanted, 'segment' | 'find' | 'limit' | 'at'> {
  readonly order: 'most spent' | 'least spent' | 'key'
  /** `rule`: worked out at `ctx.now`; since when they are members is not known then. */
  readonly from: 'history' | 'rule'
}

/** The first members of a segment by what they spent up to `ctx.now`: every member is looked at. On one connection. */
export async function rankedMembers(ctx: EvaluationContext, wanted: RankedWanted): Promise<StoredMember[]> {
  const { segment, from, order, find, limit } = wanted
  const evaluation = openEvaluation(ctx)
  const scratch = openScratch(ctx)
  try {
    const members =
      from === 'history' ? writtenDown(ctx, wanted) : workedOut((await evaluation.members([segment])).list(segment))
    const table = await scratch.make(
      'ranked',
      sql`
      select m.customer as subject, m.customer, cast(${ctx.now} as bigint) as at, cast(null as bigint) as since,
        m.entered_at
      from (${members}) as m
      where ${foundAs(find, sql`m.customer`)}`,
    )
    const { rows } = await sql<StoredMember>`
      select c.key, c.id, c.email, c.first_name, c.last_name, ranked.entered_at
      from ${sql.table(table)} as ranked
      join customers as c on c.key = ranked.customer
      ${order === 'key' ? sql`` : sql`join (${spentOf(ctx, table)}) as spent on spent.customer = ranked.customer`}
      order by ${placeBy(order)}
      limit ${limit}`.execute(ctx.db)
    return rows.map((row) => ({ ...row, key: Number(row.key), entered_at: Number(row.entered_at) }))
  } finally {
    await scratch.close()
    await evaluation.close()
  }
}

function writtenDown(ctx: EvaluationContext, { segment, at }: RankedWanted): RawBuilder<unknown> {
  return sql`
    select m.customer, m.entered_at
    from memberships as m
    where m.segment = ${segment} and ${memberAt(ctx, at)}`
}

function workedOut(list: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select customer, 0 as entered_at from (${list}) as members`
}

const SPENT = { fact: 'total_spent' }

function spentOf(ctx: EvaluationContext, table: string): RawBuilder<unknown> {
  const today = localDay(ctx.now, ctx.vocabulary.shop.timeZone)
  return profileQuery(ctx, { of: 'rows', table, today }, [SPENT])
}

function placeBy(order: RankedWanted['order']): RawBuilder<unknown> {
  if (order === 'key') return sql`c.key`
  return order === 'most spent'
    ? sql`coalesce(spent.f_total_spent, 0) desc, c.key`
    : sql`coalesce(spent.f_total_spent, 0), c.key`
}
