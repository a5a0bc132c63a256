import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type App, reloadApp } from '../../src/app/index.ts'
import { metrics } from '../../src/goals/index.ts'
import { goalWords } from '../../src/web/insights/goals/goal-view.ts'
import { alertWords } from '../../src/web/words/alerts.ts'
import { languages } from '../../src/web/words/index.ts'
import { enter, now, openWeb, sourceOf } from './support/open-web.ts'

const DAY = 86_400_000
let web: Awaited<ReturnType<typeof openWeb>>

/** Ten customers, an order each every forty days. */
async function fill({ db }: App): Promise<void> {
  for (let key = 1; key <= 10; key += 1) {
    await db
      .insertInto('customers')
      .values({ key, id: `c${key}`, exists_from: 0 })
      .execute()
    for (let order = 1; order <= 3; order += 1) {
      const at = { customer: key, ordered_at: now - order * 40 * DAY - key * DAY, currency: 'EUR', status: 'paid' }
      await db
        .insertInto('orders')
        .values({ id: `o${key}-${order}`, total: 1000, refunded_total: 0, ...at })
        .execute()
    }
  }
}

describe('the page of goals', () => {
  afterEach(() => web.close())

  it('without goals shows the line to write', async () => {
    web = await openWeb(fill)
    const page = await web.settled('/insights/goals')
    expect(page).toContain('- churn: 10 percent lower by 2027-03-31')
    expect(page).toMatch(/Orders, revenue, order value.*are within their usual range/)
    expect(page).toContain('None of them became late today.')
  })

  it('shows each goal with its verdict, its values with their days, and its definition; and as CSV', async () => {
    web = await openWeb(fill)
    writeFileSync(
      join(web.shop.dir, 'goals.yaml'),
      '- order_value: at least 5 EUR by 2026-12-31\n  over: 90 days\n- revenue: 900 percent higher by 2026-12-31\n',
    )
    const { app } = await reloadApp(web.app)
    const pages = await enter(sourceOf(app))
    const page = await pages.settled('/insights/goals')

    expect(page).toContain('reached')
    expect(page).toContain('Revenue / orders.')
    expect(page).toMatch(/24 Aug 2026 to 21 Nov 2026/)
    const rows = (await (await pages.get('/insights/goals/goals.csv')).text()).trim().split('\r\n')
    expect(rows[1]).toContain('order_value,,at least 5 EUR by 2026-12-31,2026-12-31,2025-12-31,reached,money')
    expect(rows).toHaveLength(3)
  })

  it('draws how each went since it was set, beside an even pace to what is wanted; and as CSV', async () => {
    web = await openWeb(fill)
    writeFileSync(
      join(web.shop.dir, 'goals.yaml'),
      `- buyers: at least 40 by 2026-12-31
  since: 2026-09-02
  over: 120 days
- size: at least 3 by 2026-12-31
  since: 2026-09-02
  segment: lapsed
- churn: 10 percent lower by 2028-12-31
  since: 2028-01-01
`,
    )
    const { app } = await reloadApp(web.app)
    const pages = await enter(sourceOf(app))
    const page = await pages.settled('/insights/goals')

    expect(page.match(/<svg role="img" aria-labelledby="goal-\d-590-title/g)).toHaveLength(2)
    expect(page).toMatch(/<desc id="goal-0-590-desc">Now \d+, 40 wanted by 31 Dec 2026: [a-z ]+\./)
    expect(page).toMatch(/<text class="end halo"[^>]*>wanted 40<\/text>/)
    const rows = (await (await pages.get('/insights/goals/progress.csv')).text()).trim().split('\r\n')
    const days = rows.filter((row) => row.startsWith('buyers,')).map((row) => row.split(',')[3])
    // Every eleven days since the day before, and yesterday.
    expect(days).toEqual(expect.arrayContaining(['2026-09-01', '2026-09-12', '2026-11-17', '2026-11-21']))
    expect(rows.filter((row) => row.startsWith('size,lapsed,'))).toHaveLength(days.length)
    expect(rows.filter((row) => row.startsWith('churn'))).toEqual([])
    const goals = (await (await pages.get('/insights/goals/goals.csv')).text()).split('\r\n')
    expect(rows.findLast((row) => row.startsWith('buyers,'))?.split(',')[4]).toBe(goals[1]?.split(',')[10])
  })

  it('has what to look at as CSV, each table its own', async () => {
    web = await openWeb(fill)
    const csv = async (name: string) => (await web.get(`/insights/goals/${name}.csv`)).text()
    expect(await csv('alerts')).toMatch(/^number,from,to,value,usual,low,high,side,weeks,days/)
    expect(await csv('late')).toMatch(/^customer,spent,last_order,usual_gap,away/)
  })
})

describe('its words', () => {
  it('define every number, in five languages with the same places for values', () => {
    const placesOf = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort()
    for (const language of languages) {
      expect(Object.keys(goalWords[language])).toEqual(expect.arrayContaining(Object.keys(metrics)))
      for (const [key, text] of Object.entries(alertWords[language])) {
        expect(placesOf(text), `${language} ${key}`).toEqual(placesOf(alertWords.en[key as 'late']))
      }
      for (const [key, text] of Object.entries(goalWords[language])) {
        expect(placesOf(text), `${language} ${key}`).toEqual(placesOf(goalWords.en[key as 'goal']))
      }
    }
  })
})
