import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { browserRoutes } from './browser-routes.ts'
import { clickRoutes } from './click-routes.ts'
import { confirmRoutes } from './confirm-routes.tsx'
import { NotePage } from './leave-pages.tsx'
import { leaveRoutes } from './leave-routes.tsx'
import { pageHeaders } from './page.tsx'
import { preferenceRoutes } from './preference-routes.tsx'
import type { PublicSource } from './public-source.ts'
import { rateLimit } from './rate-limit.ts'
import { wordsFor } from './words/index.ts'
import { webhookRoutes } from './webhook-routes.ts'

/** How the public pages are reached. */
export interface PublicSite {
  /** `Host` values besides that of the shop's own links. */
  hosts(): readonly string[]
  /** Where a request came from, for the limit per address; undefined where nobody knows. */
  peer(context: Context): string | undefined
}

/** Everything that customers and mail services reach: no cookies, no scripts, one page for every fault. */
export function publicApp(source: PublicSource, site: PublicSite): Hono {
  const web = new Hono()
  const [refusals, pages] = [rateLimit(60), rateLimit(600)]
  web.use(async (context, next) => {
    const host = context.req.header('host') ?? ''
    if (!site.hosts().includes(host) && host !== new URL(source.app().shop.links).host)
      return context.text('Not this host', 421)
    await next()
  })
  // A webhook has a limit and an answer of its own: one service sends thousands of them from one address.
  web.route('/webhooks', webhookRoutes(source))
  web.use(async (context, next) => {
    const address = site.peer(context)
    // To leave is never refused: many people's POSTs come from the few addresses of one mail service.
    const leaves = context.req.method === 'POST' && context.req.path.startsWith('/unsubscribe/')
    if (address !== undefined && !leaves && pages.take(address, source.now()) === 'too many') return busy(source)
    await next()
    if (context.res.status === 404 && address !== undefined && refusals.take(address, source.now()) === 'too many') {
      context.res = busy(source)
    }
    for (const [name, value] of Object.entries(pageHeaders)) {
      if (!context.res.headers.has(name)) context.header(name, value)
    }
  })
  web.use(bodyLimit({ maxSize: LARGEST_FORM, onError: (context) => context.text('Too large', 413) }))
  web.route('/unsubscribe', leaveRoutes(source))
  web.route('/preferences', preferenceRoutes(source))
  web.route('/browser', browserRoutes(source))
  web.route('/confirm', confirmRoutes(source))
  web.route('/', clickRoutes(source))
  web.notFound(() => note(source, 'missing', 404))
  web.onError(() => note(source, 'busy', 503))
  return web
}

/** A form of the preference page is far smaller; a one-click POST has one field. */
const LARGEST_FORM = 4096

function busy(source: PublicSource): Response {
  return note(source, 'busy', 429)
}

/** The same page for a forged, a cut and an unknown link: nothing is told about anybody (SEC-17). */
function note(source: PublicSource, what: 'missing' | 'busy', status: 404 | 429 | 503): Response {
  const { shop } = source.app()
  const { language, words } = wordsFor(null, shop.languages)
  const page = <NotePage frame={{ shop: shop.name, language }} note={words[what]} />
  const retry = what === 'busy' ? { 'Retry-After': '60' } : {}
  const headers = { ...pageHeaders, ...retry, 'Content-Type': 'text/html; charset=UTF-8' }
  return new Response(`<!doctype html>${page}`, { status, headers })
}
