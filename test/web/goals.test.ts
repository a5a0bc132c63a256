import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type App, reloadApp } from '../../src/app/index.ts'
import { metrics } from '../../src/goals/index.ts'
import { goalWords } from '../../src/web/insights/goals/goals-page.tsx'
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
