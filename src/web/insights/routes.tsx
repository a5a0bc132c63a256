import { type Context, Hono } from 'hono'
import { forgetInsights, type Insights, readInsights } from '../../app/index.ts'
import { answersOf } from '../background/answers.ts'
import { csvAnswer } from '../view/csv.ts'
import { openView } from '../view/open-view.tsx'
import { perform } from '../view/perform.ts'
import type { ScreenSource } from '../web-source.ts'
import { sayIn } from '../words/index.ts'
import { openDrawings } from './cards.tsx'
import { cohortsCsv } from './cohorts-card.tsx'
import { type Counter, openCounter } from './counting.ts'
import { experimentsRoutes } from './experiments/routes.tsx'
import { funnelCsv } from './funnel-card.tsx'
import { InsightsPage, RangeSwitch } from './insights-page.tsx'
import { goalsRoutes } from './goals/routes.tsx'
import { type InsightView, insightWords, rangeOf } from './insight-view.ts'
import { liftCsv } from './lift-card.tsx'
import { movesCsv } from './moves-card.tsx'
import { predictionsRoutes } from './predictions/routes.tsx'
import { retentionRoutes } from './retention/routes.tsx'
import { scoresCsv } from './scores-card.tsx'
import { sendsCsv } from './sends-card.tsx'
import { stagesCsv } from './stages-card.tsx'

/** Pictures of the shop's customers and emails, from counts that are kept. */
export function insightsRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  const counter = openCounter()
  const drawings = openDrawings()
  web.get('/', async (context) => {
    const view = openView(source, context, insightWords)
    const range = rangeOf(view.url)
    const insights = await countedInsights(view, counter)
    const shown = { view, insights, range }
    const cards = insights.first === undefined ? '' : await drawings.draw(shown)
    const body = <InsightsPage {...shown} counting={counter.now()} cards={cards} />
    return view.page({ title: view.frame('insights'), actions: <RangeSwitch view={view} range={range} />, body })
  })
  web.post('/recount', (context) => recount(source, context, counter))
  web.route('/retention', retentionRoutes(source))
  web.route('/predictions', predictionsRoutes(source))
  web.route('/goals', goalsRoutes(source))
  web.route('/experiments', experimentsRoutes(source))
  web.get('/:file{[a-z]+\\.csv}', (context) => csv(source, context, counter))
  return web
}

function recount(source: ScreenSource, context: Context, counter: Counter) {
  return perform(source, context, {
    happened: 'insights counted anew',
    back: '/insights',
    async work(_, ctx) {
      await forgetInsights(ctx)
      counter.forgive()
      for (const kind of COUNTED) answersOf(source).forget(kind)
      return sayIn(insightWords, openView(source, context, insightWords).language)('recounted')
    },
  })
}

/** What the tabs show. */
const COUNTED = ['results', 'report', 'predictions', 'goals', 'alerts', 'experiments'] as const

/** What is kept; where something is missing, what could be counted in a moment. */
async function countedInsights(view: InsightView, counter: Counter): Promise<Insights> {
  const range = rangeOf(view.url)
  const read = () => readInsights(view.app, view.ctx.now, range)
  const kept = await read()
  if (kept.first === undefined || (kept.todo.length === 0 && kept.orders === 'as counted')) return kept
  await counter.begin(view.app, view.ctx.now, range)
  return read()
}

async function csv(source: ScreenSource, context: Context, counter: Counter) {
  const view = openView(source, context, insightWords)
  const insights = await countedInsights(view, counter)
  const name = (context.req.param('file') ?? '').replace(/\.csv$/, '')
  const table = tableOf(view, insights, name)
  if (!table) return context.notFound()
  return csvAnswer(context, `${name}-${insights.today}.csv`, table.header, table.rows)
}

function tableOf(view: InsightView, insights: Insights, name: string) {
  const { stages, moves, cohorts, sends, funnel, holdouts, scores } = insights
  switch (name) {
    case 'stages':
      return stagesCsv(view, stages)
    case 'moves':
      return movesCsv(view, moves?.value ?? [])
    case 'cohorts':
      return cohortsCsv(cohorts?.value ?? [])
    case 'sends':
      return sendsCsv(sends)
    case 'funnel':
      return funnelCsv(funnel?.value ?? [])
    case 'lift':
      return liftCsv(holdouts?.value ?? [])
    case 'scores':
      return scoresCsv(scores?.value ?? [])
    default:
      return undefined
  }
}
