import { Hono } from 'hono'
import { newestRuns, runOfSlot } from '../../insights/index.ts'
import { openView } from '../view/open-view.tsx'
import type { ScreenSource } from '../web-source.ts'
import { runsWords } from '../words/runs.ts'
import { comingPlan } from './coming-plan.ts'
import { ComingPage } from './coming-page.tsx'
import { decisionRows } from './decision-rows.ts'
import { askedDecisions } from './decision-filter.ts'
import { RunPage } from './run-page.tsx'
import { RunsPage } from './runs-page.tsx'
import { runLines } from './run-table.tsx'
import { slotIn } from './slot-path.ts'

const PAGE = 50

/** The runs, the decisions of one, and what the next one would decide. */
export function runsRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  web.get('/', async (context) => {
    const view = openView(source, context, runsWords)
    const before = slotIn(view.url.searchParams.get('after') ?? '')
    const runs = await newestRuns(view.ctx, { before, limit: PAGE + 1 })
    const lines = await runLines(view, runs.slice(0, PAGE))
    const body = <RunsPage view={view} runs={lines} more={runs.length > PAGE ? 'more' : 'all'} />
    return view.page({ title: view.say('title'), lead: view.say('lead'), body })
  })
  web.get('/next', async (context) => {
    const view = openView(source, context, runsWords)
    const plan = await comingPlan(source)
    const title = view.say('coming', { at: view.format.near(plan.at) })
    return view.page({ title, lead: view.say('comingLead'), body: <ComingPage view={view} answer={plan.answer} /> })
  })
  web.get('/:slot', async (context) => {
    const view = openView(source, context, runsWords)
    const slot = slotIn(context.req.param('slot'))
    const run = slot === undefined ? undefined : await runOfSlot(view.ctx, slot)
    if (!run) return context.notFound()
    const asked = await askedDecisions(view)
    const as = view.url.searchParams.get('as')
    if (as === 'csv' || as === 'json') return decisionRows(context, view, run, asked, as)
    return RunPage(view, run, asked)
  })
  return web
}
