import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { statusOf } from '../app/index.ts'
import { assetRoutes } from './asset-routes.ts'
import type { Gate } from './gate/gate.ts'
import { privateHeaders } from './gate/headers.ts'
import { keepOut } from './gate/keep-out.ts'
import { letIn } from './gate/let-in.tsx'
import { screens } from './screens.ts'
import { openView } from './view/open-view.tsx'
import { rememberLook } from './view/remember.ts'
import type { ScreenSource, WebSource } from './web-source.ts'
import { healthRoutes } from '../worker/index.ts'
import { type FrameWord, frameWords } from './words/index.ts'

/** The private pages as a web app, for tests without a port. */
export function webApp(given: WebSource, gate: Gate): Hono {
  const source: ScreenSource = { ...given, screens, openAt: gate.openAt }
  const web = new Hono()
  web.use(privateHeaders)
  web.use(keepOut(gate))
  web.use(bodyLimit({ maxSize: LARGEST_FORM, onError: (context) => context.text('Too large', 413) }))
  web.route('/', assetRoutes())
  // On this computer only, and nobody is named in it: Prometheus brings no session.
  if (given.health && gate.openAt === undefined) web.route('/', healthRoutes(given.health))
  web.use(letIn(gate, () => given.now()))
  web.use(rememberLook)
  web.get('/status.json', async (context) => context.json(await statusOf(source.app(), source.now())))
  for (const { path, routes } of screens) web.route(path, routes(source))
  web.notFound((context) => sorry(source, context, 'missing', 404))
  web.onError((error, context) => {
    source.app().log.error('page failed', { path: context.req.routePath, error })
    return sorry(source, context, 'broken', 500)
  })
  return web
}

/** A rule that somebody tries out is the longest text that is sent. */
const LARGEST_FORM = 256 * 1024

function sorry(source: ScreenSource, context: Context, what: 'missing' | 'broken', status: 404 | 500) {
  const view = openView<FrameWord>(source, context, frameWords)
  const body = (
    <>
      <p>{view.say(`${what}Text`)}</p>
      <p>
        <a href="/">{view.say('toHome')}</a>
      </p>
    </>
  )
  return view.page({ title: view.say(what), body, status })
}
