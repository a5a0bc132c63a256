import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/app/index.ts'
import { inTransaction } from '../../src/db/index.ts'
import { screens } from '../../src/web/screens.ts'
import { browserIs, openBrowser, openTab } from './support/browser.ts'
import { hostileTexts } from './support/hostile-texts.ts'
import { openDemo } from './support/open-demo.ts'

const RUN = '/runs/2026-11-22T08:00:00Z'
/** Pages below the screens that show names of people or products. */
const BELOW = [RUN]
/** What a text that worked leaves in the page. */
const TRACES = "[typeof window.hit, document.title === 'hit', document.querySelectorAll('#hit, base').length]"

describe.skipIf(browserIs === 'missing')(
  '500 texts that try to run a script, as names of people and products (T31)',
  () => {
    let browser: Browser
    let demo: Awaited<ReturnType<typeof openDemo>>

    beforeAll(async () => {
      browser = await openBrowser()
      demo = await openDemo()
      await spoil(demo.app)
    })
    afterAll(async () => {
      await browser?.close()
      await demo?.close()
    })

    it.each([...screens.map(({ path }) => path), ...BELOW])('run none on %s, and no request leaves', async (path) => {
      const tab = await openTab(browser, demo.pages.entrance)
      const heard: string[] = []
      tab.on('dialog', async (dialog) => {
        heard.push(`asked: ${dialog.message()}`)
        await dialog.dismiss()
      })
      tab.on('console', (message) => heard.push(message.text()))
      tab.on('pageerror', (error) => heard.push(String(error)))
      tab.on('request', (request) => {
        if (!request.url().startsWith(demo.pages.url) && !request.url().startsWith('data:')) heard.push(request.url())
      })
      let next: string | null = path
      while (next !== null) {
        await tab.goto(new URL(next, demo.pages.entrance).href, { waitUntil: 'load' })
        expect(await tab.evaluate(TRACES)).toEqual(['undefined', false, 0])
        const link = tab.getByRole('link', { name: 'Next page' })
        next = (await link.count()) > 0 ? await link.getAttribute('href') : null
      }
      await tab.waitForTimeout(200)
      expect(heard).toEqual([])
      await tab.context().close()
    })
  },
)

/** Everybody and everything gets a hostile name, and the newest run has a decision about everybody. */
async function spoil({ db }: App): Promise<void> {
  const texts = hostileTexts()
  expect(new Set(texts).size).toBe(500)
  const customers = await db.selectFrom('customers').select('key').orderBy('key').execute()
  const products = await db.selectFrom('products').select('id').execute()
  const run = await db
    .selectFrom('runs')
    .select('key')
    .where('slot', '=', Date.UTC(2026, 10, 22, 8))
    .executeTakeFirstOrThrow()
  await inTransaction(db, async (trx) => {
    for (const [index, { key }] of customers.entries()) {
      const text = texts[index % texts.length] ?? ''
      const names = { first_name: text, last_name: text, city: text }
      await trx.updateTable('customers').set(names).where('key', '=', key).execute()
      await sql`
        insert into messages (campaign, step, customer, occasion, state, reason, purpose, template, run, started_at, due_day)
        values ('birthday', 'birthday', ${key}, 'hostile', 'skipped', 'no_consent', 'marketing', 'birthday', ${run.key}, 0, 0)
      `.execute(trx)
    }
    for (const [index, { id }] of products.entries()) {
      await trx
        .updateTable('products')
        .set({ name: texts[index] ?? '' })
        .where('id', '=', id)
        .execute()
    }
    await sql`update order_lines set name = (select name from products where products.id = order_lines.product_id)`.execute(
      trx,
    )
  })
}
