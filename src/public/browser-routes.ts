import { Hono } from 'hono'
import { renderEmails } from '../app/index.ts'
import { linked } from './linked.ts'
import type { PublicSource } from './public-source.ts'

/** The email in the browser, made anew as of the instant it was sent, without pixel or tracked links. */
export function browserRoutes(source: PublicSource): Hono {
  const web = new Hono()
  web.get('/:token', async (context) => {
    const known = await linked(source, context, 'browser')
    if (!known || known.link.message === undefined) return context.notFound()
    const { app, ctx, link } = known
    const message = await app.db
      .selectFrom('messages')
      .selectAll()
      .where('key', '=', link.message ?? 0)
      .where('customer', '=', link.customer)
      .executeTakeFirst()
    if (!message) return context.notFound()
    const [email] = await renderEmails(app, { ...ctx, now: message.submitted_at ?? ctx.now }, [message])
    if (!email || 'failed' in email) return context.notFound()
    // An email brings its styles and pictures; nothing in it may run or ask for anything else.
    context.header('Content-Security-Policy', POLICY)
    return context.html(email.html)
  })
  return web
}

const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src https: data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox allow-popups allow-top-navigation-by-user-activation',
].join('; ')
