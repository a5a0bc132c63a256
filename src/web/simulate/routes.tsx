import { type Context, Hono } from 'hono'
import { daysCsv } from '../../simulate/index.ts'
import { answersOf } from '../background/answers.ts'
import type { SimulatedDays } from '../background/task.ts'
import { openView } from '../view/open-view.tsx'
import type { ScreenSource } from '../web-source.ts'
import { simulateWords } from '../words/simulate.ts'
import { simulatePage } from './simulate-page.tsx'
import { taskOf, wantedIn } from './wanted.ts'

/** The programme day by day on a copy of the data. */
export function simulateRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  const answers = answersOf(source)
  web.get('/', (context) => simulatePage(openView(source, context, simulateWords), answers))
  const files = new Map<string, [type: string, (days: SimulatedDays) => string]>([
    ['calendar.svg', ['image/svg+xml', ({ picture }) => picture]],
    ['days.csv', ['text/csv', ({ simulation }) => daysCsv(simulation)]],
    ['customers.csv', ['text/csv', ({ customersCsv }) => customersCsv]],
    ['simulation.json', ['application/json', ({ simulation }) => `${JSON.stringify(simulation, null, 2)}\n`]],
  ])
  for (const [file, [type, text]] of files) {
    web.get(`/${file}`, async (context) => {
      const wanted = wantedIn(new URL(context.req.url), source.now(), source.app().shop.timeZone)
      const answer = wanted.is === 'task' ? await answers.ask(taskOf(wanted)) : undefined
      // Not there yet: the page says how far it is.
      if (answer?.state !== 'done') return backToPage(context)
      return context.body(text(answer.value), 200, {
        'Content-Type': `${type}; charset=UTF-8`,
        'Content-Disposition': `attachment; filename="${wanted.from}-to-${wanted.to}-${file}"`,
      })
    })
  }
  return web
}

function backToPage(context: Context): Response {
  return context.redirect(`/simulate${new URL(context.req.url).search}`, 303)
}
