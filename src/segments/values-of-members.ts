import { sql } from 'kysely'
import { localDay } from '../calendar/index.ts'
import { type FactValue, profileQuery } from '../facts/index.ts'
import { asOf, type EvaluationContext, whenOf } from './context.ts'
import { type Evaluation, openEvaluation } from './evaluation.ts'
import { type ClauseValue, lineValue, signedLines } from './line-value.ts'
import { membersAt } from './members-at.ts'
import { questionsOf } from './members-query.ts'
import { clausesOf } from './rule.ts'
import { openScratch, type Scratch } from './scratch.ts'
import type { Segment } from './segment.ts'

/** A member with what is true of each line of the segment's rule. */
export interface MemberValues {
  /** The customer's id. */
  readonly customer: string
  readonly clauses: readonly ClauseValue[]
}

/** Members that are asked about at a time: their values in words are kept in memory. */
const LOT = 5000

/** The members of a segment as of an instant, sorted by id, with their values. Use it on one connection. */
export async function* valuesOfMembers(
  base: EvaluationContext,
  segment: Segment,
  at: number,
): AsyncGenerator<MemberValues> {
  const ctx = asOf(base, at)
  const ids = await membersAt(ctx, segment.name, at)
  const evaluation = openEvaluation(ctx)
  const scratch = openScratch(ctx)
  try {
    for (let from = 0; from < ids.length; from += LOT) {
      yield* await valuesOfLot({ ctx, evaluation, scratch }, segment, ids.slice(from, from + LOT))
    }
  } finally {
    await scratch.close()
    await evaluation.close()
  }
}

interface Work {
  readonly ctx: EvaluationContext
  readonly evaluation: Evaluation
  readonly scratch: Scratch
}

type Row = Readonly<Record<string, FactValue>>

async function valuesOfLot({ ctx, evaluation, scratch }: Work, { who }: Segment, ids: readonly string[]) {
  const clauses = clausesOf(who)
  const given = ctx.dialect.rows(
    { id: 'text' },
    ids.map((id) => [id]),
  )
  const table = await scratch.make(
    'lot',
    sql`
      select c.key as subject, c.key as customer, cast(${ctx.now} as bigint) as at, cast(null as bigint) as since
      from ${given} as given
      join customers as c on c.id = given.id`,
  )
  const rules = clauses.map((clause, i) => ({ name: `line ${i}`, rule: { is: 'line', clause } as const }))
  const flags = await evaluation.flags(table, rules)
  const questions = questionsOf(clauses, [], ctx)
  const today = localDay(ctx.now, ctx.vocabulary.shop.timeZone)
  const { rows } = await sql<Row>`
    -- one row per member: each line's answer and the values behind it
    select flags.*, profile.*, c.id as member_id
    from ${sql.table(flags.table)} as flags
    join (${profileQuery(ctx, { of: 'rows', table, today }, questions)}) as profile on profile.subject = flags.subject
    join customers as c on c.key = flags.subject`.execute(ctx.db)
  const columns = rules.map(({ name }) => flags.column(name))
  const when = whenOf(ctx)
  const found = new Map(rows.map((row) => [String(row.member_id), row]))
  return ids.map((customer): MemberValues => {
    const row = found.get(customer) ?? {}
    const lines = signedLines(who).map((line, i) => {
      return lineValue(line, Number(row[columns[i] ?? '']) === 1, row, ctx.vocabulary, when)
    })
    return { customer, clauses: lines }
  })
}
