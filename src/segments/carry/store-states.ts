import { sql } from 'kysely'
import { columnOf } from '../../facts/index.ts'
import type { Instant } from '../../clock.ts'
import type { Evaluation } from '../evaluation.ts'
import { clausesOf } from '../rule.ts'
import { type Standing, standingKey, standingsIn } from '../standing.ts'
import { borderOf } from './border-of.ts'
import { dropValues, putValues, readValues, type StandingValues, storeValues } from './standing-values.ts'
import { type Border, meaningHash, readStates, writeStates } from './states.ts'

/**
 * Keeps what a run found out, so that the next one can carry it forward: sizes, borders and ranked values. From here on
 * the changes of data are noted anew.
 */
export async function storeStates(
  { ctx, known }: Evaluation,
  slot: Instant,
  sizes: ReadonlyMap<string, number>,
): Promise<void> {
  const standings = standingsIn(ctx.segments.flatMap(({ who }) => clausesOf(who)))
  const carried = await known.carried()
  const states = carried?.states ?? (await readStates(ctx))
  const before = [...states.values()].flatMap(({ borders }) => Object.keys(borders))
  const values = new Map(carried?.values)
  for (const [name, { table, column }] of known.ranked) {
    if (values.has(name)) continue
    const ranked = await emptied(ctx, name)
    const columns = [sql.ref('known.customer'), sql.ref(`known.${column}`)].map((one) => sql`${one}`)
    const [customers = [], ranks = []] = await ctx.dialect.numbers(ctx.db, { table, as: 'known' }, columns)
    putValues(ranked, customers, ranks)
    values.set(name, ranked)
  }
  for (const ranked of values.values()) await storeValues(ctx, ranked)
  await dropValues(ctx, unused(before, standings))
  const borders = new Map<string, Border>(carried?.borders)
  for (const standing of standings) {
    const key = standingKey(standing.clause)
    const ranked = values.get(columnOf(standing.clause.question))
    if (ranked && !borders.has(key)) borders.set(key, await borderOf(ctx, standing, ranked))
  }
  const found = ctx.segments.map((segment) => {
    const keys = standingsIn(clausesOf(segment.who)).map(({ clause }) => standingKey(clause))
    return {
      segment: segment.name,
      slot,
      meaning: meaningHash(segment, ctx.vocabulary),
      size: sizes.get(segment.name) ?? 0,
      borders: Object.fromEntries(keys.map((key) => [key, borders.get(key) ?? null])),
    }
  })
  await writeStates(ctx, found)
  await ctx.db.deleteFrom('changed_customers').execute()
}

/** Values to be filled anew: what a question ranked before is of no use. */
async function emptied(ctx: Evaluation['ctx'], name: string): Promise<StandingValues> {
  await dropValues(ctx, [name])
  return readValues(ctx, name)
}

/** Questions that were ranked before and are no more. */
function unused(before: readonly string[], standings: readonly Standing[]): string[] {
  const ranked = new Set(standings.map(({ clause }) => columnOf(clause.question)))
  return [...new Set(before.map((key) => key.split(' ')[0] ?? ''))].filter((question) => !ranked.has(question))
}
