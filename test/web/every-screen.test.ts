import { describe, it } from 'vitest'
import { browserIs } from './support/browser.ts'
import { demoInBrowser } from './support/demo-in-browser.ts'
import { allPages } from './support/pages-below.ts'
import { withTrouble } from './support/with-trouble.ts'

describe.skipIf(browserIs === 'missing')('every screen is good for everybody', () => {
  const shop = demoInBrowser(withTrouble)

  for (const path of allPages) {
    it(path, () => shop.expectGood(path))
  }
})
