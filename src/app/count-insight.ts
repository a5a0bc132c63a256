import type { RawBuilder } from 'kysely'
import { addDays, startOfDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { onOneConnection } from '../db/index.ts'
import { cohorts, placed, scoreGrid, sendsByDay, type StageMove, stageMoves, stageSizes } from '../insights/index.ts'
import { type Evaluation, openEvaluation } from '../segments/index.ts'
import { evaluationContext, type Rules } from './contexts.ts'
import { countHoldouts } from './count-holdouts.ts'
import type { InsightTask } from './insight-tasks.ts'
import { pastYear } from './sample-days.ts'
import { statsOf } from './stats.ts'

/** How many months the cohorts go back. */
const MONTHS = 24

/** Counts what a task asks for: an answer as data. */
export function countInsight(app: Rules, task: InsightTask): Promise<unknown> {
  const { shop, dialect } = app
  const zone = shop.timeZone
  const { kind, day, asOf } = task
  const ctx = { db: app.db, dialect, now: asOf }
  switch (kind) {
    case 'stages':
      return sizesAt(app, task)
    case 'moves':
      return movesIn(app, task)
    case 'cohorts':
      return cohorts(ctx, shop, MONTHS)
    case 'sends':
      return sendsByDay(ctx, zone, pastYear(day))
    case 'funnel':
      return statsOf(app, asOf, startOfDay(addDays(day, -task.days), zone))
    case 'lift':
      return countHoldouts(app, asOf)
    case 'scores':
      return onOneConnection(app.db, (db) => scoreGrid(evaluationContext(app, db, asOf)))
  }
}

function sizesAt(app: Rules, { asOf }: InsightTask): Promise<number[]> {
  return evaluating(app, asOf, async (evaluation) => {
    return stageSizes(evaluation.ctx, await placesAt(evaluation, app, asOf), app.shop.stages.length + 1)
  })
}

function movesIn(app: Rules, { asOf, day, days }: InsightTask): Promise<StageMove[]> {
  const before = startOfDay(addDays(day, 1 - days), app.shop.timeZone) - 1
  return evaluating(app, asOf, async (evaluation) => {
    const then = await placesAt(evaluation, app, before)
    return stageMoves(evaluation.ctx, then, await placesAt(evaluation, app, asOf))
  })
}

/** Where customers stood at an instant: a query that holds until the evaluation is closed. */
async function placesAt(evaluation: Evaluation, { shop, segments }: Rules, at: Instant): Promise<RawBuilder<unknown>> {
  // A stage whose file is broken holds nobody.
  const sound = shop.stages.filter((stage) => segments.some(({ name }) => name === stage))
  const members = sound.length === 0 ? undefined : await evaluation.members(sound, at)
  const lists = shop.stages.map((stage) => (sound.includes(stage) ? members?.list(stage) : undefined))
  return placed(shop, lists, at)
}

function evaluating<T>(app: Rules, now: Instant, work: (evaluation: Evaluation) => Promise<T>): Promise<T> {
  return onOneConnection(app.db, async (db) => {
    const evaluation = openEvaluation(evaluationContext(app, db, now))
    try {
      return await work(evaluation)
    } finally {
      await evaluation.close()
    }
  })
}
