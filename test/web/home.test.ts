import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { type App, recordImport, reloadApp } from '../../src/app/index.ts'
import { pauseCampaign } from '../../src/track/index.ts'
import { browserIs } from './support/browser.ts'
import { demoInBrowser } from './support/demo-in-browser.ts'
import { enter, now, openWeb, sourceOf } from './support/open-web.ts'

let web: Awaited<ReturnType<typeof openWeb>>

const A_DAY = 86_400_000

async function ran(app: App, slot: number, summary: object): Promise<void> {
  await app.db
    .insertInto('runs')
    .values({ slot, started_at: slot, finished_at: slot, state: 'done', summary: JSON.stringify(summary) })
    .execute()
}

const home = async () => (await web.get('/')).text()

describe('the first screen', () => {
  afterEach(() => web.close())

  it('of a shop without data says how to import some', async () => {
    web = await openWeb()
    expect(await home()).toContain('perennial import customers customers.csv')
  })

  it('says what today’s run decided, a repeat by hand added up', async () => {
    web = await openWeb(async (app) => {
      await ran(app, now - A_DAY, { customers: 90, queued: 7, segments: { lapsed: 30 } })
      await ran(app, now - 3_600_000, { customers: 100, queued: 61, waiting: 4, skipped: 8, segments: { lapsed: 33 } })
      await ran(app, now - 60_000, { customers: 100, queued: 1, waiting: 4, skipped: 0, segments: { lapsed: 33 } })
    })
    const page = await home()
    expect(page).toMatch(/to send<\/dt><dd><span class="value">62</)
    expect(page).toMatch(/waiting<\/dt><dd><span class="value">4</)
    expect(page).not.toContain('Worth a look')
    expect(page).toContain('lapsed: 30 to 33 customers in 30 days')
    expect(page).toContain('33.0%')
  })

  it('tells which goals are off their pace and what left its usual range; without any there is no card', async () => {
    web = await openWeb(async (app) => {
      await ran(app, now - 60_000, { customers: 1 })
      const customers = Array.from({ length: 20 }, (_, i) => ({ id: `c${i}`, exists_from: 0 }))
      const keys = await app.db.insertInto('customers').values(customers).returning('key').execute()
      // Twenty orders in each of thirty weeks, and none in the newest.
      const orders = keys.flatMap(({ key }, i) => {
        return Array.from({ length: 30 }, (_, week) => ({
          ...{ id: `${key}-${week}`, customer: key, ordered_at: now - (8 + week * 7) * A_DAY - i * 3_600_000 },
          ...{ total: 2000, currency: 'EUR', status: 'paid', refunded_total: 0 },
        }))
      })
      await app.db.insertInto('orders').values(orders).execute()
    })
    const early = await web.settled('/')
    expect(early).toContain('<h2>Worth a look</h2>')
    expect(early).toMatch(/orders of the last seven days: \d, usually 20\./)
    expect(early).not.toContain('order_value: ')

    const goal = '- order_value: at least 45 EUR by 2026-12-31\n  over: 90 days\n  since: 2026-06-01\n'
    writeFileSync(join(web.shop.dir, 'goals.yaml'), goal)
    const { app } = await reloadApp(web.app)
    const page = await (await enter(sourceOf(app))).settled('/')
    expect(page).toContain('order_value: at least 45 EUR by 2026-12-31: behind, now €20.00, wanted €45.00.')
  })

  it('on the first day knows the 30 days before it from the orders', async () => {
    web = await openWeb(async (app) => {
      const { key } = await app.db
        .insertInto('customers')
        .values({ id: 'ana', exists_from: 0 })
        .returning('key')
        .executeTakeFirstOrThrow()
      const paid = { total: 2400, currency: 'EUR', status: 'paid', refunded_total: 0 }
      const order = { id: 'one', customer: key, ordered_at: now - 184 * A_DAY, ...paid }
      await app.db.insertInto('orders').values(order).execute()
      await ran(app, now - 60_000, { customers: 1, segments: { lapsed: 1 } })
    })
    const lapsed = await web.settled('/')
    expect(lapsed).toContain('lapsed: 0 to 1 customers in 30 days')
    expect(lapsed).toMatch(/lapsed<\/a>.*?<td class="number">\+1<\/td>/s)
  })

  it('works out beside the page what the coming run would do, where today had none', async () => {
    web = await openWeb((app) => recordImport(app, now - 240_000))
    await expect.poll(home).toMatch(/to send<\/dt><dd><span class="value">0</)
    expect(await home()).toContain('data 4 minutes ago')
  })

  it('names what needs a person, each with where to go on', async () => {
    web = await openWeb(async (app) => {
      const problem = { code: 'guard', severity: 'error', message: 'at-risk grew by 38 % in a day' }
      const guards = [{ segment: 'at-risk', guard: 'daily_change', problem }]
      const held = { recipients: 4120, emails: 4130, most: 100, because: 'most_per_run' }
      await ran(app, now, { customers: 9, held, guards, broken: ['birthday'] })
      const pause = { campaign: 'win-back', reason: 'bounces', at: now, accepted: 1000, counted: 41 } as const
      await app.db.insertInto('campaign_pauses').values(pause).execute()
      await app.db
        .insertInto('halts')
        .values({ name: 'database', since: 1, until: null, code: 'x', reason: 'Restored' })
        .execute()
    })
    const page = await home()
    expect(page).toContain('4,130 emails to 4,120 customers is more than usual')
    expect(page).toContain('<code>perennial send --yes 4120</code>')
    expect(page).toContain('at-risk grew by 38 % in a day')
    expect(page).toContain('a template is broken: birthday')
    expect(page).toContain('win-back stopped itself: 41 bounces among 1,000 emails')
    expect(page).toContain('Nothing is handed over: Restored')
  })

  it('tells a pause by hand, with its reason, from a campaign that stopped itself', async () => {
    web = await openWeb(async (app) => {
      await ran(app, now, { customers: 9 })
      await app.db.insertInto('campaigns').values({ name: 'win-back', first_slot: now }).execute()
      await pauseCampaign(app.at(now), 'win-back', 'The stock is empty')
    })
    const page = await home()
    expect(page).toContain('win-back was paused by hand: The stock is empty')
    expect(page).not.toContain('stopped itself')
    expect(page).toMatch(/>win-back<\/a><\/th><td><span class="badge warn">.*?paused<\/span>/)
    expect(page).toMatch(/>welcome<\/a><\/th><td><span class="badge plain">begins with the next run<\/span>/)
  })

  it('names a segment of which an example does not hold', async () => {
    web = await openWeb((app) => recordImport(app, now))
    const file = join(web.shop.dir, 'segments', 'lapsed.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('last_order: 181 days ago', 'last_order: 18 days ago'))
    const { app } = await reloadApp(web.app)
    expect(await home()).not.toContain('not hold')
    const changed = await openWeb(async () => {}, { app: () => app })
    const page = await (await changed.get('/')).text()
    await changed.close()
    expect(page).toMatch(/lapsed: 1 of 4 examples do not hold/)
    expect(page).toContain('href="/segments/lapsed"')
  })

  it('says that the mail service tells nothing of the emails it got', async () => {
    web = await openWeb(async (app) => {
      const { db } = app
      await ran(app, now - 3 * 3_600_000, { customers: 1 })
      await sql`insert into customers (key, id) values (1, 'ana')`.execute(db)
      await sql`
        insert into messages (campaign, step, customer, occasion, state, reason, purpose, template, run, started_at,
          due_day, submitted_at, provider)
        values ('welcome', 'welcome', 1, '1', 'submitted', 'due', 'marketing', 'welcome', (select key from runs), 1, 1,
          ${now - 2 * 3_600_000}, 'resend')`.execute(db)
    })
    expect(await home()).not.toContain('told nothing')
    const app = { ...web.app, shop: { ...web.app.shop, provider: 'resend' } }
    const silent = await openWeb(async () => {}, { app: () => app })
    expect(await (await silent.get('/')).text()).toContain('the mail service told nothing of the emails it got')
    await silent.close()
  })

  it('shows mistakes of the files at their place, with the text to paste', async () => {
    web = await openWeb(async () => {})
    const file = join(web.shop.dir, 'segments', 'new.yaml')
    writeFileSync(file, 'segment: new\ntitle: New\nwho: {all: [{first_ordr: within the last 30 days}]}\n')
    const { app } = await reloadApp(web.app)
    const broken = await openWeb(async () => {}, { app: () => app })
    const page = await (await broken.get('/')).text()
    await broken.close()
    expect(page).toContain('segments/new.yaml:3:14')
    expect(page).toMatch(/\^{10} did you mean/)
    expect(page).toContain('1 mistake in the files')
  })

  it('speaks the operator’s language: asked for, chosen before, or the browser’s', async () => {
    web = await openWeb((app) => recordImport(app, now))
    expect(await (await web.get('/', { 'accept-language': 'cs-CZ,en;q=0.5' })).text()).toContain('<html lang="cs"')
    const asked = await web.get('/?lang=hr')
    expect(asked.headers.get('location')).toBe('/')
    expect(asked.headers.getSetCookie()[0]).toContain('perennial-lang=hr')
    const page = await (await web.get('/', { 'accept-language': 'lv' })).text()
    expect(page).toContain('Šodien: svētdiena, 2026. gada 22. novembris')
  })
})

describe.skipIf(browserIs === 'missing')('tables on a small laptop', () => {
  // The longest words for a state: one that has not begun, one that stopped itself.
  const shop = demoInBrowser(async ({ app: { db } }) => {
    await db.deleteFrom('campaigns').where('name', '=', 'post-purchase').execute()
    const pause = { campaign: 'win-back', reason: 'complaints', at: now, accepted: 5000, counted: 5 } as const
    await db.insertInto('campaign_pauses').values(pause).execute()
  })

  it.each(['en', 'hr', 'sl', 'cs', 'lv'])('show every column without scrolling, in %s', async (language) => {
    const tab = await shop.open(`/?lang=${language}`)
    for (const path of ['/', '/campaigns']) {
      await shop.go(tab, path)
      await tab.locator('progress').first().waitFor({ state: 'detached' })
      expect(await scrolling(tab), `${path} in ${language}`).toEqual([])
    }
    await tab.context().close()
  })
})

function scrolling(tab: Page): Promise<unknown> {
  return tab.evaluate(`[...document.querySelectorAll('.wide')]
    .filter((one) => one.scrollWidth > one.clientWidth)
    .map((one) => [one.getAttribute('aria-label'), one.scrollWidth, one.clientWidth])`)
}
