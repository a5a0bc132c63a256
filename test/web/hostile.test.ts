import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { screens } from '../../src/web/screens.ts'
import { full, sized } from '../support/fault-run.ts'
import { browserIs } from './support/browser.ts'
import { demoInBrowser } from './support/demo-in-browser.ts'
import { hostileTexts } from './support/hostile-texts.ts'
import { allPages } from './support/pages-below.ts'
import { spoil } from './support/spoil.ts'

/** What a text that worked leaves in the page. */
const TRACES = "[typeof window.hit, document.title === 'hit', document.querySelectorAll('#hit, base').length]"
const NONE = ['undefined', false, 0]
/** Pages about one customer: each shows another part of the texts. */
const ABOUT_ONE = [
  '/customers/{id}',
  '/customers/{id}/why/birthday',
  '/preview/birthday?as={id}',
  '/preview/ask-how-it-was?as={id}&show=text',
  '/preview/ask-how-it-was?as={id}&show=html',
  '/preview/birthday/why?as={id}',
  '/preview/how-to?as={id}&in=all',
]
/** So many texts between two that a page shows; the 39 ways of a script come in turns. */
const STEP = sized(244, 61)
/** The same of emails that nothing shuts in. */
const OPEN_STEP = sized(10, 1)
/** The pages below the screens are gone through in the full run. */
const PAGES = full ? allPages : screens.map(({ path }) => path)

describe.skipIf(browserIs === 'missing')(
  '500 texts that try to run a script, as names of people and products (T31)',
  () => {
    let ids: readonly string[] = []
    const shop = demoInBrowser(async (demo) => {
      expect(new Set(hostileTexts()).size).toBe(500)
      ids = await spoil(demo.app, hostileTexts())
    })

    it.each(PAGES)('run none on %s, and no request leaves', async (path) => {
      const tab = await shop.open('/')
      const heard = listen(tab, shop.demo.pages.url)
      await shop.go(tab, path)
      for (;;) {
        await settled(tab)
        expect(await tab.evaluate(TRACES)).toEqual(NONE)
        const next = tab.getByRole('link', { name: 'Next page' })
        const link = (await next.count()) > 0 ? await next.getAttribute('href') : null
        if (link === null) break
        await shop.go(tab, link)
      }
      expect(heard).toEqual([])
      await tab.context().close()
    })

    it.each(ABOUT_ONE)('run none on %s, whoever it is about', async (path) => {
      const tab = await shop.open('/')
      const heard = listen(tab, shop.demo.pages.url)
      for (let at = ABOUT_ONE.indexOf(path); at < ids.length; at += STEP) {
        await shop.go(tab, path.replace('{id}', encodeURIComponent(ids[at] ?? '')))
        expect(await tab.evaluate(TRACES), ids[at] ?? '').toEqual(NONE)
      }
      expect(heard).toEqual([])
      await tab.context().close()
    })

    it('run none in the frames of the preview, and none in the emails even where nothing shuts them in', async () => {
      const tab = await shop.open('/')
      const frames = ids.map((id) => `/preview/ask-how-it-was/frame?as=${encodeURIComponent(id)}`)
      const emails = await tab.evaluate<string[]>(
        `Promise.all(${JSON.stringify(frames)}.map((path) => fetch(path).then((answer) => answer.text())))`,
      )
      expect(emails.filter((email) => email.includes('</html>'))).toHaveLength(500)
      const heard = listen(tab, shop.demo.pages.url)
      const few = frames.filter((_, at) => at % STEP === 0)
      expect(await tab.evaluate(framed('src', few, 'sandbox'))).toEqual([])
      const bare = await tab.context().newPage()
      const said = listen(bare, 'about:')
      const open = emails.filter((_, at) => at % OPEN_STEP === 0)
      for (let at = 0; at < open.length; at += 50) {
        expect(await bare.evaluate(framed('srcdoc', open.slice(at, at + 50), 'data-open')), `from ${at}`).toEqual([])
      }
      expect([await tab.evaluate(TRACES), await bare.evaluate(TRACES)]).toEqual([NONE, NONE])
      expect([heard, said]).toEqual([[], []])
      await tab.context().close()
    })
  },
)

/** Notes what the page says, asks, and fetches from elsewhere. */
function listen(tab: Page, home: string): string[] {
  const heard: string[] = []
  tab.on('dialog', async (dialog) => {
    heard.push(`asked: ${dialog.message()}`)
    await dialog.dismiss()
  })
  tab.on('console', (message) => heard.push(message.text()))
  tab.on('pageerror', (error) => heard.push(String(error)))
  tab.on('request', (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith('data:')) heard.push(request.url())
  })
  return heard
}

/** Until what comes by itself has come, and what a text would begin has had its time. */
async function settled(tab: Page): Promise<void> {
  const waiting = tab.locator('[hx-trigger=load]:not(:has(details)), .working')
  await expect.poll(() => waiting.count(), { timeout: 20_000 }).toBe(0)
  await tab.waitForTimeout(200)
}

/** In the page: frames of emails, shut or not; gives those in which a text left a trace. */
function framed(by: 'src' | 'srcdoc', emails: readonly string[], how: 'sandbox' | 'data-open'): string {
  return `Promise.all(${JSON.stringify(emails)}.map(async (email) => {
    const frame = document.createElement('iframe')
    frame.setAttribute('${how}', 'allow-same-origin')
    frame.${by} = email
    const loaded = new Promise((done) => frame.addEventListener('load', done))
    document.body.append(frame)
    await loaded
    const { contentDocument: page, contentWindow } = frame
    const empty = page.body.children.length === 0
    const bad = empty || contentWindow.hit || page.title === 'hit' || page.querySelector('#hit, base, script')
    frame.remove()
    return bad ? [email] : []
  })).then((found) => found.flat())`
}
