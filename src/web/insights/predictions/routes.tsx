import { Hono } from 'hono'
import { answersOf } from '../../background/answers.ts'
import { csvAnswer } from '../../view/csv.ts'
import { openView } from '../../view/open-view.tsx'
import type { ScreenSource } from '../../web-source.ts'
import { predictionsWords } from '../../words/predictions.ts'
import { PredictionsPage } from './predictions-page.tsx'

/** The tab of predictions: fitted beside the page, and the check as CSV. */
export function predictionsRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  const found = () => answersOf(source).ask({ kind: 'predictions' }, { seat: 'predictions' })
  web.get('/', async (context) => {
    const view = openView(source, context, predictionsWords)
    return view.page({
      title: view.frame('insights'),
      body: <PredictionsPage view={view} answer={await found()} />,
    })
  })
  web.get('/calibration.csv', async (context) => {
    const answer = await found()
    // Not there yet: the page says how far it is.
    if (answer.state !== 'done') return context.redirect('/insights/predictions', 303)
    const { calibration } = answer.value
    const rows = calibration.outcome === 'measured' ? calibration.rows : []
    return csvAnswer(
      context,
      'calibration.csv',
      ['repeat_orders', 'or_more', 'customers', 'expected', 'actual'],
      rows.map(({ repeats, orMore, customers, expected, actual }) => {
        return [repeats, orMore ? 'yes' : 'no', customers, expected.toFixed(2), actual]
      }),
    )
  })
  return web
}
