import { describe, expect, it } from 'vitest'
import { browserIs } from './support/browser.ts'
import { demoInBrowser } from './support/demo-in-browser.ts'

describe.skipIf(browserIs === 'missing')('segments, simulation and comparison in a browser', () => {
  const shop = demoInBrowser()

  it('a rule is tried while it is typed, with the keyboard alone', async () => {
    const tab = await shop.open('/segments/lapsed/try')
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
    const tab = await shop.open('/segments/lapsed/try', look, 'off')
    await tab.fill('#text', 'segment: lapsed\nwho:\n  all:\n    - last_ordr: never\n')
    await tab.click('button[type=submit]')

    expect(await tab.textContent('#tried')).toContain('last_ordr')
    await tab.context().close()
  })
})
