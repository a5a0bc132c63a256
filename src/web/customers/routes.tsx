import { type Context, Hono } from 'hono'
import { customerFacts, whyOf } from '../../app/index.ts'
import { isoInstant } from '../../clock.ts'
import { exportPerson } from '../../consent/index.ts'
import {
  consentLog,
  customerPast,
  customerSheet,
  newestCustomers,
  pastKinds,
  searchCustomers,
} from '../../insights/index.ts'
import { ScreenLink } from '../parts/screen-link.tsx'
import { openView } from '../view/open-view.tsx'
import type { View } from '../view/view.ts'
import type { ScreenSource } from '../web-source.ts'
import { type CustomersWord, customersWords } from '../words/customers.ts'
import { CustomerPage } from './customer-page.tsx'
import { customerPath } from './customer-path.ts'
import { eraseNow, ErasePage } from './erase-page.tsx'
import { SearchPage } from './search-page.tsx'
import { WhyPage } from './why-page.tsx'

/** Customers on a page of results, and lines of somebody's past on a page. */
const [FOUND, PAST] = [50, 40]

/** The search for customers, and the page of each with what stands, what happened, what comes and why not. */
export function customersRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  web.get('/', async (context) => {
    const view = openView(source, context, customersWords)
    const text = view.url.searchParams.get('find')?.trim() ?? ''
    const rows = text === '' ? await newestCustomers(view.ctx, 20) : await searchCustomers(view.ctx, text, FOUND + 1)
    return view.page({
      title: view.say('title'),
      lead: view.say('lead'),
      body: <SearchPage view={view} text={text} rows={rows} most={FOUND} />,
    })
  })
  web.get('/:id', (context) => sheet(source, context))
  web.get('/:id/why/:campaign', (context) => whyOne(source, context))
  web.get('/:id/export', (context) => exported(source, context))
  web.get('/:id/erase', async (context) => {
    const { view, found } = await asked(source, context)
    if (!found) return context.notFound()
    const title = view.say('eraseTitle', { who: view.people.name(found.row) })
    return view.page({ title, body: <ErasePage view={view} person={found.row} /> })
  })
  web.post('/:id/erase', async (context) => {
    const { view, found } = await asked(source, context)
    return found ? eraseNow(source, context, view, found.row) : context.notFound()
  })
  return web
}

/** The view and the customer of the address. */
async function asked(source: ScreenSource, context: Context) {
  const view: View<CustomersWord> = openView(source, context, customersWords)
  const found = await customerSheet(view.ctx, view.app.shop, context.req.param('id') ?? '')
  return { view, found }
}

async function sheet(source: ScreenSource, context: Context): Promise<Response> {
  const { view, found } = await asked(source, context)
  if (!found) return context.notFound()
  const { searchParams } = view.url
  const kind = pastKinds.find((one) => one === searchParams.get('kind'))
  const [, at, shown] = /^(\d{1,15})\.(\d{1,9})$/.exec(searchParams.get('after') ?? '') ?? []
  const past = await customerPast(
    view.ctx,
    found.row.key,
    view.app.shop.events.map(({ name }) => name),
    {
      kinds: kind ? [kind] : pastKinds,
      from: at === undefined ? undefined : { at: Number(at), shown: Number(shown) },
      limit: PAST,
    },
  )
  const body = (
    <CustomerPage
      view={view}
      sheet={found}
      facts={await customerFacts(view.app, view.ctx.now, found.row.key)}
      past={past}
      log={await consentLog(view.ctx, found.row.key)}
    />
  )
  const path = customerPath(found.row.id)
  const template = found.coming[0]?.template ?? view.app.templates.names[0]
  const as = new URLSearchParams({ as: found.row.id }).toString()
  const actions = (
    <>
      {template !== undefined && (
        <ScreenLink view={view} class="button" to={`/preview/${encodeURIComponent(template)}?${as}`}>
          {view.say('previewAs')}
        </ScreenLink>
      )}
      <a class="button" href={`${path}/export`}>
        {view.say('export')}
      </a>
      <a class="button" href={`${path}/erase`}>
        {view.say('erase')}
      </a>
    </>
  )
  return view.page({ title: view.people.name(found.row), lead: view.people.email(found.row), actions, body })
}

async function whyOne(source: ScreenSource, context: Context): Promise<Response> {
  const { view, found } = await asked(source, context)
  const campaign = view.app.campaigns.find(({ name }) => name === context.req.param('campaign'))?.name
  if (!found || campaign === undefined) return context.notFound()
  const { campaigns } = await whyOf(view.app, view.ctx.now, 'run', found.row.key, campaign)
  const [why] = campaigns
  if (!why) return context.notFound()
  const title = view.say('whyTitle', { campaign, who: view.people.name(found.row) })
  return view.page({ title, body: <WhyPage view={view} id={found.row.id} why={why} /> })
}

async function exported(source: ScreenSource, context: Context): Promise<Response> {
  const { view, found } = await asked(source, context)
  if (!found) return context.notFound()
  if (view.masked === 'masked') {
    return view.page({ title: view.say('export'), body: <p>{view.say('masked')}</p>, status: 400 })
  }
  const { shop } = view.app
  const told = {
    ...{ shop: shop.name, exportedAt: isoInstant(view.ctx.now), currency: shop.currency },
    ...(await exportPerson(view.ctx, found.row.key)),
  }
  view.app.log.info('customer exported', { customer: found.row.key, by: 'web view' })
  return context.body(`${JSON.stringify(told, null, 2)}\n`, 200, {
    'Content-Type': 'application/json; charset=UTF-8',
    'Content-Disposition': `attachment; filename="customer-${found.row.key}.json"`,
  })
}
