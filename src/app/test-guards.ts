import type { Instant } from '../clock.ts'
import { onOneConnection } from '../db/index.ts'
import { planDay } from '../plan/index.ts'
import type { StoppedGuard } from '../segments/index.ts'
import { planContext } from './contexts.ts'
import type { App } from './open-app.ts'

/** A segment with a guard, held against the database. `stopped` is empty where all its bounds are kept. */
export interface TestedGuard {
  readonly segment: string
  readonly customers: number
  readonly stopped: readonly StoppedGuard[]
}

/** Holds the guards against the customers of the database, as a run at `now` would. */
export function testGuards(app: App, now: Instant): Promise<TestedGuard[]> {
  return onOneConnection(app.db, (db) =>
    // A day without campaigns: the segments and their sizes, nothing to plan.
    planDay({ ...planContext(app, db, now), campaigns: [] }, { mode: 'as of' }, async ({ guards, sizes }) =>
      sizes.customers === 0
        ? []
        : app.segments
            .filter(({ guard }) => guard.dailyChange || guard.size)
            .map(({ name }) => ({
              segment: name,
              customers: sizes.segments.get(name) ?? 0,
              stopped: guards.filter(({ segment }) => segment === name),
            })),
    ),
  )
}
