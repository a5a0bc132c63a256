import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { full } from '../support/fault-run.ts'
import { browserIs, sampleLook } from './support/browser.ts'
import { demoInBrowser } from './support/demo-in-browser.ts'
import { pagesBelow } from './support/pages-below.ts'
import { withTrouble } from './support/with-trouble.ts'

describe.skipIf(browserIs === 'missing')('every page below a screen is good for everybody', () => {
  const shop = demoInBrowser(withTrouble)

  for (const [i, path] of pagesBelow.entries()) {
    // Each costs three seconds; pages side by side in the list are much alike.
    if (full || i % 3 === 0) it(path, () => shop.expectGood(path, sampleLook(i / 3)))
  }

  it('the comparison shows who moves and what emails say, with the file that is the cause', async () => {
    const tab = await shop.open('/diff')
    await tab.locator('.moves').first().waitFor()
    const shown = await tab.locator('#difference').textContent()
    expect(shown).toMatch(/customers? (enter|leave)/)
    expect(shown).toContain('welcome-1')
    expect(shown).toContain('segments/lapsed.yaml')
    await tab.context().close()
  })

  describe('where files are broken', () => {
    beforeAll(async () => {
      const { dir, reload } = shop.demo
      const spoil = (file: string, from: string, to: string) => {
        const text = readFileSync(join(dir, file), 'utf8')
        writeFileSync(join(dir, file), text.replace(from, to))
      }
      spoil('segments/new.yaml', 'first_order', 'first_ordr')
      spoil('templates/welcome-1.mjml', '</mj-text>', '')
      await reload()
    })

    for (const [i, path] of ['/', '/segments/new', '/preview/welcome-1?as={customer}', '/diff'].entries()) {
      it(`${path} says where`, () => shop.expectGood(path, sampleLook(i)))
    }
  })
})
