import { type Context, Hono } from 'hono'
import { daysCsv } from '../../simulate/index.ts'
import { answersOf } from '../background/answers.ts'
import type { SimulatedDays } from '../background/task.ts'
import { openView } from '../view/open-view.tsx'
import { peopleAs } from '../view/people.ts'
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
    ['simulation.json', ['application/json', (days) => `${JSON.stringify(told(source, days), null, 2)}\n`]],
  ])
  for (const [file, [type, text]] of files) {
    web.get(`/${file}`, async (context) => {
      if (file === 'customers.csv' && source.people === 'masked') return refused(source, context)
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

/** A list of customers by their ids says nothing without them. */
function refused(source: ScreenSource, context: Context) {
  const { page, say } = openView(source, context, simulateWords)
  return page({ title: say('customersCsv'), body: <p>{say('maskedFile')}</p>, status: 400 })
}

function told(source: ScreenSource, { simulation }: SimulatedDays): SimulatedDays['simulation'] {
  if (source.people === 'shown') return simulation
  const { hidden } = peopleAs(source.people)
  const { customers } = simulation.totals
  const { mostCustomer, longestSilence } = customers
  const shown = {
    ...customers,
    mostCustomer: mostCustomer && hidden(mostCustomer),
    longestSilence: longestSilence && { ...longestSilence, customer: hidden(longestSilence.customer) },
  }
  return { ...simulation, totals: { ...simulation.totals, customers: shown } }
}

function backToPage(context: Context): Response {
  return context.redirect(`/simulate${new URL(context.req.url).search}`, 303)
}
