import type { GoalLine, GoalState } from '../../../app/index.ts'
import { dayNumber } from '../../../calendar/index.ts'
import { Course, type CourseData } from '../../charts/index.ts'
import { AllWidths, widths } from '../../parts/all-widths.tsx'
import { ChartFrame } from '../../parts/chart-frame.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { DayOf } from '../../parts/times.tsx'
import { goalName, goalTick, goalValue } from './goal-value.ts'
import type { GoalView } from './goal-view.ts'

/** Every goal that has begun as a picture: its number since it was set, beside an even pace to what is wanted. */
export function ProgressCards(props: {
  readonly view: GoalView
  readonly goals: readonly GoalState[]
  readonly lines: readonly GoalLine[]
}) {
  const { view, goals, lines } = props
  return (
    <div class="cards">
      {goals.map((goal, i) => {
        const line = lines[i]
        const data = line && courseOf(view, goal, line)
        return data && line && <ProgressCard view={view} goal={goal} line={line} data={data} place={i} />
      })}
    </div>
  )
}

/** The rows of the CSV: a day of a goal each, in the unit of its number. */
export function progressCsv(lines: readonly GoalLine[]) {
  return {
    header: ['metric', 'segment', 'goal', 'day', 'value'],
    rows: lines.flatMap(({ metric, segment, says, points }) => {
      return points.map(({ day, value }) => [metric, segment, says, day, value])
    }),
  }
}

function ProgressCard(props: {
  readonly view: GoalView
  readonly goal: GoalState
  readonly line: GoalLine
  readonly data: CourseData
  readonly place: number
}) {
  const { view, goal, line, data, place } = props
  const { say, format } = view
  const value = (of: 'current' | 'wanted' | 'expected') => goalValue(view, goal, goal[of])
  const finding = [
    say('progressFound', {
      verdict: say(goal.verdict),
      now: value('current'),
      wanted: value('wanted'),
      by: format.day(goal.by),
    }),
    goal.expected === undefined ? '' : say('progressExpected', { expected: value('expected') }),
  ].join(' ')
  const title = goalName(goal)
  const picture = (width: number) => (
    <Course id={`goal-${place}-${width}`} title={title} finding={finding} width={width} data={data} />
  )
  return (
    <ChartFrame
      view={view}
      title={title}
      finding={`${finding} ${say('progressNote')}`}
      picture={<AllWidths broad={picture(widths.half)} narrow={picture(widths.phone)} />}
      table={<Numbers view={view} goal={goal} line={line} />}
      csv="/insights/goals/progress.csv"
    />
  )
}

/** Undefined where there is no way to draw: no value yet, or none to begin or to end with. */
function courseOf(view: GoalView, goal: GoalState, { points }: GoalLine): CourseData | undefined {
  const { baselineValue: begin, wanted, since, by, currentDays } = goal
  if (points.length === 0 || begin === undefined || wanted === undefined) return undefined
  const { say, format } = view
  return {
    ...{ begin, wanted },
    points: points.map(({ day, value }) => ({ x: dayNumber(day), value })),
    ...{ from: dayNumber(since) - 1, to: dayNumber(by), now: dayNumber(currentDays.to) },
    words: {
      wanted: say('wantedLine', { value: goalValue(view, goal, wanted) }),
      now: say('upTo', { day: format.day(currentDays.to) }),
      ...{ from: format.day(since), to: format.day(by) },
    },
    tick: (value) => goalTick(view, goal, value),
  }
}

function Numbers(props: { readonly view: GoalView; readonly goal: GoalState; readonly line: GoalLine }) {
  const { view, goal, line } = props
  const { say } = view
  type Point = GoalLine['points'][number]
  return (
    <DataTable
      view={view}
      caption={goalName(goal)}
      captionIs="hidden"
      columns={[
        { title: say('lastDay'), heads: 'row', cell: ({ day }: Point) => <DayOf view={view} day={day} /> },
        { title: say('value'), kind: 'number', cell: ({ value }: Point) => goalValue(view, goal, value) },
      ]}
      rows={line.points}
    />
  )
}
