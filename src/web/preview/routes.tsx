import { type Context, Hono } from 'hono'
import {
  hardestCases,
  type MadeEmail,
  recommendedIn,
  sendTest,
  templateProblems,
  templatesOf,
  whyOf,
} from '../../app/index.ts'
import { streamSSE } from 'hono/streaming'
import { searchCustomers } from '../../insights/index.ts'
import { Empty } from '../parts/empty.tsx'
import { withParams } from '../view/links.ts'
import { openView } from '../view/open-view.tsx'
import { perform } from '../view/perform.ts'
import type { View } from '../view/view.ts'
import type { ScreenSource } from '../web-source.ts'
import { type PreviewWord, previewWords } from '../words/preview.ts'
import { readAsked } from './asked.ts'
import { frameAnswer } from './frame-answer.ts'
import { loadPreview, type Preview } from './load-preview.ts'
import { onceAtATime } from './once-at-a-time.ts'
import { pictureAnswer } from './picture-answer.tsx'
import { PreviewPage } from './preview-page.tsx'
import { type ShopChanges, shopChanges } from './shop-changes.ts'
import { WhyPanel } from './why-panel.tsx'
import { seenAs } from './seen-as.ts'
import { TemplateList, toTemplate } from './template-list.tsx'

/** Any template as any customer on any day, in every language and version, and why they would get it. */
export function previewRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  /** By template: what was shown last, for the time while its file is broken. */
  const lastGood = new Map<string, MadeEmail>()
  const changes = shopChanges({ dir: () => source.app().dir, reload: () => source.reload(), now: () => source.now() })
  web.get('/', async (context) => {
    const view = openView(source, context, previewWords)
    const { campaigns, templates } = view.app
    const sent = campaigns.flatMap(templatesOf).map((use) => use.template)
    const template = [...sent, ...templates.names].find((name) => templates.names.includes(name))
    return template === undefined ? noTemplates(view) : context.redirect(toTemplate(view, template), 302)
  })
  web.use('/:template/*', async (context, next) => {
    if (!source.app().templates.names.includes(context.req.param('template'))) return context.notFound()
    return next()
  })
  web.get('/:template', async (context) => {
    const view = openView(source, context, previewWords)
    const asked = askedOf(view, context)
    const preview = await loadPreview(view, asked)
    if (!preview) return nobody(view, asked.template, asked.as)
    return previewPage(view, preview, lastGood)
  })
  const frames = onceAtATime<Preview | undefined>()
  web.get('/:template/frame', async (context) => {
    const view = openView(source, context, previewWords)
    const asked = askedOf(view, context)
    // After each save both frames ask for the same email at the same time.
    const preview = await frames(view.app, withParams(view.url, { widths: undefined }), () => loadPreview(view, asked))
    if (!preview) return context.notFound()
    const email = 'failed' in preview.email ? (preview.marked ?? lastGood.get(asked.template)) : preview.email
    return frameAnswer(context, email?.html ?? '', asked)
  })
  web.get('/:template/why', (context) => reasons(openView(source, context, previewWords), context))
  web.get('/:template/picture', (context) => {
    const view = openView(source, context, previewWords)
    return pictureAnswer(context, view, askedOf(view, context))
  })
  web.get('/:template/changes', (context) => tell(source, changes, context))
  web.post('/:template/test', async (context) => {
    const view = openView(source, context, previewWords)
    const asked = askedOf(view, context)
    const { to } = await context.req.parseBody()
    const back = toTemplate(view, asked.template, asked.use)
    const fields = { template: asked.template }
    return perform(source, context, { happened: 'test email', fields, back, work: () => test(view, asked, String(to)) })
  })
  return web
}

