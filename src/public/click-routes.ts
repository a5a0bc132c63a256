import { type Context, Hono } from 'hono'
import { followLink, noteOpen, type Visitor } from '../track/index.ts'
import { linked } from './linked.ts'
import type { PublicSource } from './public-source.ts'

/** Clicks lead to stored addresses only; the open pixel counts whom agreed to it, and looks the same for everybody. */
export function clickRoutes(source: PublicSource): Hono {
  const web = new Hono()
  // Hono answers HEAD by the handler of GET; the method tells a scanner from a person.
  web.get('/click/:token', async (context) => {
    const known = await linked(source, context, 'click')
    const { shop } = source.app()
    const url = known && (await followLink(known.ctx, known.link, visitorOf(context), shop.website ?? shop.links))
    if (!known || url === undefined) return context.notFound()
    context.header('Referrer-Policy', 'no-referrer')
    return context.redirect(url, 302)
  })
  web.get('/open/:token', async (context) => {
    const known = await linked(source, context, 'open')
    const { shop } = source.app()
    if (known && shop.tracking === 'clicks and opens') {
      await noteOpen(known.ctx, known.link, visitorOf(context), shop.timeZone)
    }
    return context.body(PIXEL, 200, { 'Content-Type': 'image/gif' })
  })
  return web
}

function visitorOf({ req }: Context): Visitor {
  return { method: req.raw.method, userAgent: req.header('user-agent') }
}

/** One transparent point. */
const PIXEL = Uint8Array.from(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'))
