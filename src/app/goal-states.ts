import { addDays, type Day, dayNumber, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { type Metric, metrics, type Progress, progressOf, type ShopGoal } from '../goals/index.ts'
import { numbersOf, type Period, periodOf, type RetentionNumbers, totalsOfPeriods } from '../insights/index.ts'
import type { Rules } from './contexts.ts'
import { segmentSizes } from './members.ts'
import { usualReport } from './usual-report.ts'

/** A goal and how it stands, as plain data; values have the unit of the metric. */
export interface GoalState extends Progress, Omit<ShopGoal, 'place'> {
  readonly unit: Metric['unit']
  /** What the number is. */
  readonly doc: string
  readonly baselineValue: number | undefined
  readonly current: number | undefined
  /** The days that the first and the newest value look back over; of sizes the last day alone counts. */
  readonly baselineDays: Days
  readonly currentDays: Days
}

interface Days {
  readonly from: Day
  readonly to: Day
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
  const measure = await measureAll(app, now, goals, spans, onProgress)
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
  readonly baseline: Days
  readonly current: Days
}

/** The days that both values of a goal look back over: the newest ends yesterday, or on its last day. */
function spansOf({ since, by, over, baseline }: ShopGoal, today: Day): Spans {
  const yesterday = addDays(today, -1)
  return { baseline: baseline ?? back(addDays(since, -1), over), current: back(yesterday < by ? yesterday : by, over) }
}

function back(to: Day, days: number): Days {
  return { from: addDays(to, 1 - days), to }
}

type Measure = (goal: ShopGoal, days: Days) => number | undefined

async function measureAll(
  app: Rules,
  now: Instant,
  goals: readonly ShopGoal[],
  spans: readonly Spans[],
  onProgress: (done: number, total: number) => void,
): Promise<Measure> {
  const { shop, db, dialect } = app
  const periods = new Map<string, Period>()
  const sizes = new Map<Instant, ReadonlyMap<string, number>>()
  const atEnd = ({ end }: Period) => end - 1
  for (const [i, goal] of goals.entries()) {
    for (const days of Object.values(spans[i] as Spans) as Days[]) {
      const period = periodOf(days, now, shop.timeZone)
      // What is not over has no value yet.
      if (period.state !== 'over') continue
      periods.set(nameOf(days), period)
      if (goal.segment !== undefined) sizes.set(atEnd(period), new Map())
    }
  }
  const asked = goals.some(({ segment }) => segment === undefined) ? [...periods.values()] : []
  const totals = await totalsOfPeriods({ db, dialect, now }, shop, asked, usualReport.lapse, onProgress)
  const numbers = new Map<string, RetentionNumbers>(
    totals.map((one, i) => [[...periods.keys()][i] as string, numbersOf(one, shop.lifetime)]),
  )
  const names = app.segments.map(({ name }) => name).filter((name) => goals.some(({ segment }) => segment === name))
  for (const at of sizes.keys()) sizes.set(at, await segmentSizes(app, at, names))
  return (goal, days) => {
    const period = periods.get(nameOf(days))
    if (!period) return undefined
    if (goal.segment !== undefined) return sizes.get(atEnd(period))?.get(goal.segment)
    const found = numbers.get(nameOf(days))
    return found && metrics[goal.metric]?.value(found, goal.reading)
  }
}

function nameOf({ from, to }: Days): string {
  return `${from} ${to}`
}
