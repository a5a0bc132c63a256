import { sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import { type FactValue, profileQuery, type Question } from '../../facts/index.ts'
import { carryForward } from '../carry/carry-forward.ts'
import type { Border } from '../carry/states.ts'
import { asOf, type EvaluationContext, whenOf } from '../context.ts'
import { openScratch } from '../scratch.ts'
import { type Standing, standingKey, standingQuestions } from '../standing.ts'
import { borderQuery, rankedIn } from '../standing-sql.ts'

/** What only the whole base can tell: the borders of standings, and a customer's scores. */
export interface Base {
  borderOf(standing: Standing, at: Instant): Promise<Border>
  /** Answers to questions about scores, by column. */
  scores(customer: number, questions: readonly Question[], at: Instant): Promise<Readonly<Record<string, FactValue>>>
}

/** Borders by standing and instant: those of the same data may be shared. */
export type Borders = Map<string, Promise<Border>>

/**
 * The base of everybody, asked only where a rule asks for it, each border once: the last run's, brought up to the
 * instant by what has changed since, or read in full where no run came before.
 */
export function baseOf(ctx: EvaluationContext, known: Borders = new Map()): Base {
  const carried = new Map<Instant, Promise<CarriedBorders>>()
  const borderAt = async (standing: Standing, at: Instant): Promise<Border> => {
    const borders = carried.get(at) ?? carriedBorders(asOf(ctx, at))
    carried.set(at, borders)
    const border = (await borders)?.get(standingKey(standing.clause))
    return border === undefined ? readBorder(asOf(ctx, at), standing) : border
  }
  return {
    borderOf(standing, at) {
      const key = `${at} ${standingKey(standing.clause)}`
      const border = known.get(key) ?? borderAt(standing, at)
      known.set(key, border)
      return border
    },
    scores: (customer, questions, at) => readScores(asOf(ctx, at), customer, questions),
  }
}

/** The same base, standing still from an instant on: if nothing else happens, nothing moves in it. */
export function stillFrom(base: Base, instant: Instant): Base {
  return {
    borderOf: (standing, at) => base.borderOf(standing, Math.min(at, instant)),
    scores: (customer, questions, at) => base.scores(customer, questions, Math.min(at, instant)),
  }
}

type CarriedBorders = ReadonlyMap<string, Border> | undefined

async function carriedBorders(ctx: EvaluationContext): Promise<CarriedBorders> {
  const scratch = openScratch(ctx)
  try {
    return (await carryForward(ctx, scratch))?.borders
  } finally {
    await scratch.close()
  }
}

async function readBorder(ctx: EvaluationContext, standing: Standing): Promise<Border> {
  const base = profileQuery(ctx, { of: 'everyone' }, standingQuestions([standing], ctx.vocabulary))
  const { rows } = await sql<{ value: number | null; id?: string }>`
    with everyone as materialized (${base})
    select * from (${borderQuery(standing, rankedIn(standing, 'everyone', ctx))}) as border`.execute(ctx.db)
  const [row] = rows
  if (!row || row.value === null) return null
  return row.id === undefined ? { value: Number(row.value) } : { value: Number(row.value), id: row.id }
}

async function readScores(
  ctx: EvaluationContext,
  customer: number,
  questions: readonly Question[],
): Promise<Record<string, FactValue>> {
  const scratch = openScratch(ctx)
  try {
    const table = await scratch.make('scored', oneRow(customer, ctx.now))
    const query = profileQuery(ctx, { of: 'rows', table, today: whenOf(ctx).today }, questions)
    const { rows } = await sql<Record<string, FactValue>>`select * from (${query}) as profile`.execute(ctx.db)
    return rows[0] ?? {}
  } finally {
    await scratch.close()
  }
}

/** The content of a scratch table that holds one customer at an instant. */
export function oneRow(customer: number, at: Instant) {
  return sql`
      select 1 as subject, cast(${customer} as bigint) as customer, cast(${at} as bigint) as at,
        cast(null as bigint) as since`
}
