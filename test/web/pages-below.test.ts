import { describe, it } from 'vitest'
import { browserIs, fewLooks } from './support/browser.ts'
import { demoInBrowser } from './support/demo-in-browser.ts'
import { pagesBelow } from './support/pages-below.ts'
import { withTrouble } from './support/with-trouble.ts'

describe.skipIf(browserIs === 'missing')('every page below a screen is good for everybody', () => {
  const shop = demoInBrowser(withTrouble)

  for (const path of pagesBelow) {
    it(path, () => shop.expectGood(path, fewLooks))
  }
})
