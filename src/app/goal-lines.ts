import { addDays, type Day, dayNumber, endOfDay, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { ShopGoal } from '../goals/index.ts'
import type { Rules } from './contexts.ts'
import { daysUpTo } from './goal-states.ts'
import { measureGoals } from './measure-goals.ts'
import { countSizes } from './past-sizes.ts'

/** How the number of a goal went since the goal was set, oldest first; in the order of the file. */
export interface GoalLine extends Pick<ShopGoal, 'metric' | 'segment' | 'says'> {
  readonly points: readonly { readonly day: Day; readonly value: number }[]
}

/** A picture of more points is no clearer. */
const STEPS = 12

/** The values of every goal from the day before it was set to the newest, over the days that each looks back. */
export async function goalLines(
  app: Rules,
  now: Instant,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<GoalLine[]> {
  const today = localDay(now, app.shop.timeZone)
  const asked = (app.goals ?? []).map((goal) => ({ goal, ends: endsOf(goal, today) }))
  const orders = asked.flatMap(({ goal, ends }) => {
    return goal.segment === undefined ? [{ goal, days: ends.map((to) => daysUpTo(to, goal.over)) }] : []
  })
  const measure = await measureGoals(app, now, orders, onProgress)
  const lines: GoalLine[] = []
  for (const { goal, ends } of asked) {
    const { metric, segment, says, over } = goal
    const sizes = segment === undefined ? undefined : await sizesAt(app, segment, ends)
    const points = ends.flatMap((day) => {
      const value = sizes ? sizes.get(day) : measure(goal, daysUpTo(day, over))
      return value === undefined ? [] : [{ day, value }]
    })
    lines.push({ metric, segment, says, points })
  }
  return lines
}

/** Evenly from the day before it was set, so that they are the same each day, and the newest; none where it has not begun. */
function endsOf({ since, by }: ShopGoal, today: Day): Day[] {
  const first = addDays(since, -1)
  const yesterday = addDays(today, -1)
  const newest = yesterday < by ? yesterday : by
  if (newest < first) return []
  const step = Math.max(1, Math.ceil((dayNumber(by) - dayNumber(first)) / STEPS))
  const days: Day[] = []
  for (let day = first; day < newest; day = addDays(day, step)) days.push(day)
  return [...days, newest]
}

/** Sizes by day: those of past days are kept, so that each is counted once. */
async function sizesAt(app: Rules, segment: string, ends: readonly Day[]): Promise<ReadonlyMap<Day, number>> {
  if (!app.segments.some(({ name }) => name === segment)) return new Map()
  const at = ends.map((day) => endOfDay(day, app.shop.timeZone) - 1)
  const sizes = await countSizes(app, segment, at, () => {})
  return new Map(ends.flatMap((day, i) => [[day, sizes.get(at[i] as Instant)] as const]).flatMap(known))
}

function known([day, size]: readonly [Day, number | undefined]): [Day, number][] {
  return size === undefined ? [] : [[day, size]]
}
