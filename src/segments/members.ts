import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { carryForward, type Carried } from './carry/carry-forward.ts'
import { type Ranking, rankedFirst } from './carry/ranked-first.ts'
import { asOf, type EvaluationContext } from './context.ts'
import { withNeeds } from './dependency-order.ts'
import { type Members, membersByWords, type MembersOf, membersOfBoth } from './members-of.ts'
import { membersQuery } from './members-query.ts'
import { movedTables } from './moved-tables.ts'
import { segmentsIn } from './references.ts'
import { clausesOf } from './rule.ts'
import type { Scratch } from './scratch.ts'
import { wordNames, wordsIn } from './words.ts'

/** What an evaluation knows of members, and what of it can be stored for the next one. */
export interface MembersKnown {
  readonly of: MembersOf
  /** What was carried forward from the last run; known after the first question about `ctx.now`. */
  carried(): Promise<Carried | undefined>
  /** What standings rank, as of `ctx.now`: of the segments that were read in full. */
  readonly ranked: Ranking
}

/**
 * Members as of any instant, each instant evaluated once for the same names. At `ctx.now` the memberships of the last
 * run are carried forward where they can be; everything else is read in full.
 */
export function openMembers(ctx: EvaluationContext, scratch: Scratch): MembersKnown {
  const known = new Map<Instant, { names: readonly string[]; members: Members }[]>()
  const ranked: Ranking = { values: new Map(), borders: new Map() }
  const segments = new Map(ctx.segments.map((segment) => [segment.name, segment]))
  const needs = new Map(ctx.segments.map(({ name, who }) => [name, segmentsIn([who], ctx.vocabulary.shop.stages)]))
  let carrying: Promise<Carried | undefined> | undefined
  const carried = () => {
    carrying ??= carryForward(ctx, scratch)
    return carrying
  }
  const inFull = async (wanted: readonly string[], at: Instant): Promise<Members> => {
    const names = withNeeds(wanted, [...segments.keys()], needs)
    const chosen = names.flatMap((name) => segments.get(name) ?? [])
    const then = asOf(ctx, at)
    const clauses = chosen.flatMap(({ who }) => clausesOf(who))
    const moved = await movedTables(then, clauses, scratch, membersOf)
    const judged = await rankedFirst(then, scratch, clauses, at === ctx.now ? ranked : undefined)
    const query = chosen.length === 0 ? everybody(then) : membersQuery(then, chosen, moved, judged)
    const table = await scratch.make('members', at === ctx.now ? query : membersOnly(query, names.length))
    return membersByWords(wordsIn(ctx, table, names))
  }
  const membersOf: MembersOf = async (wanted, at) => {
    const before = known.get(at)?.find(({ names }) => wanted.every((name) => names.includes(name)))
    if (before) return before.members
    const stored = at === ctx.now ? await carried() : undefined
    const others = wanted.filter((name) => !stored?.names.includes(name))
    const names = [...(stored?.names ?? []), ...withNeeds(others, [...segments.keys()], needs)]
    const members =
      stored === undefined
        ? await inFull(wanted, at)
        : others.length === 0
          ? stored.members
          : membersOfBoth(stored, await inFull(others, at))
    const counted = countedOnce(members)
    known.set(at, [...(known.get(at) ?? []), { names, members: counted }])
    return counted
  }
  return { of: membersOf, carried, ranked }
}

/** Guards, the plan and the history of one evaluation all ask for the sizes. */
function countedOnce(members: Members): Members {
  const known = new Map<string, Promise<Map<string, number>>>()
  const sizes = (names: readonly string[]) => {
    const key = JSON.stringify(names)
    const counted = known.get(key) ?? members.sizes(names)
    known.set(key, counted)
    return counted
  }
  return { ...members, sizes }
}

function everybody(ctx: EvaluationContext): RawBuilder<unknown> {
  return sql`
    select key as customer
    from customers
    where exists_from is null or exists_from <= ${ctx.now}`
}

function membersOnly(query: RawBuilder<unknown>, flags: number): RawBuilder<unknown> {
  if (flags === 0) return query
  const any = sql.join(
    wordNames(flags).map((column) => sql.ref(column)),
    sql` + `,
  )
  return sql`
    select *
    from (${query}) as members
    where ${any} > 0`
}
