import { sql } from 'kysely'
import { type Clause, columnOf, profileQuery } from '../../facts/index.ts'
import type { EvaluationContext } from '../context.ts'
import { everyone, type Judged, questionsOf } from '../members-query.ts'
import type { Scratch } from '../scratch.ts'
import { standingKey, standingsIn } from '../standing.ts'
import { rankedColumns, rankedValue } from '../standing-columns.ts'
import { borderOf, borderRow } from './border-of.ts'
import { putValues, type Values, valuesOfNobody } from './values.ts'
import type { Border } from './states.ts'

/** What standings rank, by column of the question, and their borders by `standingKey`. */
export interface Ranking {
  readonly values: Map<string, Values>
  readonly borders: Map<string, Border>
}

/**
 * Everybody, to be judged with the borders of standings found first: the answers are written down once and each ranked
 * one is read into memory, where any number of borders is found without sorting. Notes in `ranking` what it found.
 */
export async function rankedFirst(
  ctx: EvaluationContext,
  scratch: Scratch,
  clauses: readonly Clause[],
  ranking: Ranking = { values: new Map(), borders: new Map() },
): Promise<Judged> {
  const standings = standingsIn(clauses)
  if (standings.length === 0) return everyone(ctx, 'words')
  const questions = questionsOf(clauses, standings, ctx)
  const table = await scratch.make('everyone', profileQuery(ctx, { of: 'everyone' }, questions))
  const profile = { table, as: 'profile' }
  const [customers = []] = await ctx.dialect.numbers(ctx.db, profile, [sql`profile.customer`])
  for (const question of rankedColumns(standings)) {
    const [found = []] = await ctx.dialect.numbers(ctx.db, profile, [rankedValue(standings, question, ctx)])
    const values = valuesOfNobody()
    putValues(values, customers, found)
    ranking.values.set(question, values)
  }
  for (const standing of standings) {
    const values = ranking.values.get(columnOf(standing.clause.question)) ?? valuesOfNobody()
    ranking.borders.set(standingKey(standing.clause), await borderOf(ctx, standing, values))
  }
  const border: Judged['border'] = ({ clause }) => borderRow(ranking.borders.get(standingKey(clause)) ?? null)
  return { profile: { table }, border, flags: 'words' }
}
