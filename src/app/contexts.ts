import type { Instant } from '../clock.ts'
import type { Db, OpenDb } from '../db/index.ts'
import type { PlanContext } from '../plan/index.ts'
import type { EvaluationContext } from '../segments/index.ts'
import type { Programme } from './read-programme.ts'

/** What a shop says and where its data lies: all that counting needs of an open app. */
export type Rules = Programme & Pick<OpenDb, 'db' | 'dialect'>

/** What planning needs, over one connection, as of the slot `now`. */
export function planContext(app: Rules, db: Db, now: Instant): Omit<PlanContext, 'evaluation'> {
  const { dialect, shop, vocabulary, segments, campaigns } = app
  return { db, dialect, now, shop, vocabulary, segments, campaigns }
}

/** What evaluating segments needs, over one connection. */
export function evaluationContext(app: Rules, db: Db, now: Instant): EvaluationContext {
  const { dialect, vocabulary, segments } = app
  return { db, dialect, now, vocabulary, segments }
}
