import type { App } from '../../../src/app/index.ts'
import { localGate, webApp, type WebSource } from '../../../src/web/index.ts'
import { openedApp, shippedShop } from '../../app/support.ts'

/** When the tests of screens take place: a Sunday morning. */
export const now = Date.UTC(2026, 10, 22, 8, 30)

export const TOKEN = 'the-token-of-these-tests'
const HOST = '127.0.0.1:4600'

/** The private pages over the shipped shop (an empty database unless `fill` writes to it), asked without a port. */
export async function openWeb(fill: (app: App) => Promise<void> = async () => {}, given: Partial<WebSource> = {}) {
  const shop = shippedShop()
  const app = await openedApp(shop.dir, now)
  await fill(app)
  const pages = await enter(sourceOf(app, given))
  return {
    app,
    shop,
    ...pages,
    async close() {
      await app.close()
      shop.remove()
    },
  }
}

/** The private pages of a source, asked by somebody who was let in. */
export async function enter(source: WebSource) {
  const web = webApp(
    source,
    localGate(() => 4600, TOKEN),
  )
  const ask = (path: string, init: RequestInit = {}) =>
    web.request(path, { ...init, headers: { host: HOST, ...init.headers } })
  const entered = await ask(`/?token=${TOKEN}`)
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return {
    /** Asks without a cookie. */
    ask,
    /** Asks as somebody who was let in. */
    get: (path: string, headers: Record<string, string> = {}) => ask(path, { headers: { cookie, ...headers } }),
    /** A page as soon as nothing of it is worked on any more. */
    async settled(path: string): Promise<string> {
      for (;;) {
        const text = await (await ask(path, { headers: { cookie } })).text()
        if (!text.includes('<progress')) return text
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    /** Sends a form as the page itself does. */
    post: (path: string, fields: Record<string, string> = {}) =>
      ask(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { cookie, origin: `http://${HOST}`, 'content-type': 'application/x-www-form-urlencoded' },
      }),
  }
}

/** What screens ask, over an app that stands still. */
export function sourceOf(app: App, given: Partial<WebSource> = {}): WebSource {
  return {
    app: () => app,
    now: () => now,
    reload: async () => ({ app, changed: 'same', problems: app.problems }),
    people: 'shown',
    ...given,
  }
}
