import { Hono } from 'hono'
import type { GoalState } from '../../../app/index.ts'
import { alertsFor, goalLinesFor, goalsFor } from '../../background/goals-for.ts'
import { csvAnswer } from '../../view/csv.ts'
import { openView } from '../../view/open-view.tsx'
import type { ScreenSource } from '../../web-source.ts'
import { alertsCsv, lateCsv } from './alerts-csv.ts'
import { goalWords } from './goal-view.ts'
import { GoalsPage } from './goals-page.tsx'
import { progressCsv } from './progress-cards.tsx'

const AT = '/insights/goals'

/** The tab of goals: how each stands and went, and what to look at, counted beside the page; and each table as CSV. */
export function goalsRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  web.get('/', async (context) => {
    const view = openView(source, context, goalWords)
    const [answer, lines, alerts] = await Promise.all([goalsFor(source), goalLinesFor(source), alertsFor(source)])
    const body = <GoalsPage view={view} answer={answer} lines={lines} alerts={alerts} />
    return view.page({ title: view.frame('insights'), body })
  })
  web.get('/goals.csv', async (context) => {
    const answer = await goalsFor(source)
    // Not there yet: the page says how far it is.
    if (answer.state !== 'done') return context.redirect(AT, 303)
    return csvAnswer(context, 'goals.csv', header, answer.value.map(csvRow))
  })
  web.get('/progress.csv', async (context) => {
    const answer = await goalLinesFor(source)
    if (answer.state !== 'done') return context.redirect(AT, 303)
    const { header, rows } = progressCsv(answer.value)
    return csvAnswer(context, 'progress.csv', header, rows)
  })
  web.get('/:file{(alerts|late)\\.csv}', async (context) => {
    const answer = await alertsFor(source)
    if (answer.state !== 'done') return context.redirect(AT, 303)
    const file = context.req.param('file')
    const { people } = openView(source, context, goalWords)
    const { header, rows } = file === 'alerts.csv' ? alertsCsv(answer.value) : lateCsv(people, answer.value)
    return csvAnswer(context, file, header, rows)
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
