import { describe, it } from 'vitest'
import { screens } from '../../src/web/screens.ts'
import { full } from '../support/fault-run.ts'
import { browserIs, fewLooks, looks } from './support/browser.ts'
import { demoInBrowser } from './support/demo-in-browser.ts'
import { withTrouble } from './support/with-trouble.ts'

describe.skipIf(browserIs === 'missing')('every screen is good for everybody', () => {
  const shop = demoInBrowser(withTrouble)

  for (const { path } of screens) {
    it(path, () => shop.expectGood(path, full ? looks : fewLooks))
  }
})
