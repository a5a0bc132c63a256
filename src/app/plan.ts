import type { Instant } from '../clock.ts'
import { onOneConnection } from '../db/index.ts'
import {
  type Plan,
  planDay,
  type PlanOptions,
  readPlan,
  type Surprise,
  surpriseOf,
  volumeOf,
  type WantedEntries,
  type Why,
  why,
} from '../plan/index.ts'
import type { StoppedGuard } from '../segments/index.ts'
import { planContext } from './contexts.ts'
import { type BrokenCampaign, brokenUses } from './check-templates.ts'
import type { App } from './open-app.ts'
import { usesOf } from './template-uses.ts'

/** A plan with the guards that stopped some of it. */
export interface GuardedPlan {
  readonly plan: Plan
  readonly guards: readonly StoppedGuard[]
  /** Set where a run of this plan would wait for confirmation. */
  readonly surprise: Surprise | undefined
}

/** Who would get what in the day from `now`, and why not; `onStep` hears how far it is. Changes nothing. */
export function planOf(
  app: App,
  now: Instant,
  mode: PlanOptions['mode'],
  entries: WantedEntries,
  onStep?: PlanOptions['onStep'],
): Promise<GuardedPlan> {
  return onOneConnection(app.db, (db) =>
    planDay(planContext(app, db, now), { mode, onStep }, async ({ ctx, made, guards }) => ({
      plan: await readPlan(ctx, made, entries),
      guards,
      surprise: mode === 'run' ? await surpriseOf(ctx, await volumeOf(ctx, made)) : undefined,
    })),
  )
}

/** The reasons for one customer (key), of one campaign or of all; `step`: which email of it to speak of. */
export function whyOf(
  app: App,
  now: Instant,
  mode: PlanOptions['mode'],
  customer: number,
  campaign: string | undefined,
  step?: string,
): Promise<Why> {
  return onOneConnection(app.db, (db) => why(planContext(app, db, now), customer, { mode, step }, campaign))
}

/** The app without the campaigns whose templates are broken, and which those are: they wait until they are mended. */
export async function withSoundTemplates(app: App): Promise<{ app: App; broken: readonly BrokenCampaign[] }> {
  const broken = await brokenUses(app.templates, usesOf(app.campaigns, app.shop))
  const names = new Set(broken.map(({ campaign }) => campaign))
  if (names.size === 0) return { app, broken }
  return { app: { ...app, campaigns: app.campaigns.filter(({ name }) => !names.has(name)) }, broken }
}
