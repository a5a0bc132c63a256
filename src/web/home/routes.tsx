import { Hono } from 'hono'
import { answersOf } from '../background/answers.ts'
import { campaignResults } from '../background/campaign-results.ts'
import { comingPlan } from '../runs/coming-plan.ts'
import { runLines, RunTable } from '../runs/run-table.tsx'
import { openView } from '../view/open-view.tsx'
import type { ScreenSource } from '../web-source.ts'
import { homeWords } from '../words/home.ts'
import { CampaignsCard } from './campaigns-card.tsx'
import { NeedsCard } from './needs-card.tsx'
import { ProblemsCard } from './problems-card.tsx'
import { readHome } from './read-home.ts'
import { StagesCard } from './stages-card.tsx'
import { ComingToday, RanToday, runsOfToday } from './today-card.tsx'
import { WatchCard, watched } from './watch-card.tsx'
import { Empty } from '../parts/empty.tsx'

const RUNS = 5

/** The first screen: what happens today, and what needs a person. */
export function homeRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  web.get('/', async (context) => {
    const view = openView(source, context, homeWords)
    const { say } = view
    const [results, watch] = await Promise.all([campaignResults(source), watched(source)])
    const home = await readHome(view, results)
    const title = say('title', { day: view.format.longDay(home.today) })
    if (home.dataFrom === undefined && home.runs.length === 0) {
      const body = (
        <>
          <ProblemsCard view={view} />
          <Empty
            title={say('noData')}
            example={'perennial import customers customers.csv\nperennial import orders orders.csv'}
          >
            <p>{say('noDataText')}</p>
          </Empty>
        </>
      )
      return view.page({ title, body })
    }
    const today = runsOfToday(view, home)
    const lines = await runLines(view, home.runs.slice(0, RUNS))
    const body = (
      <>
        <div class="cards">
          {today.length > 0 ? (
            <RanToday view={view} runs={today} />
          ) : (
            <ComingToday view={view} coming={await comingPlan(source)} />
          )}
          <NeedsCard view={view} home={home} lines={lines} />
        </div>
        <ProblemsCard view={view} />
        <WatchCard view={view} found={watch} />
        <div class="cards">
          <StagesCard view={view} home={home} answers={answersOf(source)} />
          <CampaignsCard view={view} home={home} results={results} />
          {lines.length > 0 && (
            <section class="card wide-card">
              <h2>{say('runs')}</h2>
              <RunTable view={view} runs={lines} captionIs="hidden" />
              <p>
                <a href="/runs">{say('allRuns')}</a>
              </p>
            </section>
          )}
        </div>
      </>
    )
    return view.page({ title, body })
  })
  return web
}
