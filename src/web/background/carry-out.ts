import {
  type App,
  bringUpToDate,
  countSizes,
  evaluationContext,
  goalLines,
  goalStates,
  experimentsOf,
  planOf,
  predictShop,
  retentionReport,
  segmentSizes,
  statsOf,
  trySegment,
} from '../../app/index.ts'
import type { Instant } from '../../clock.ts'
import { onOneConnection } from '../../db/index.ts'
import { compareFiles, withRevision } from '../../diff/index.ts'
import { findAlerts } from '../../insights/index.ts'
import { findingsOf, rankedMembers, tryRule } from '../../segments/index.ts'
import { calendarPicture, customersCsv, simulate } from '../../simulate/index.ts'
import { countJourney } from '../campaigns/count-journey.ts'
import type { OnProgress, Results, SimulatedDays, Task } from './task.ts'

/** Answers a task as of `now`. */
export function carryOut(app: App, now: Instant, task: Task, onProgress: OnProgress): Promise<Results[Task['kind']]> {
  switch (task.kind) {
    case 'sizes':
      return segmentSizes(app, task.at)
    case 'past sizes':
      return countSizes(app, task.segment, task.at, onProgress)
    case 'findings':
      return findings(app, now, task)
    case 'members':
      return onOneConnection(app.db, (db) => rankedMembers(evaluationContext(app, db, task.asOf), task.wanted))
    case 'try':
      return tried(app, now, task)
    case 'simulate':
      return simulated(app, now, task, onProgress)
    case 'diff':
      return withRevision(app, task.revision, (files) => compareFiles(app, files, now, 'run'))
    case 'plan':
      return planOf(app, task.at, 'run', 'first of each', onProgress)
    case 'stats':
      return statsOf(app, now)
    case 'results':
      return results(app, now, onProgress)
    case 'report':
      return retentionReport(app, now, task.request, onProgress)
    case 'goals':
      return goalStates(app, now, onProgress)
    case 'goal lines':
      return goalLines(app, now, onProgress)
    case 'predictions':
      return predictShop(app, now, { model: 'bg-nbd', days: 365 })
    case 'experiments':
      return experimentsOf(app, now, onProgress)
    case 'alerts':
      return findAlerts(app.at(now), app.shop, task.most, { onProgress })
    case 'journey':
      return countJourney(app, now, task.campaign)
    default:
      return task satisfies never
  }
}

function findings(app: App, now: Instant, task: Extract<Task, { kind: 'findings' }>): Promise<Results['findings']> {
  const segment = app.segments.find(({ name }) => name === task.segment)
  if (!segment) return Promise.resolve(undefined)
  const at = task.at ?? now
  return onOneConnection(app.db, (db) => findingsOf(evaluationContext(app, db, at), segment, task.since))
}

async function tried(app: App, now: Instant, task: Extract<Task, { kind: 'try' }>): Promise<Results['try']> {
  const { segment } = await trySegment(app.files, task.file, task.text, now)
  return segment && onOneConnection(app.db, (db) => tryRule(evaluationContext(app, db, now), segment))
}

async function results(app: App, now: Instant, onProgress: OnProgress): Promise<Results['results']> {
  await bringUpToDate(app, now, 30, ({ done, of }) => onProgress(done, of), ['funnel', 'lift'])
  return 'kept'
}

async function simulated(
  app: App,
  now: Instant,
  { from, to, orders, seed }: Extract<Task, { kind: 'simulate' }>,
  onProgress: OnProgress,
): Promise<SimulatedDays> {
  const { shop, vocabulary, segments, campaigns } = app
  const request = { from, to, orders, seed, now, onDay: onProgress, onPart: onProgress }
  const done = await simulate({ shop, vocabulary, segments, campaigns }, app, request)
  if (done.state !== 'done') throw new Error('the simulation was interrupted')
  const picture = calendarPicture(done.simulation, shop.name, shop.firstWeekday)
  return { simulation: done.simulation, picture, customersCsv: customersCsv(done.customers) }
}
