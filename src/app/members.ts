import type { Instant } from '../clock.ts'
import { onOneConnection } from '../db/index.ts'
import { membersAt, openEvaluation } from '../segments/index.ts'
import { evaluationContext, type Rules } from './contexts.ts'

/** How many customers each sound segment holds as of an instant: one evaluation however many segments. */
export function segmentSizes(
  app: Rules,
  now: Instant,
  names: readonly string[] = app.segments.map(({ name }) => name),
): Promise<ReadonlyMap<string, number>> {
  if (names.length === 0) return Promise.resolve(new Map())
  return onOneConnection(app.db, async (db) => {
    const evaluation = openEvaluation(evaluationContext(app, db, now))
    try {
      return await (await evaluation.members(names)).sizes(names)
    } finally {
      await evaluation.close()
    }
  })
}

/** The ids of a segment's members as of an instant, sorted by code unit. */
export function segmentMembers(app: Rules, segment: string, now: Instant): Promise<string[]> {
  return onOneConnection(app.db, (db) => membersAt(evaluationContext(app, db, now), segment, now))
}
