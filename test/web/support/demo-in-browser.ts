import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { expectGoodPage, type Look, openBrowser, openTab } from './browser.ts'
import { type Demo, openDemo } from './open-demo.ts'
import { fillIn } from './pages-below.ts'

/** A demo shop and a browser to look at it, open while the tests of a block run. */
export interface DemoInBrowser {
  readonly demo: Demo
  readonly browser: Browser
  /** A tab of somebody who was let in, on a page (`{customer}` and the like are filled in); close its context when done. */
  open(path: string, look?: Look, scripts?: 'on' | 'off'): Promise<Page>
  /** Leads a tab to another page. */
  go(tab: Page, path: string): Promise<void>
  /** Expects of a page what `expectGoodPage` does. */
  expectGood(path: string, looks?: readonly Look[]): Promise<void>
}

/** Opens both before the tests of the block that calls it, and closes them after. `prepare` changes the shop first. */
export function demoInBrowser(prepare: (demo: Demo) => Promise<void> = async () => {}): DemoInBrowser {
  let browser: Browser | undefined
  let demo: Demo | undefined
  beforeAll(async () => {
    browser = await openBrowser()
    demo = await openDemo()
    await prepare(demo)
  }, LONGEST_MS)
  afterAll(async () => {
    await browser?.close()
    await demo?.close()
  })
  return {
    get demo() {
      return here(demo)
    },
    get browser() {
      return here(browser)
    },
    async open(path, look, scripts) {
      const { app, pages } = here(demo)
      const tab = await openTab(here(browser), pages.entrance, look, scripts)
      await tab.goto(new URL(await fillIn(app, path), pages.entrance).href)
      return tab
    },
    async go(tab, path) {
      const { app, pages } = here(demo)
      await tab.goto(new URL(await fillIn(app, path), pages.entrance).href)
    },
    async expectGood(path, looks) {
      const { app, pages } = here(demo)
      await expectGoodPage(here(browser), pages.entrance, await fillIn(app, path), looks)
    },
  }
}

/** Until a demo shop stands on a busy computer. */
const LONGEST_MS = 180_000

function here<T>(opened: T | undefined): T {
  if (opened === undefined) throw new Error('it is open only while tests run')
  return opened
}
