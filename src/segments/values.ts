import { sql } from 'kysely'
import { localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { type Clause, columnOf, type FactValue, profileQuery, type When } from '../facts/index.ts'
import { asOf, type EvaluationContext, whenOf } from './context.ts'
import { flagsOf } from './flags.ts'
import type { MembersOf } from './history.ts'
import { asksSegments } from './judge.ts'
import { clausesOf, type Rule } from './rule.ts'
import type { Scratch } from './scratch.ts'
import { inPlainWords } from './value-in-words.ts'

/** A line of a rule with what is true of one customer. */
export interface ClauseValue {
  readonly clause: Clause
  /** The line with the group it stands in, where that turns it round: `none of: in_segment: vip`. */
  readonly text: string
  /** `181 days ago, 25 May 2026`. */
  readonly value: string
  /** True where the line speaks for the rule: one below `none` does so when it is false. */
  readonly holds: boolean
  readonly file: string
  readonly line: number
}

/** Of whom and when; `since`: events up to it do not count. */
export interface Asked {
  readonly customer: number
  readonly rule: Rule
  readonly at: Instant
  readonly since: Instant | undefined
}

interface Work {
  readonly ctx: EvaluationContext
  readonly scratch: Scratch
  readonly members: MembersOf
}

/** Each line of a rule for one customer, answered by the same SQL that decides for everybody. */
export async function valuesOf(work: Work, asked: Asked): Promise<ClauseValue[]> {
  const { scratch, members } = work
  const ctx = asOf(work.ctx, asked.at)
  const clauses = clausesOf(asked.rule)
  const table = await scratch.make(
    'one',
    sql`
      select 1 as subject, cast(${asked.customer} as bigint) as customer,
        cast(${asked.at} as bigint) as at, cast(${asked.since ?? null} as bigint) as since`,
  )
  const rules = clauses.map((clause, i) => ({
    name: `line ${i}`,
    rule: { is: 'line', clause } as const,
    ...(asked.since === undefined ? {} : { since: 'start' as const }),
  }))
  const flags = await flagsOf(ctx, table, rules, scratch, members)
  const judged = await firstRow<number>(ctx, flags.table)
  const values = await answersOf(ctx, table, clauses)
  const when = whenOf(ctx)
  return signed(asked.rule).map(({ clause, turned }, i) => {
    const isTrue = Number(judged[flags.column(`line ${i}`)] ?? 0) === 1
    return described(clause, turned, isTrue, values, when, ctx)
  })
}

async function answersOf(ctx: EvaluationContext, table: string, clauses: readonly Clause[]) {
  const questions = clauses.filter((clause) => !asksSegments(clause)).map(({ question }) => question)
  const today = localDay(ctx.now, ctx.vocabulary.shop.timeZone)
  const query = profileQuery(ctx, { of: 'rows', table, today }, questions)
  const { rows } = await sql<Record<string, FactValue>>`select * from (${query}) as profile`.execute(ctx.db)
  return rows[0] ?? {}
}

async function firstRow<T>(ctx: EvaluationContext, table: string): Promise<Record<string, T>> {
  const { rows } = await sql<Record<string, T>>`select * from ${sql.table(table)}`.execute(ctx.db)
  return rows[0] ?? {}
}

/** The lines in order, `turned` where an odd number of `none` stands above them. */
function signed(rule: Rule, turned = false): { clause: Clause; turned: boolean }[] {
  if (rule.is === 'line') return [{ clause: rule.clause, turned }]
  return rule.rules.flatMap((part) => signed(part, rule.is === 'none' ? !turned : turned))
}

function described(
  clause: Clause,
  turned: boolean,
  isTrue: boolean,
  values: Readonly<Record<string, FactValue>>,
  when: When,
  ctx: EvaluationContext,
): ClauseValue {
  const value = asksSegments(clause)
    ? membershipInWords(clause, isTrue)
    : inPlainWords(clause, values[columnOf(clause.question)] ?? null, ctx.vocabulary, when)
  const { file, line } = clause.place
  return { clause, text: turned ? `none of: ${clause.text}` : clause.text, value, holds: isTrue !== turned, file, line }
}

function membershipInWords({ condition }: Clause, isTrue: boolean): string {
  if (condition.is === 'member') return isTrue ? 'a member' : condition.forDays ? 'not that long' : 'not a member'
  if (condition.is === 'entered') return isTrue ? 'entered' : 'did not enter'
  if (condition.is === 'left') return isTrue ? 'left' : 'did not leave'
  return isTrue ? 'yes' : 'no'
}
