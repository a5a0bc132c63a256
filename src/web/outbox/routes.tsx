import { type Context, Hono } from 'hono'
import { outboxCounts, outboxRows, type OutboxState, outboxStates, standstills } from '../../deliver/index.ts'
import { customersMeant } from '../../insights/index.ts'
import { pausedCampaigns } from '../../track/index.ts'
import { openView } from '../view/open-view.tsx'
import { perform } from '../view/perform.ts'
import type { View } from '../view/view.ts'
import type { ScreenSource } from '../web-source.ts'
import { sayIn } from '../words/index.ts'
import { type OutboxWord, outboxWords } from '../words/outbox.ts'
import { languageOf } from '../view/remember.ts'
import { ConfirmPage, confirmTitle, type Dangerous, mustConfirm } from './confirm-page.tsx'
import { decide, decisionIn } from './decide.ts'
import { OutboxPage } from './outbox-page.tsx'
import { placeIn, placeText } from './place.ts'

/** Emails on a page. */
const LIMIT = 50
/** How many customers of a name the filter looks at. */
const MOST_MEANT = 50
/** Nobody counts further. */
const MOST = 10_000

/** The outbox: what is queued, uncertain or failed, and what to do with it. */
export function outboxRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  web.get('/', async (context) => {
    const view = openView(source, context, outboxWords)
    const { searchParams } = view.url
    const who = searchParams.get('who')?.trim() ?? ''
    const meant = who === '' ? undefined : await customersMeant(view.ctx, who, MOST_MEANT)
    const state = stateIn(searchParams)
    const filter = { state, campaign: searchParams.get('campaign') || undefined, customers: meant?.keys }
    const after = placeIn(searchParams.get('after'))
    const rows = await outboxRows(view.ctx, filter, { after, limit: LIMIT + 1 })
    const shown = rows.slice(0, LIMIT)
    const last = rows.length > LIMIT ? shown.at(-1) : undefined
    const body = (
      <OutboxPage
        view={view}
        state={state}
        counts={await outboxCounts(view.ctx, MOST + 1)}
        most={MOST}
        rows={shown}
        next={last && placeText(last)}
        unknown={meant?.keys.length === 0 ? who : undefined}
        meant={meant?.more === 'more' ? MOST_MEANT : undefined}
        halts={await standstills(view.ctx)}
        paused={await pausedCampaigns(view.ctx)}
      />
    )
    return view.page({ title: view.say('title'), lead: view.say('lead'), body })
  })
  web.post('/decide', (context) => decided(source, context))
  // The question has an address that links at the foot come back to: in another language it begins anew.
  web.get('/decide', (context) => context.redirect(`/outbox${new URL(context.req.url).search}`, 303))
  return web
}

async function decided(source: ScreenSource, context: Context): Promise<Response> {
  const form = await context.req.parseBody({ all: true })
  const { search, searchParams } = new URL(context.req.url)
  const decision = decisionIn(form.decision)
  if (decision === undefined) return context.redirect(`/outbox${search}`, 303)
  const keys = [form.key ?? []]
    .flat()
    .flatMap((key) => (typeof key === 'string' && /^\d{1,15}$/.test(key) ? [Number(key)] : []))
  if (mustConfirm(decision, keys, form.confirm))
    return confirm(openView(source, context, outboxWords), decision, keys, form.confirm)
  const say = sayIn(outboxWords, languageOf(context, source.app().shop.languages))
  return perform(source, context, {
    happened: `outbox: ${decision}`,
    fields: { state: stateIn(searchParams), messages: keys },
    back: `/outbox${search}`,
    work: (app, ctx) => decide(app, ctx, decision, keys, say),
  })
}

function confirm(view: View<OutboxWord>, decision: Dangerous, keys: readonly number[], given: unknown) {
  const typed = given === undefined ? 'nothing' : 'wrong'
  const body = <ConfirmPage view={view} decision={decision} keys={keys} typed={typed} />
  return view.page({ title: confirmTitle(view, decision, keys.length), body })
}

function stateIn(params: URLSearchParams): OutboxState {
  return outboxStates.find((state) => state === params.get('state')) ?? 'queued'
}
