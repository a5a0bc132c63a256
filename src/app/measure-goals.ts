import type { Day } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { metrics, type ShopGoal } from '../goals/index.ts'
import { numbersOf, type Period, periodOf, type RetentionNumbers, totalsOfPeriods } from '../insights/index.ts'
import type { Rules } from './contexts.ts'
import { segmentSizes } from './members.ts'
import { usualReport } from './usual-report.ts'

/** Whole days that a value looks back over, both ends in. */
export interface GoalDays {
  readonly from: Day
  readonly to: Day
}

/** The value of a goal's number over some days; undefined where they are not over or there is no base. */
export type GoalMeasure = (goal: ShopGoal, days: GoalDays) => number | undefined

/** Measures goals over the days that are asked of each: the orders are read once for all of them. */
export async function measureGoals(
  app: Rules,
  now: Instant,
  asked: readonly { readonly goal: ShopGoal; readonly days: readonly GoalDays[] }[],
  onProgress: (done: number, total: number) => void,
): Promise<GoalMeasure> {
  const { shop, db, dialect } = app
  const periods = new Map<string, Period>()
  const sizes = new Map<Instant, ReadonlyMap<string, number>>()
  for (const { goal, days } of asked) {
    for (const one of days) {
      const period = periodOf(one, now, shop.timeZone)
      // What is not over has no value yet.
      if (period.state !== 'over') continue
      periods.set(nameOf(one), period)
      if (goal.segment !== undefined) sizes.set(atEnd(period), new Map())
    }
  }
  const needed = asked.some(({ goal }) => goal.segment === undefined) ? [...periods.values()] : []
  const totals = await totalsOfPeriods({ db, dialect, now }, shop, needed, usualReport.lapse, onProgress)
  const numbers = new Map<string, RetentionNumbers>(
    totals.map((one, i) => [[...periods.keys()][i] as string, numbersOf(one, shop.lifetime)]),
  )
  const named = app.segments.map(({ name }) => name).filter((name) => asked.some(({ goal }) => goal.segment === name))
  for (const at of sizes.keys()) sizes.set(at, await segmentSizes(app, at, named))
  return (goal, days) => {
    const period = periods.get(nameOf(days))
    if (!period) return undefined
    if (goal.segment !== undefined) return sizes.get(atEnd(period))?.get(goal.segment)
    const found = numbers.get(nameOf(days))
    return found && metrics[goal.metric]?.value(found, goal.reading)
  }
}

function nameOf({ from, to }: GoalDays): string {
  return `${from} ${to}`
}

function atEnd({ end }: Period): Instant {
  return end - 1
}
