import { columnOf } from '../../facts/index.ts'
import type { Instant } from '../../clock.ts'
import type { Evaluation } from '../evaluation.ts'
import { clausesOf } from '../rule.ts'
import { type Standing, standingKey, standingsIn } from '../standing.ts'
import { borderOf } from './border-of.ts'
import { dropValues, emptiedQuestion, storeValues } from './standing-values.ts'
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
  for (const [name, ranked] of known.ranked.values) {
    if (!values.has(name)) values.set(name, { ...ranked, question: await emptiedQuestion(ctx, name) })
  }
  for (const ranked of values.values()) await storeValues(ctx, ranked)
  await dropValues(ctx, unused(before, standings))
  const borders = new Map<string, Border>([...known.ranked.borders, ...(carried?.borders ?? [])])
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

/** Questions that were ranked before and are no more. */
function unused(before: readonly string[], standings: readonly Standing[]): string[] {
  const ranked = new Set(standings.map(({ clause }) => columnOf(clause.question)))
  return [...new Set(before.map((key) => key.split(' ')[0] ?? ''))].filter((question) => !ranked.has(question))
}
