import type { GoalLine, GoalState } from '../../app/index.ts'
import type { Alerts } from '../../insights/index.ts'
import type { ScreenSource } from '../web-source.ts'
import { type Answer, answersOf } from './answers.ts'

const AN_HOUR = 3_600_000

/** How the goals stand, counted beside the page, anew each hour. */
export async function goalsFor(source: ScreenSource): Promise<Answer<readonly GoalState[]>> {
  if (hasNone(source)) return { state: 'done', value: [], asOf: source.now() }
  return answersOf(source).ask({ kind: 'goals', since: hourOf(source) }, { seat: 'goals' })
}

/** How their numbers went since they were set; the values end yesterday, so they are counted once a day. */
export async function goalLinesFor(source: ScreenSource): Promise<Answer<readonly GoalLine[]>> {
  if (hasNone(source)) return { state: 'done', value: [], asOf: source.now() }
  return answersOf(source).ask({ kind: 'goal lines' }, { seat: 'goal lines' })
}

/** What left its usual range and who became late, counted beside the page, anew each hour. */
export function alertsFor(source: ScreenSource): Promise<Answer<Alerts>> {
  const most = source.app().shop.staff.atMost
  return answersOf(source).ask({ kind: 'alerts', most, since: hourOf(source) }, { seat: 'alerts' })
}

function hasNone(source: ScreenSource): boolean {
  return (source.app().goals ?? []).length === 0
}

function hourOf(source: ScreenSource): number {
  const now = source.now()
  return now - (now % AN_HOUR)
}