/** The panel alone where a script asks for it; where scripts are off a page with it, which leads back. */
async function reasons(view: View<PreviewWord>, context: Context) {
  const preview = await loadPreview(view, askedOf(view, context))
  if (!preview) return context.notFound()
  const recommended = await recommendedIn(view.app, preview.ctx, preview.request)
  const panel = <WhyPanel view={view} preview={preview} why={await whyIn(view, preview)} recommended={recommended} />
  if (context.req.header('hx-request')) return context.html(panel)
  const body = (
    <>
      {panel}
      <p>
        <a href={toTemplate(view, preview.asked.template, preview.asked.use)}>{view.frame('preview')}</a>
      </p>
    </>
  )
  return view.page({ title: preview.asked.template, body })
}

/** Tells a page of each save, and compiles its template while the page asks for the frames. */
function tell(source: ScreenSource, changes: ShopChanges, context: Context): Response {
  const template = context.req.param('template') ?? ''
  return streamSSE(context, async (stream) => {
    const stop = changes.listen((saved) => {
      void stream.writeSSE({ event: 'saved', data: JSON.stringify(saved) })
      setTimeout(() => void source.app().templates.get(template))
    })
    await new Promise<void>((resolve) => stream.onAbort(resolve))
    stop()
  })
}

function askedOf(view: View<PreviewWord>, context: Context) {
  return readAsked(view.url, context.req.param('template') ?? '', view.app.shop, view.ctx.now)
}

async function previewPage(view: View<PreviewWord>, preview: Preview, lastGood: Map<string, MadeEmail>) {
  const { app, ctx } = view
  const { asked, email } = preview
  if (!('failed' in email)) lastGood.set(asked.template, email)
  const found = await searchCustomers(ctx, asked.find, MOST_FOUND + 1)
  const hardest = await hardestCases(ctx)
  const problems = await templateProblems(app, asked.template)
  const body = (
    <PreviewPage
      view={view}
      preview={preview}
      hardest={hardest}
      found={found.slice(0, MOST_FOUND)}
      more={found.length > MOST_FOUND ? 'more' : 'all'}
      problems={problems}
      lastGood={lastGood.get(asked.template)}
    />
  )
  return view.page({ title: asked.template, body })
}

/** Looks up to 400 days ahead, which takes longer than all else: the page does not wait for it. */
async function whyIn({ app }: View<PreviewWord>, { asked, use, around }: Preview) {
  const told = use && (await whyOf(app, asked.at, asked.mode, around.customer.key, use.campaign.name, use.step.id))
  return told?.campaigns[0]
}

/** As many as fit without scrolling far. */
const MOST_FOUND = 12

async function test(view: View<PreviewWord>, asked: ReturnType<typeof readAsked>, to: string): Promise<string> {
  const { app, ctx, say } = view
  const preview = await loadPreview(view, asked)
  if (!preview) return say('nobody')
  const as = seenAs(view, asked)
  const result = await sendTest(app, preview.ctx, preview.request, { to, at: ctx.now, as })
  if ('most' in result) return say('testTooMany', { n: result.most })
  return 'sent' in result ? say('testSent', { to }) : say('testFailed', { why: result.failed })
}

function noTemplates(view: View<PreviewWord>) {
  const body = (
    <Empty title={view.say('noTemplates')} example={FIRST_TEMPLATE}>
      <p>{view.say('noTemplatesText')}</p>
    </Empty>
  )
  return view.page({ title: view.frame('preview'), body })
}

const FIRST_TEMPLATE = `<mjml>
  <mj-head>
    <mj-title>Hello</mj-title>
  </mj-head>
  <mj-body>
    <mj-section><mj-column><mj-text>Hello {{default customer.first_name "friend"}}</mj-text></mj-column></mj-section>
  </mj-body>
</mjml>`

function nobody(view: View<PreviewWord>, template: string, named: string | undefined) {
  const body = (
    <div class="preview">
      <TemplateList view={view} here={template} />
      <Empty
        title={named === undefined ? view.say('noCustomers') : view.say('unknownCustomer')}
        {...(named === undefined ? { example: 'perennial import customers customers.csv' } : {})}
      >
        {named !== undefined && (
          <p>
            <a href={view.url.pathname}>{view.say('anybody')}</a>
          </p>
        )}
      </Empty>
    </div>
  )
  return view.page({ title: template, body, status: named === undefined ? 200 : 404 })
}
