import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { asOf, columnsFor, type EvaluationContext, type Flags, flagsOver } from './context.ts'
import { withNeeds } from './dependency-order.ts'
import type { MembersOf } from './history.ts'
import { membersQuery } from './members-query.ts'
import { movedTables } from './moved-tables.ts'
import { segmentsIn } from './references.ts'
import { clausesOf } from './rule.ts'
import type { Scratch } from './scratch.ts'

/**
 * Members as of any instant, each instant evaluated once for the same names. At `ctx.now` the table has a row for every
 * customer, at other instants only for those who are in one of the segments.
 */
export function openMembers(ctx: EvaluationContext, scratch: Scratch): MembersOf {
  const known = new Map<Instant, { names: readonly string[]; flags: Flags }[]>()
  const segments = new Map(ctx.segments.map((segment) => [segment.name, segment]))
  const needs = new Map(ctx.segments.map(({ name, who }) => [name, segmentsIn([who], ctx.vocabulary.shop.stages)]))
  const membersOf: MembersOf = async (wanted, at) => {
    const before = known.get(at)?.find(({ names }) => wanted.every((name) => names.includes(name)))
    if (before) return before.flags
    const names = withNeeds(wanted, [...segments.keys()], needs)
    const chosen = names.flatMap((name) => segments.get(name) ?? [])
    const then = asOf(ctx, at)
    const moved = await movedTables(
      then,
      chosen.flatMap(({ who }) => clausesOf(who)),
      scratch,
      membersOf,
    )
    const columns = columnsFor(names)
    const query = chosen.length === 0 ? everyone(then) : membersQuery(then, chosen, moved)
    const table = await scratch.make('members', at === ctx.now ? query : membersOnly(query, columns))
    const flags = flagsOver(table, columns)
    known.set(at, [...(known.get(at) ?? []), { names, flags }])
    return flags
  }
  return membersOf
}

function everyone(ctx: EvaluationContext): RawBuilder<unknown> {
  return sql`
    select key as customer
    from customers
    where exists_from is null or exists_from <= ${ctx.now}`
}

function membersOnly(query: RawBuilder<unknown>, columns: ReadonlyMap<string, string>): RawBuilder<unknown> {
  if (columns.size === 0) return query
  const any = sql.join(
    [...columns.values()].map((column) => sql.ref(column)),
    sql` + `,
  )
  return sql`
    select *
    from (${query}) as members
    where ${any} > 0`
}
