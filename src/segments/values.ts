import { sql } from 'kysely'
import { localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { type Clause, type FactValue, profileQuery } from '../facts/index.ts'
import { asOf, type EvaluationContext, whenOf } from './context.ts'
import { flagsOf } from './flags.ts'
import type { MembersOf } from './members-of.ts'
import { asksSegments } from './judge.ts'
import { type ClauseValue, lineValue, signedLines } from './line-value.ts'
import { clausesOf, type Rule } from './rule.ts'
import type { Scratch } from './scratch.ts'

export type { ClauseValue }

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
  return signedLines(asked.rule).map((line, i) => {
    const isTrue = Number(judged[flags.column(`line ${i}`)] ?? 0) === 1
    return lineValue(line, isTrue, values, ctx.vocabulary, when)
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
