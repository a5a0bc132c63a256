import { Hono } from 'hono'
import { assets } from './assets.ts'

/** Style, scripts and the icon: no data of the shop, so the page that asks for the token may use them too. */
export function assetRoutes(): Hono {
  const web = new Hono()
  const { style, script, htmx } = assets()
  for (const one of [style, script, htmx]) {
    if (!one) continue
    web.get(one.path, (context) =>
      context.body(one.text, 200, {
        'Content-Type': one.type,
        'Cache-Control': 'private, max-age=31536000, immutable',
      }),
    )
  }
  web.get('/favicon.ico', (context) => context.body(ICON, 200, { 'Content-Type': 'image/svg+xml' }))
  return web
}

/** A leaf that comes back every year. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M5 27C5 12 12 5 27 5c0 15-7 22-22 22Z" fill="#9a3d1b"/><path d="M5 27 19 13" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>'
