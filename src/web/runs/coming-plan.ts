import { type App, type GuardedPlan, lastImport, nextRun, planOf } from '../../app/index.ts'
import type { Instant } from '../../clock.ts'
import { newestRuns } from '../../insights/index.ts'
import type { Work } from '../beside.ts'
import type { ScreenSource } from '../web-source.ts'

/** The plan of the next run in counts, and when that is. */
export interface ComingPlan {
  readonly at: Instant
  readonly work: Work<GuardedPlan>
}

/** The plan of the next run, worked out beside the page; anew after each run, import or change of the files. */
export async function comingPlan(source: ScreenSource): Promise<ComingPlan> {
  const app = source.app()
  const now = source.now()
  const at = nextRun(app, now)
  const [last] = await newestRuns(app.at(now), { limit: 1 })
  const key = [at, last?.slot, last?.state, await lastImport(app), versionOf(app)].join(' ')
  return { at, work: source.beside.work('coming plan', key, () => planOf(app, at, 'run', 'counts only')) }
}

const versions = new WeakMap<App['files'], number>()
let newest = 0

/** A number for the files as they are: the app gets new ones when one has changed. */
function versionOf({ files }: App): number {
  const known = versions.get(files) ?? ++newest
  versions.set(files, known)
  return known
}
