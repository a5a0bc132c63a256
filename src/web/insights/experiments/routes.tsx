import { type Context, Hono } from 'hono'
import { adoptByHand, type Adopted, type App, type Experiments } from '../../../app/index.ts'
import { endAdoption } from '../../../plan/index.ts'
import { answersOf } from '../../background/answers.ts'
import { experimentsFor } from '../../background/experiments-for.ts'
import { csvAnswer } from '../../view/csv.ts'
import { openView } from '../../view/open-view.tsx'
import { perform } from '../../view/perform.ts'
import type { ScreenSource } from '../../web-source.ts'
import { type AdoptionAct, AskPage } from './ask-page.tsx'
import { differencesCsv } from './differences-card.tsx'
import { type ExperimentView, experimentPageWords } from './experiment-view.ts'
import { ExperimentsPage } from './experiments-page.tsx'
import { holdoutsCsv } from './holdouts-card.tsx'
import { variantsCsv } from './variants-card.tsx'

const AT = '/insights/experiments'

/** The tab of experiments: what is tried, each table as CSV, and adopting a version or taking it back. */
export function experimentsRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  web.get('/', async (context) => {
    const view = openView(source, context, experimentPageWords)
    const body = <ExperimentsPage view={view} answer={await experimentsFor(source)} />
    return view.page({ title: view.frame('insights'), body })
  })
  web.get('/:file{(variants|holdouts|differences)\\.csv}', async (context) => {
    const answer = await experimentsFor(source)
    // Not there yet: the page says how far it is.
    if (answer.state !== 'done') return context.redirect(AT, 303)
    const file = context.req.param('file')
    const { header, rows } = tableOf(openView(source, context, experimentPageWords), file, answer.value)
    return csvAnswer(context, file, header, rows)
  })
  for (const act of ['adopt', 'undo'] as const) {
    web.get(`/${act}`, (context) => askOnceMore(source, context, act))
    web.post(`/${act}`, (context) => carryOut(source, context, act))
  }
  return web
}

function tableOf(view: ExperimentView, file: string, found: Experiments) {
  if (file === 'differences.csv') return differencesCsv(view, found)
  return file === 'variants.csv' ? variantsCsv(found.variants) : holdoutsCsv(found.holdouts)
}

function askOnceMore(source: ScreenSource, context: Context, act: AdoptionAct): Response | Promise<Response> {
  const view = openView(source, context, experimentPageWords)
  const { searchParams } = view.url
  const about = known(view.app, (name) => searchParams.get(name))
  if (!about) return context.notFound()
  const title = act === 'adopt' ? view.say('adopt', { variant: about.variant }) : view.say('undo')
  return view.page({ title, body: <AskPage view={view} act={act} about={about} /> })
}

async function carryOut(source: ScreenSource, context: Context, act: AdoptionAct): Promise<Response> {
  const { app, say } = openView(source, context, experimentPageWords)
  const form = await context.req.parseBody()
  const about = known(app, (name) => form[name])
  if (!about) return context.notFound()
  return perform(source, context, {
    happened: act === 'adopt' ? 'variant adopted' : 'adoption ended',
    fields: { ...about },
    back: AT,
    async work(open, ctx) {
      answersOf(source).forget('experiments')
      if (act === 'undo') return say((await endAdoption(ctx, about)) === 'ended' ? 'undone' : 'noneAdopted')
      const state = await adoptByHand(open, ctx.now, about)
      return state === 'adopted' ? say('isAdopted', { variant: about.variant }) : say('wasAdopted')
    },
  })
}

/** The version that is meant, where there is such a one. */
function known({ campaigns }: App, value: (name: string) => unknown): Adopted | undefined {
  const step = campaigns
    .find(({ name }) => name === value('campaign'))
    ?.steps.find((one) => one.kind === 'send' && one.id === value('step'))
  const variant = step?.kind === 'send' ? step.variants.find(({ name }) => name === value('variant')) : undefined
  return variant && { campaign: String(value('campaign')), step: String(value('step')), variant: variant.name }
}
