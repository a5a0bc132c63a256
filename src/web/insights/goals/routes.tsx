import { Hono } from 'hono'
import type { GoalState } from '../../../app/index.ts'
import type { Alerts } from '../../../insights/index.ts'
import { type Answer, answersOf } from '../../background/answers.ts'
import { csvAnswer } from '../../view/csv.ts'
import { openView } from '../../view/open-view.tsx'
import type { ScreenSource } from '../../web-source.ts'
import { GoalsPage, goalWords } from './goals-page.tsx'

/** The tab of goals: how each stands, counted beside the page, and the same as CSV. */
export function goalsRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  web.get('/', async (context) => {
    const view = openView(source, context, goalWords)
    const body = <GoalsPage view={view} answer={await goalsFor(source)} alerts={await alertsFor(source)} />
    return view.page({ title: view.frame('insights'), body })
  })
  web.get('/goals.csv', async (context) => {
    const answer = await goalsFor(source)
    // Not there yet: the page says how far it is.
    if (answer.state !== 'done') return context.redirect('/insights/goals', 303)
    return csvAnswer(context, 'goals.csv', header, answer.value.map(csvRow))
  })
  return web
}

const header = [
  ...['metric', 'segment', 'goal', 'by', 'since', 'verdict', 'unit', 'baseline', 'baseline_from', 'baseline_to'],
  ...['current', 'current_from', 'current_to', 'wanted', 'done', 'due', 'expected'],
]

function csvRow(goal: GoalState) {
  const { metric, segment, says, by, since, verdict, unit, baselineValue, baselineDays, current, currentDays } = goal
  return [
    ...[metric, segment, says, by, since, verdict, unit, baselineValue, baselineDays.from, baselineDays.to],
    ...[current, currentDays.from, currentDays.to, goal.wanted, goal.done, goal.due, goal.expected],
  ]
}

const AN_HOUR = 3_600_000

function alertsFor(source: ScreenSource): Promise<Answer<Alerts>> {
  const now = source.now()
  const most = source.app().shop.staff.atMost
  return answersOf(source).ask({ kind: 'alerts', most, since: now - (now % AN_HOUR) }, { seat: 'alerts' })
}

async function goalsFor(source: ScreenSource): Promise<Answer<readonly GoalState[]>> {
  const now = source.now()
  if ((source.app().goals ?? []).length === 0) return { state: 'done', value: [], asOf: now }
  return answersOf(source).ask({ kind: 'goals', since: now - (now % AN_HOUR) }, { seat: 'goals' })
}
