import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { screens } from '../../src/web/screens.ts'
import { browserIs, expectGoodPage, openBrowser } from './support/browser.ts'
import { openDemo } from './support/open-demo.ts'

describe.skipIf(browserIs === 'missing')('every screen is good for everybody', () => {
  let browser: Browser
  let demo: Awaited<ReturnType<typeof openDemo>>

  beforeAll(async () => {
    browser = await openBrowser()
    demo = await openDemo()
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.close()
  })

  for (const { path } of screens) {
    it(path, () => expectGoodPage(browser, demo.pages.entrance, path))
  }
})
