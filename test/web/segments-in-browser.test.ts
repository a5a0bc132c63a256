import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserIs, expectGoodPage, openBrowser, openTab } from './support/browser.ts'
import { openDemo } from './support/open-demo.ts'

describe.skipIf(browserIs === 'missing')('segments, simulation and comparison in a browser', () => {
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

  const week = '/simulate?from=2026-11-22&to=2026-11-28&orders=none'
  for (const path of ['/segments/lapsed', '/segments/lapsed/try', week]) {
    it(`${path} is good for everybody`, () => expectGoodPage(browser, demo.pages.entrance, path))
  }

  it('a rule is tried while it is typed, with the keyboard alone', async () => {
    const tab = await openTab(browser, demo.pages.entrance)
    await tab.goto(new URL('/segments/lapsed/try', demo.pages.entrance).href)
    await tab.focus('#text')
    await tab.keyboard.press('Control+a')
    await tab.keyboard.insertText('segment: lapsed\nwho:\n  all:\n    - last_order: more than 300 days ago\n')

    await tab.waitForSelector('#tried :text("more than 300 days ago")')
    await tab.waitForSelector('#tried :text("would hold")')
    expect(await tab.inputValue('#text')).toContain('300 days')
    await tab.context().close()
  })

  it('a rule is tried with scripts off', async () => {
    const look = { width: 1366, theme: 'light' as const }
    const tab = await openTab(browser, demo.pages.entrance, look, 'off')
    await tab.goto(new URL('/segments/lapsed/try', demo.pages.entrance).href)
    await tab.fill('#text', 'segment: lapsed\nwho:\n  all:\n    - last_ordr: never\n')
    await tab.click('button[type=submit]')

    expect(await tab.textContent('#tried')).toContain('last_ordr')
    await tab.context().close()
  })
})
