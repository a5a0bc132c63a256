import { Hono } from 'hono'
import { unsubscribe } from '../consent/index.ts'
import { LeavePage, LeftPage } from './leave-pages.tsx'
import { linked } from './linked.ts'
import type { PublicSource } from './public-source.ts'

/**
 * `GET` shows a page and changes nothing; `POST` leaves, at once, without cookies, login or redirect, whatever its body
 * says (RFC 8058, DLV-02 to DLV-05).
 */
export function leaveRoutes(source: PublicSource): Hono {
  const web = new Hono()
  web.get('/:token', async (context) => {
    const known = await linked(source, context, 'unsubscribe')
    if (!known) return context.notFound()
    const { frame, words } = known
    const page = <LeavePage frame={frame} words={words} preferences={known.pathTo('preferences')} />
    return context.html(`<!doctype html>${page}`)
  })
  web.post('/:token', async (context) => {
    const known = await linked(source, context, 'unsubscribe')
    if (!known) return context.notFound()
    const { ctx, frame, link, words } = known
    const how = (await isOwnForm(context.req.raw)) ? 'link' : 'one-click'
    if (await isKnown(known.app, link.customer)) await unsubscribe(ctx, link.customer, how, null, link.message)
    const page = <LeftPage frame={frame} words={words} preferences={known.pathTo('preferences')} />
    return context.html(`<!doctype html>${page}`)
  })
  return web
}

/** Our page sends a field that mail services do not; a body of any other kind is theirs. */
async function isOwnForm(request: Request): Promise<boolean> {
  try {
    return /(^|&)from=page(&|$)/.test(await request.text())
  } catch {
    return false
  }
}

async function isKnown(
  { db }: { readonly db: Parameters<typeof unsubscribe>[0]['db'] },
  key: number,
): Promise<boolean> {
  return (await db.selectFrom('customers').select('key').where('key', '=', key).executeTakeFirst()) !== undefined
}
