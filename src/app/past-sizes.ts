import { dayNumber, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { inTransaction } from '../db/index.ts'
import { dropOutdated, keepAnswer, type KeptAnswer, keptAnswers, newestOrder } from '../insights/index.ts'
import { ruleHash } from '../segments/index.ts'
import type { Rules } from './contexts.ts'
import { segmentSizes } from './members.ts'

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
  await dropOutdated(contextOf(app, instants))
  const sizes = new Map(await keptSizes(app, segment, instants))
  for (const at of instants) {
    if (sizes.has(at)) continue
    onProgress(sizes.size, instants.length)
    const counted = await countTogether(app, segment, at)
    sizes.set(at, counted.get(segment) ?? 0)
  }
  return sizes
}

/** Forgets the kept sizes of all segments: whoever asks next counts anew. */
export async function forgetSizes({ db }: Pick<Rules, 'db'>): Promise<void> {
  await db.deleteFrom('kept_answers').where('name', 'like', `${PREFIX}%`).execute()
}

/** More than so many are not counted in passing. */
const MANY = 40

/** Counts and keeps all segments, or this one of many. */
async function countTogether(app: Rules, segment: string, at: Instant): Promise<ReadonlyMap<string, number>> {
  const ctx = contextOf(app, [at])
  const newest = await newestOrder(ctx)
  const sizes = await segmentSizes(app, at, app.segments.length > MANY ? [segment] : undefined)
  const day = dayNumber(localDay(at, app.shop.timeZone))
  // One commit for all of them.
  await inTransaction(app.db, async (db) => {
    for (const [name, answer] of sizes) {
      const kept = { name: nameOf(name), day, meaning: ruleHash(app, name), asOf: at, newestOrder: newest, answer }
      await keepAnswer({ ...ctx, db }, kept, 'beside others')
    }
  })
  return sizes
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
