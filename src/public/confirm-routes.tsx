import { Hono } from 'hono'
import { confirmConsent } from '../app/index.ts'
import { ConfirmPage, NotePage } from './leave-pages.tsx'
import { linked } from './linked.ts'
import type { PublicSource } from './public-source.ts'
import { said } from './words/index.ts'

/** The second yes of a double opt-in: asked by `GET`, given by `POST`, because scanners open links. */
export function confirmRoutes(source: PublicSource): Hono {
  const web = new Hono()
  web.get('/:token', async (context) => {
    const known = await linked(source, context, 'confirm')
    if (!known) return context.notFound()
    return context.html(`<!doctype html>${<ConfirmPage frame={known.frame} words={known.words} />}`)
  })
  web.post('/:token', async (context) => {
    const known = await linked(source, context, 'confirm')
    if (!known) return context.notFound()
    const { app, ctx, frame, link, words } = known
    const { confirm } = words
    const wording = [confirm.title, confirm.text, confirm.button].map((text) => said(text, frame)).join(' ')
    await confirmConsent(app, ctx, link, wording)
    const page = <NotePage frame={frame} note={{ title: confirm.done, text: confirm.doneText }} />
    return context.html(`<!doctype html>${page}`)
  })
  return web
}
