import { type Context, Hono } from 'hono'
import { readInsights } from '../../app/index.ts'
import { pauseCampaign, pausedCampaigns, pausesOf, releaseCampaign } from '../../track/index.ts'
import { campaignMonths } from '../background/campaign-months.ts'
import { openView } from '../view/open-view.tsx'
import { perform } from '../view/perform.ts'
import type { ScreenSource } from '../web-source.ts'
import { campaignsWords } from '../words/campaigns.ts'
import { CampaignPage } from './campaign-page.tsx'
import { CampaignsPage } from './campaigns-page.tsx'
import { campaignFigures } from './figures.ts'
import { MissingCard } from './missing-card.tsx'
import { begunCampaigns, CampaignBadge, stateOf } from './state.tsx'

/** A reason is a sentence or two. */
const LONGEST_REASON = 500

/** All campaigns, and each with its way, what came of it, and its pauses. */
export function campaignsRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  web.get('/', async (context) => {
    const view = openView(source, context, campaignsWords)
    const { campaigns } = view.app
    const { funnel } = await readInsights(view.app, view.ctx.now, 30)
    const months = await campaignMonths(view, funnel)
    const [begun, paused] = [await begunCampaigns(view.ctx), await pausedCampaigns(view.ctx)]
    const rows = campaigns.flatMap((campaign, i) => {
      const month = months[i]
      return month ? [{ campaign, month, state: stateOf(campaign.name, begun, paused) }] : []
    })
    return view.page({
      title: view.say('title'),
      lead: view.say('lead'),
      body: (
        <>
          <CampaignsPage view={view} rows={rows} />
          <MissingCard view={view} />
        </>
      ),
    })
  })
  web.get('/:name', (context) => onePage(source, context))
  web.post('/:name/pause', (context) => turn(source, context, 'pause'))
  web.post('/:name/resume', (context) => turn(source, context, 'resume'))
  return web
}

async function onePage(source: ScreenSource, context: Context): Promise<Response> {
  const view = openView(source, context, campaignsWords)
  const campaign = view.app.campaigns.find(({ name }) => name === context.req.param('name'))
  if (!campaign) return context.notFound()
  const state = stateOf(campaign.name, await begunCampaigns(view.ctx), await pausedCampaigns(view.ctx))
  const { purpose, topic, priority, file, title, name } = campaign
  const body = (
    <CampaignPage
      view={view}
      campaign={campaign}
      state={state}
      pauses={await pausesOf(view.ctx, name)}
      answer={await campaignFigures(source, campaign)}
    />
  )
  const facts = view.say('facts', { purpose: view.say(purpose), topic, priority, file })
  const lead = (
    <>
      <CampaignBadge view={view} state={state} /> {facts}
    </>
  )
  return view.page({ title: title === name ? name : `${title} (${name})`, lead, body })
}

async function turn(source: ScreenSource, context: Context, way: 'pause' | 'resume'): Promise<Response> {
  const { app, say } = openView(source, context, campaignsWords)
  const campaign = app.campaigns.find(({ name }) => name === context.req.param('name'))?.name
  if (campaign === undefined) return context.notFound()
  const { reason: typed } = await context.req.parseBody()
  const reason = typeof typed === 'string' ? typed.trim().slice(0, LONGEST_REASON) : ''
  const back = `/campaigns/${encodeURIComponent(campaign)}`
  return perform(source, context, {
    happened: way === 'pause' ? 'campaign paused' : 'campaign resumed',
    fields: { campaign, reason },
    back,
    async work(_app, ctx) {
      if (reason === '') return say('reasonMissing')
      if (way === 'pause') {
        const done = await pauseCampaign(ctx, campaign, reason)
        return say(done === 'paused' ? 'isPaused' : 'wasPaused', { campaign })
      }
      const done = await releaseCampaign(ctx, campaign, reason)
      return say(done === 'released' ? 'goesOn' : 'notPaused', { campaign })
    },
  })
}
