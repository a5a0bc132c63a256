import { type Context, Hono } from 'hono'
import type { RetentionReport } from '../../../app/index.ts'
import { type Answer, answersOf } from '../../background/answers.ts'
import { csvAnswer } from '../../view/csv.ts'
import { openView } from '../../view/open-view.tsx'
import type { ScreenSource } from '../../web-source.ts'
import { numbersCsv } from './bought-card.tsx'
import { cohortsCsv } from './cohort-cards.tsx'
import { partsCsv } from './parts-cards.tsx'
import { RetentionPage } from './retention-page.tsx'
import { type RetentionProps, retentionWords } from './retention-view.ts'
import { groupsCsv, rfmCsv } from './rfm-cards.tsx'
import { wantedReport } from './wanted-report.ts'
import { whoCsv } from './who-card.tsx'

/** The tab of retention: the numbers of any period, and each table as CSV. */
export function retentionRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  web.get('/', async (context) => {
    const view = openView(source, context, retentionWords)
    const answer = await reportFor(source, context)
    const body = <RetentionPage view={view} wanted={wantedReport(view.url)} answer={answer} />
    return view.page({ title: view.frame('insights'), body })
  })
  web.get('/:file{[a-z-]+\\.csv}', async (context) => {
    const file = files[context.req.param('file').replace(/\.csv$/, '')]
    if (!file) return context.notFound()
    const answer = await reportFor(source, context)
    // Not there yet: the page says how far it is.
    if (answer.state !== 'done') return context.redirect(`/insights/retention${new URL(context.req.url).search}`, 303)
    const { header, rows } = file({ view: openView(source, context, retentionWords), report: answer.value })
    const { from, to } = answer.value.period
    return csvAnswer(context, `${context.req.param('file').replace(/\.csv$/, '')}-${from}-${to}.csv`, header, rows)
  })
  return web
}

interface CsvTable {
  readonly header: readonly string[]
  readonly rows: readonly (readonly (string | number | null | undefined)[])[]
}

const files: Readonly<Record<string, (props: RetentionProps) => CsvTable>> = {
  who: whoCsv,
  numbers: numbersCsv,
  cohorts: (props) => cohortsCsv(props, 'buyers'),
  'cohort-revenue': (props) => cohortsCsv(props, 'revenue'),
  rfm: rfmCsv,
  groups: groupsCsv,
  parts: (props) => partsCsv(props, 'parts'),
  stages: (props) => partsCsv(props, 'stages'),
}

const AN_HOUR = 3_600_000

/** The report that the address asks for: counted beside the page, anew each hour. */
function reportFor(source: ScreenSource, context: Context): Promise<Answer<RetentionReport>> {
  const { request } = wantedReport(new URL(context.req.url))
  const now = source.now()
  return answersOf(source).ask({ kind: 'report', request, since: now - (now % AN_HOUR) }, { seat: 'report' })
}
