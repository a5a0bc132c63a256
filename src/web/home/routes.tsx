import { Hono } from 'hono'
import { openView } from '../view/open-view.tsx'
import type { ScreenSource } from '../web-source.ts'
import { homeWords } from '../words/home.ts'

/** The first screen: what happens today, and what needs a person. */
export function homeRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  web.get('/', async (context) => {
    const view = openView(source, context, homeWords)
    return view.page({ title: view.app.shop.name, body: <p>{view.say('today')}</p> })
  })
  return web
}
