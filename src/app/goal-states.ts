import { addDays, type Day, dayNumber, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { type Metric, metrics, type Progress, progressOf, type ShopGoal } from '../goals/index.ts'
import type { Rules } from './contexts.ts'
import { type GoalDays, measureGoals } from './measure-goals.ts'

/** A goal and how it stands, as plain data; values have the unit of the metric. */
export interface GoalState extends Progress, Omit<ShopGoal, 'place'> {
  readonly unit: Metric['unit']
  /** What the number is. */
  readonly doc: string
  readonly baselineValue: number | undefined
  readonly current: number | undefined
  /** The days that the first and the newest value look back over; of sizes the last day alone counts. */
  readonly baselineDays: GoalDays
  readonly currentDays: GoalDays
}

/** How every goal stands as of `now`: the orders are read once for all of them. Days that are not over do not count. */
export async function goalStates(
  app: Rules,
  now: Instant,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<GoalState[]> {
  const goals = app.goals ?? []
  const today = localDay(now, app.shop.timeZone)
  const spans = goals.map((goal) => spansOf(goal, today))
  const asked = goals.map((goal, i) => ({ goal, days: Object.values(spans[i] as Spans) as GoalDays[] }))
  const measure = await measureGoals(app, now, asked, onProgress)
  return goals.map((goal, i) => {
    const { baseline, current } = spans[i] as Spans
    const [first, newest] = [measure(goal, baseline), measure(goal, current)]
    const { place: _, ...said } = goal
    const { unit, doc } = metrics[goal.metric] as Metric
    const progress = progressOf({
      ...{ direction: goal.direction, target: goal.target, baseline: first, current: newest },
      daysGone: dayNumber(addDays(current.to, 1)) - dayNumber(goal.since),
      daysInAll: dayNumber(addDays(goal.by, 1)) - dayNumber(goal.since),
    })
    const days = { baselineDays: baseline, currentDays: current }
    return { ...said, ...progress, unit, doc, baselineValue: first, current: newest, ...days }
  })
}

interface Spans {
  readonly baseline: GoalDays
  readonly current: GoalDays
}

/** The days that both values of a goal look back over: the newest ends yesterday, or on its last day. */
function spansOf({ since, by, over, baseline }: ShopGoal, today: Day): Spans {
  const yesterday = addDays(today, -1)
  return {
    baseline: baseline ?? daysUpTo(addDays(since, -1), over),
    current: daysUpTo(yesterday < by ? yesterday : by, over),
  }
}

/** So many days up to a last one. */
export function daysUpTo(to: Day, days: number): GoalDays {
  return { from: addDays(to, 1 - days), to }
}
