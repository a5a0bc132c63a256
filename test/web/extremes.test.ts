import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/app/index.ts'
import { runSlot } from '../../src/schedule/index.ts'
import { type ServedPages, serveWeb } from '../../src/web/index.ts'
import { openedApp, shippedShop } from '../app/support.ts'
import { browserIs, expectGoodPage, openBrowser, sampleLook } from './support/browser.ts'
import { now, openWeb, sourceOf } from './support/open-web.ts'

const SCREENS = ['/', '/segments', '/segments/lapsed', '/campaigns', '/campaigns/win-back', '/insights', '/runs/next']

describe.skipIf(browserIs === 'missing')('pages of an empty shop and of one customer', () => {
  let browser: Browser
  let web: Awaited<ReturnType<typeof openWeb>>
  let pages: ServedPages
  beforeAll(async () => {
    browser = await openBrowser()
    web = await openWeb()
    pages = await serveWeb(sourceOf(web.app), { port: 0 })
  })
  afterAll(async () => {
    await pages.close()
    await web.close()
    await browser.close()
  })

  it.each(SCREENS)('%s of an empty shop is good for everybody', { timeout: 60_000 }, (path) =>
    expectGoodPage(browser, pages.entrance, path, sampleLook(SCREENS.indexOf(path))),
  )

  it('say what they can of one customer who never ordered', { timeout: 120_000 }, async () => {
    const customer = { id: 'ana', email: 'ana@kava.example', email_folded: 'ana@kava.example', exists_from: 0 }
    await web.app.db.insertInto('customers').values(customer).execute()
    await runSlot(web.app, now - 3_600_000, now)

    expect(await web.settled('/segments/lapsed')).toContain('Nobody is in it')
    for (const path of SCREENS) expect((await web.get(path)).status).toBe(200)
    expect(await web.settled('/')).not.toContain('NaN')
    expect(await web.settled('/campaigns/win-back')).not.toContain('NaN')
  })
})

describe.skipIf(browserIs === 'missing')('pages of many segments and of names of 200 letters', () => {
  const long = `Maximiliana-${'Wolfeschlegelsteinhausenbergerdorff'.repeat(6)}`.slice(0, 200)
  const longest = `a${'-very-long-name'.repeat(8)}`
  const shop = shippedShop()
  let browser: Browser
  let app: App
  let pages: ServedPages
  beforeAll(async () => {
    for (let number = 1; number < 60; number += 1) {
      const [name, title] = number === 1 ? [longest, long] : [`made-${number}`, `Made ${number}`]
      const rule = `segment: ${name}\ntitle: ${title}\nwho:\n  all:\n    - orders: at least ${number}\n`
      writeFileSync(join(shop.dir, 'segments', `${name}.yaml`), rule)
    }
    app = await openedApp(shop.dir, now)
    for (const id of ['ana', 'ivo']) await namedBuyer(id)
    await runSlot(app, now - 3_600_000, now)
    browser = await openBrowser()
    pages = await serveWeb(sourceOf(app), { port: 0 })
  }, 120_000)
  afterAll(async () => {
    await pages.close()
    await app.close()
    shop.remove()
    await browser.close()
  })

  it.each([
    '/segments',
    '/segments/lapsed?sort=-spent',
    `/segments/${longest}`,
    '/',
    '/insights',
    '/campaigns/win-back',
  ])('%s is good for everybody', { timeout: 120_000 }, (path) =>
    expectGoodPage(browser, pages.entrance, path, sampleLook(path.length)),
  )

  async function namedBuyer(id: string): Promise<void> {
    const email = `${'x'.repeat(60)}@${'kava-'.repeat(20)}.example`.replace('x', id)
    const { key } = await app.db
      .insertInto('customers')
      .values({ id, email, email_folded: email, first_name: long, last_name: long, exists_from: 0 })
      .returning('key')
      .executeTakeFirstOrThrow()
    const paid = { total: 2_147_483_647, currency: 'EUR', status: 'paid', refunded_total: 0 }
    const order = { id: `order ${id}`, customer: key, ordered_at: now - 200 * 86_400_000, ...paid }
    await app.db.insertInto('orders').values(order).execute()
  }
})
