import { type GuardedPlan, nextRun } from '../../app/index.ts'
import type { Instant } from '../../clock.ts'
import { type Answer, answersOf } from '../background/answers.ts'
import type { ScreenSource } from '../web-source.ts'

/** The plan of the next run in counts, and when that is. */
export interface ComingPlan {
  readonly at: Instant
  readonly answer: Answer<GuardedPlan>
}

/** The plan of the next run, worked out beside the page; anew after each run, import or change of the files. */
export async function comingPlan(source: ScreenSource): Promise<ComingPlan> {
  const at = nextRun(source.app(), source.now())
  return { at, answer: await answersOf(source).ask({ kind: 'plan', at }, { seat: 'coming plan' }) }
}
