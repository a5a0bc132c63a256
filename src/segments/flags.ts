import { type RawBuilder, sql } from 'kysely'
import { type Day, dayOfNumber, endOfDay, localDay, startOfDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { localDayOf } from '../facts/index.ts'
import { asOf, columnsFor, type EvaluationContext, type Flags, flagsOver } from './context.ts'
import { flagsQuery, type NamedRule } from './flags-query.ts'
import { membersAmong } from './members-among.ts'
import type { MembersOf } from './members-of.ts'
import { movedTables } from './moved-tables.ts'
import { segmentsIn } from './references.ts'
import { clausesOf, type Rule } from './rule.ts'
import type { Scratch } from './scratch.ts'

/** A rule to judge; `since: 'start'`: only events after the row's `since` count. */
export interface FlagRule {
  readonly name: string
  readonly rule: Rule
  readonly since?: 'start'
}

/** Rows of one shop day: a scratch table of `(subject, customer, at, since)`, and the latest `at` in it. */
interface DayOfRows {
  readonly table: string
  readonly today: Day
  readonly latest: Instant
}

/** Judges rules for the rows of a scratch table `(subject, customer, at, since)`, each row as of its own `at`. */
export async function flagsOf(
  ctx: EvaluationContext,
  table: string,
  rules: readonly FlagRule[],
  scratch: Scratch,
  membersOf: MembersOf,
): Promise<Flags> {
  const columns = columnsFor(rules.map(({ name }) => name))
  const named = ({ name, rule }: FlagRule): NamedRule => ({ column: columns.get(name) ?? name, rule })
  const sinceStart = rules.filter(({ since }) => since === 'start').map(named)
  const ever = rules.filter(({ since }) => since === undefined).map(named)
  const work: Work = { ctx, scratch, membersOf }
  const first = await judged(work, table, sinceStart)
  const second = await judged(work, ever.length === 0 ? table : await withoutSince(table, scratch), ever)
  const result = await joined(scratch, table, first, second, columns)
  return flagsOver(result, columns)
}

interface Work {
  readonly ctx: EvaluationContext
  readonly scratch: Scratch
  readonly membersOf: MembersOf
}

async function withoutSince(table: string, scratch: Scratch): Promise<string> {
  const query = sql`select subject, customer, at, cast(null as bigint) as since from ${sql.table(table)}`
  return scratch.make('rows', query)
}

/** A scratch table of `subject` and a column per rule; undefined where there are no rules or no rows. */
async function judged(work: Work, table: string, rules: readonly NamedRule[]): Promise<string | undefined> {
  if (rules.length === 0) return undefined
  let result: string | undefined
  for (const day of await daysOf(work, table)) {
    const query = await dayQuery(work, day, rules)
    if (result === undefined) result = await work.scratch.make('judged', query)
    else await sql`insert into ${sql.table(result)} ${query}`.execute(work.ctx.db)
  }
  return result
}

async function dayQuery(work: Work, day: DayOfRows, rules: readonly NamedRule[]): Promise<RawBuilder<unknown>> {
  const { scratch, membersOf } = work
  const ctx = asOf(work.ctx, day.latest)
  const all = rules.map(({ rule }) => rule)
  const names = segmentsIn(all, ctx.vocabulary.shop.stages)
  const moved = await movedTables(ctx, all.flatMap(clausesOf), scratch, membersOf)
  const few = names.length > 0 && day.latest !== work.ctx.now
  const among = few ? await membersAmong(ctx, names, day, scratch, membersOf) : undefined
  const members = names.length === 0 ? undefined : (among ?? (await membersOf(names, day.latest)))
  return flagsQuery(ctx, { of: 'rows', table: day.table, today: day.today }, rules, {
    moved,
    member: (name) => {
      if (!members) throw new Error(`"${name}" was not evaluated`)
      return members.has(name, sql`profile.customer`)
    },
  })
}

/** The rows by the shop's day of their `at`: mostly all of them lie on one. */
async function daysOf({ ctx, scratch }: Work, table: string): Promise<DayOfRows[]> {
  const { timeZone } = ctx.vocabulary.shop
  const rows = sql.table(table)
  const range = await sql<{ first: number | null; last: number | null }>`
    select min(at) as first, max(at) as last from ${rows}`.execute(ctx.db)
  const { first = null, last = null } = range.rows[0] ?? {}
  if (first === null || last === null) return []
  const today = localDay(Number(last), timeZone)
  if (localDay(Number(first), timeZone) === today) return [{ table, today, latest: Number(last) }]
  const day = localDayOf({ shop: ctx.vocabulary.shop, now: ctx.now }, sql`at`)
  const found = await sql<{ day: number; latest: number }>`
    select ${day} as day, max(at) as latest from ${rows} group by 1 order by 1`.execute(ctx.db)
  const days: DayOfRows[] = []
  for (const { day: number, latest } of found.rows) {
    const name = dayOfNumber(Number(number))
    const [from, until] = [startOfDay(name, timeZone), endOfDay(name, timeZone)]
    const part = sql`select * from ${rows} where at >= ${from} and at < ${until}`
    days.push({ table: await scratch.make('day', part), today: name, latest: Number(latest) })
  }
  return days
}

async function joined(
  scratch: Scratch,
  table: string,
  first: string | undefined,
  second: string | undefined,
  columns: ReadonlyMap<string, string>,
): Promise<string> {
  if (first && second) {
    const names = [...columns.values()].map((column) => sql.ref(column))
    const query = sql`
      select first.subject, ${sql.join(names)}
      from ${sql.table(first)} as first
      join ${sql.table(second)} as second on second.subject = first.subject`
    return scratch.make('flags', query)
  }
  const only = first ?? second
  if (only) return only
  const none = [...columns.values()].map((column) => sql`0 as ${sql.ref(column)}`)
  return scratch.make('flags', sql`select ${sql.join([sql`subject`, ...none])} from ${sql.table(table)}`)
}
