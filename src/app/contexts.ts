import type { Instant } from '../clock.ts'
import type { Db } from '../db/index.ts'
import type { PlanContext } from '../plan/index.ts'
import type { EvaluationContext } from '../segments/index.ts'
import type { App } from './open-app.ts'

/** What planning needs, over one connection, as of the slot `now`. */
export function planContext(app: App, db: Db, now: Instant): Omit<PlanContext, 'evaluation'> {
  const { dialect, shop, vocabulary, segments, campaigns } = app
  return { db, dialect, now, shop, vocabulary, segments, campaigns }
}

/** What evaluating segments needs, over one connection. */
export function evaluationContext(app: App, db: Db, now: Instant): EvaluationContext {
  const { dialect, vocabulary, segments } = app
  return { db, dialect, now, vocabulary, segments }
}
