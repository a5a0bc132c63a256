import { type Context, Hono } from 'hono'
import { forgetSizes } from '../../app/index.ts'
import { answersOf } from '../background/answers.ts'
import { csvAnswer } from '../view/csv.ts'
import { openView } from '../view/open-view.tsx'
import { perform } from '../view/perform.ts'
import type { ScreenSource } from '../web-source.ts'
import { sayIn } from '../words/index.ts'
import { insightPageWords } from '../words/insights.ts'
import { segmentsWords } from '../words/segments.ts'
import { historyWanted, sizeHistory } from './history.ts'
import { listPage } from './list-page.tsx'
import { membersCsv } from './members-csv.ts'
import { segmentPage } from './segment-page.tsx'
import { seenOn } from './seen-on.ts'
import { segmentSources } from './segment-source.ts'
import { tryPage } from './try-page.tsx'

/** The segments, and each of them with its members, its past and a rule to try. */
export function segmentsRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  const answers = answersOf(source)
  const open = (context: Context) => openView(source, context, segmentsWords)
  const named = (context: Context) => {
    const name = context.req.param('name')
    return segmentSources(source.app()).find((one) => one.name === name)
  }
  const missing = (context: Context) => {
    const { page, say } = open(context)
    const body = (
      <p>
        {say('unknownText')} <a href="/segments">{say('toList')}</a>
      </p>
    )
    return page({ title: context.req.param('name') ?? '', body, status: 404 })
  }
  web.get('/', (context) => listPage(open(context), answers))
  web.get('/:name', (context) => {
    const one = named(context)
    return one ? segmentPage(open(context), answers, one) : missing(context)
  })
  web.on(['GET', 'POST'], '/:name/try', async (context) => {
    const one = named(context)
    if (!one) return missing(context)
    const given: unknown = context.req.method === 'POST' ? (await context.req.parseBody()).text : undefined
    return tryPage(open(context), answers, one, typeof given === 'string' ? given : undefined)
  })
  web.post('/:name/recount', (context) =>
    perform(source, context, {
      happened: 'sizes counted anew',
      back: `/segments/${encodeURIComponent(context.req.param('name'))}?by=orders#history`,
      async work(app) {
        await forgetSizes(app)
        answers.forget('past sizes')
        return sayIn(insightPageWords, open(context).language)('recounted')
      },
    }),
  )
  web.get('/:name/members.csv', (context) => {
    const one = named(context)
    return one ? membersCsv(context, seenOn(open(context)), one.name) : missing(context)
  })
  web.get('/:name/sizes.csv', async (context) => {
    const one = named(context)
    if (!one) return missing(context)
    const { app, ctx, url } = seenOn(open(context)).view
    const { answer } = await sizeHistory(app, ctx, answers, one.name, historyWanted(url))
    // A file cannot be asked for again by itself: the page it is linked on has the answer already.
    const rows = answer.state === 'done' ? answer.value : []
    return csvAnswer(
      context,
      `${one.name}-sizes.csv`,
      ['day', 'customers'],
      rows.map(({ day, size }) => [day, size]),
    )
  })
  return web
}
