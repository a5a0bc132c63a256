import { dayNumber, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { inTransaction, onOneConnection } from '../db/index.ts'
import { dropOutdated, keepAnswer, type KeptAnswer, keptAnswers, newestOrder } from '../insights/index.ts'
import { ruleHash, type SegmentSizes, sizesOverTime } from '../segments/index.ts'
import { evaluationContext, type Rules } from './contexts.ts'

/**
 * What is kept of a segment's sizes at past instants, one a day: counted by its rule as it is now, and before no order
 * came in that lies earlier.
 */
export async function keptSizes(
  app: Rules,
  segment: string,
  instants: readonly Instant[],
): Promise<ReadonlyMap<Instant, number>> {
  const ctx = contextOf(app, instants)
  const kept = await keptAnswers(ctx, [nameOf(segment)], [ruleHash(app, segment)])
  const newest = await newestOrder(ctx)
  const current = new Map(kept.filter((one) => one.newestOrder === newest).map((one) => [one.asOf, one]))
  return new Map(instants.flatMap((at) => sizeIn(current.get(at), at)))
}

/** The sizes of a segment at past instants: what is not kept is counted, the other segments with it, and kept. */
export async function countSizes(
  app: Rules,
  segment: string,
  instants: readonly Instant[],
  onProgress: (done: number, of: number) => void,
): Promise<ReadonlyMap<Instant, number>> {
  const ctx = contextOf(app, instants)
  await dropOutdated(ctx)
  const sizes = new Map(await keptSizes(app, segment, instants))
  const at = instants.filter((instant) => !sizes.has(instant)).sort((a, b) => a - b)
  // What comes in meanwhile is unknown to some of the days: they are dropped when it is noticed.
  const newest = await newestOrder(ctx)
  const others = app.segments.map(({ name }) => name).filter((name) => name !== segment)
  // The first day takes longest, and nobody can say how far it is.
  if (sizes.size > 0) onProgress(sizes.size, instants.length)
  await onOneConnection(app.db, (db) => {
    const wanted = { segment, others: others.length < MANY ? others : [], at }
    return sizesOverTime(evaluationContext(app, db, ctx.now), wanted, async (instant, counted) => {
      await keepSizes({ ...app, db }, instant, counted, newest)
      sizes.set(instant, counted.get(segment) ?? 0)
      onProgress(sizes.size, instants.length)
    })
  })
  return sizes
}

/** Forgets the kept sizes of all segments: whoever asks next counts anew. */
export async function forgetSizes({ db }: Pick<Rules, 'db'>): Promise<void> {
  await db.deleteFrom('kept_answers').where('name', 'like', `${PREFIX}%`).execute()
}

/** More than so many are not counted in passing. */
const MANY = 40

async function keepSizes(app: Rules, at: Instant, sizes: SegmentSizes, newest: number): Promise<void> {
  const day = dayNumber(localDay(at, app.shop.timeZone))
  // One commit for all of them.
  await inTransaction(app.db, async (db) => {
    for (const [name, answer] of sizes) {
      const kept = { name: nameOf(name), day, meaning: ruleHash(app, name), asOf: at, newestOrder: newest, answer }
      await keepAnswer({ ...contextOf(app, [at]), db }, kept, 'beside others')
    }
  })
}

function sizeIn(kept: KeptAnswer | undefined, at: Instant): [Instant, number][] {
  return typeof kept?.answer === 'number' ? [[at, kept.answer]] : []
}

/** No other kept answer begins so. */
const PREFIX = 'size '

function nameOf(segment: string): string {
  return `${PREFIX}${segment}`
}

function contextOf({ db, dialect }: Rules, instants: readonly Instant[]) {
  return { db, dialect, now: Math.max(0, ...instants) }
}
