import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import type { App } from '../../src/app/index.ts'
import { languages } from '../../src/web/words/index.ts'
import { browserIs } from './support/browser.ts'
import { demoInBrowser } from './support/demo-in-browser.ts'
import { now, openWeb } from './support/open-web.ts'

const DAY = 86_400_000
let web: Awaited<ReturnType<typeof openWeb>>
afterEach(() => web.close())

/** Thirty customers with two orders each, a month apart. */
async function fill({ db }: App): Promise<void> {
  for (let key = 1; key <= 30; key += 1) {
    await sql`insert into customers (key, id, exists_from) values (${key}, ${`c${key}`}, 0)`.execute(db)
    await order(db, `a${key}`, key, now - key * 7 * DAY - 40 * DAY)
    await order(db, `b${key}`, key, now - key * 7 * DAY)
  }
}

async function order(db: App['db'], id: string, customer: number, at: number): Promise<void> {
  await sql`
    insert into orders (id, customer, ordered_at, total, currency, status)
    values (${id}, ${customer}, ${at}, 1000, 'EUR', 'paid')`.execute(db)
}

/** The page once all is counted. */
async function settled(path = '/insights'): Promise<string> {
  for (let i = 0; i < 40; i += 1) {
    const text = await (await web.get(path)).text()
    if (!text.includes('Counting')) return text
    await new Promise((later) => setTimeout(later, 100))
  }
  throw new Error('counting does not end')
}

describe('insights', () => {
  it('without an order the page teaches', async () => {
    web = await openWeb()
    expect(await (await web.get('/insights')).text()).toContain('perennial import orders orders.csv')
  })

  it('every picture says what it shows, has the numbers as a table and as CSV', async () => {
    web = await openWeb(fill)
    const page = await settled('/insights?days=90')
    const pictures = page.match(/<svg[^>]*role="img"/g) ?? []
    expect(pictures).toHaveLength(16)
    expect(page.match(/<desc id="[^"]+">[^<]+<\/desc>/g)).toHaveLength(16)
    const ids = page.match(/ id="[^"]+"/g) ?? []
    expect(new Set(ids).size).toBe(ids.length)
    for (const name of ['stages', 'moves', 'cohorts', 'sends', 'funnel', 'lift', 'scores']) {
      expect(page).toContain(`href="/insights/${name}.csv?days=90"`)
      const csv = await web.get(`/insights/${name}.csv?days=90`)
      expect(csv.headers.get('content-type')).toContain('text/csv')
      expect((await csv.text()).split('\r\n').length).toBeGreaterThan(1)
    }
    expect((await web.get('/insights/nothing.csv')).status).toBe(404)
  })

  it('the range stands in the address, half a year without one', async () => {
    web = await openWeb(fill)
    const rows = async (days: string) => {
      await settled(`/insights?days=${days}`)
      return (await (await web.get(`/insights/stages.csv?days=${days}`)).text()).trim().split('\r\n').length - 1
    }
    expect([await rows('30'), await rows('180'), await rows('nonsense')]).toEqual([31, 31, 31])
    expect(await settled()).toContain('aria-current="true">180 days')
  })

  it('what is counted is kept: the next page reads it', async () => {
    web = await openWeb(fill)
    await settled()
    await sql`update kept_answers set answer = '[1111, 2222, 3333, 4444, 5555]' where name = 'stages'`.execute(
      web.app.db,
    )
    expect(await settled()).toContain('5,555')
  })

  it('a day is counted anew when older orders come in, and all when somebody asks', async () => {
    web = await openWeb(fill)
    await settled()
    await sql`update kept_answers set answer = '[9999, 0, 0, 0, 0]' where name = 'stages'`.execute(web.app.db)
    await order(web.app.db, 'late', 1, now - 20 * DAY)
    const csv = async () => {
      await settled()
      return (await (await web.get('/insights/stages.csv')).text()).trim().split('\r\n').slice(1)
    }
    const stale = (await csv()).filter((line) => line.includes('9999'))
    expect(stale.length).toBeGreaterThan(0)
    expect(stale.every((line) => line < '2026-11-02')).toBe(true)

    const answer = await web.post('/insights/recount')
    expect(answer.headers.get('location')).toBe('/insights')
    expect((await csv()).filter((line) => line.includes('9999'))).toEqual([])
  })

  it('a day without a run and without emails is a gap, no zero', async () => {
    web = await openWeb(async (app) => {
      await fill(app)
      const slot = now - 2 * DAY
      await sql`
        insert into runs (key, slot, started_at, finished_at, state, summary)
        values (1, ${slot}, ${slot}, ${slot}, 'done', '{}')`.execute(app.db)
    })
    await settled()
    const lines = (await (await web.get('/insights/sends.csv')).text()).split('\r\n')
    expect(lines).toEqual(expect.arrayContaining(['2026-11-20,0', '2026-11-19,']))
  })

  it('speaks the five languages', async () => {
    web = await openWeb(fill)
    await settled()
    const titles = await Promise.all(
      languages.map(async (lang) => {
        const page = await (await web.get('/insights', { 'accept-language': lang })).text()
        return /<h2>([^<]+)<\/h2>/.exec(page)?.[1]
      }),
    )
    expect(titles).toEqual([
      'Customers in each stage',
      'Kupci po fazama',
      'Kupci po fazah',
      'Zákazníci podle fází',
      'Klienti pa posmiem',
    ])
  })
})

describe.skipIf(browserIs === 'missing')('insights in a browser', () => {
  const shop = demoInBrowser()

  it('by keyboard alone: another range, then the numbers of the first picture', async () => {
    web = await openWeb()
    const tab = await shop.open('/insights')
    await tab.locator('.title .switch a').first().focus()
    await tab.keyboard.press('Enter')
    await tab.waitForURL(/days=30/)
    const numbers = tab.locator('.chart summary').first()
    await numbers.focus()
    await tab.keyboard.press('Enter')
    await tab.locator('.chart details[open] table').first().waitFor()
    await tab.context().close()
  }, 90_000)
})
