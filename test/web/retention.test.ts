import { afterEach, describe, expect, it } from 'vitest'
import type { App } from '../../src/app/index.ts'
import { benchmarks } from '../../src/insights/index.ts'
import { retentionWords } from '../../src/web/insights/retention/retention-view.ts'
import { languages } from '../../src/web/words/index.ts'
import { now, openWeb } from './support/open-web.ts'

const DAY = 86_400_000
let web: Awaited<ReturnType<typeof openWeb>>

/** Thirty customers of two countries with two orders each, a month apart, over the last seven months. */
async function fill({ db }: App): Promise<void> {
  for (let key = 1; key <= 30; key += 1) {
    const customer = { key, id: `c${key}`, exists_from: 0, country: key % 2 === 0 ? 'HR' : 'SI' }
    await db.insertInto('customers').values(customer).execute()
    for (const [id, at] of [
      [`a${key}`, now - key * 7 * DAY - 40 * DAY],
      [`b${key}`, now - key * 7 * DAY],
    ] as const) {
      const order = {
        id,
        customer: key,
        ordered_at: at,
        total: 1000,
        currency: 'EUR',
        status: 'paid',
        refunded_total: 0,
      }
      await db.insertInto('orders').values(order).execute()
    }
  }
}

/** The names of the values that a text has places for. */
const placesOf = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort()

const AT = '/insights/retention'

describe('the page of retention', () => {
  afterEach(() => web.close())

  it('without an order teaches', async () => {
    web = await openWeb()
    expect(await web.settled(AT)).toContain('perennial import orders orders.csv')
  })

  it('has the rates side by side, why they differ, the worked example and what others have', async () => {
    web = await openWeb(fill)
    const page = await web.settled(`${AT}?from=2026-08-01&to=2026-10-31&lapse=60`)

    expect(page).toContain('By the end 30 customers had ordered')
    for (const words of [
      '(end − new) / start',
      'Kept / start',
      'can pass 100 %',
      '95.33',
      'as retention guides quote it',
    ]) {
      expect(page).toContain(words)
    }
    expect(page).toMatch(/ordered in the 60 days before/)
    expect(page).toContain('lifetime: {margin: 30 percent, acquisition_cost: 10 EUR, years: 3}')
  })

  it('each picture says what it shows, and each card has its CSV', async () => {
    web = await openWeb(fill)
    const page = await web.settled(`${AT}?by=country`)
    const pictures = page.match(/<svg[^>]*role="img"/g) ?? []
    expect(pictures).toHaveLength(8)
    expect(page.match(/<desc id="[^"]+">[^<]+<\/desc>/g)).toHaveLength(8)
    for (const name of ['who', 'numbers', 'cohorts', 'cohort-revenue', 'rfm', 'groups', 'parts', 'stages']) {
      expect(page).toContain(`/insights/retention/${name}.csv?by=country`)
      const csv = await web.get(`${AT}/${name}.csv?by=country`)
      expect(csv.headers.get('content-type')).toContain('text/csv')
      expect((await csv.text()).split('\r\n').length).toBeGreaterThan(2)
    }
    expect((await web.get(`${AT}/nothing.csv`)).status).toBe(404)
  })

  it('by country shows parts that add up to the whole', async () => {
    web = await openWeb(fill)
    await web.settled(`${AT}?by=country`)
    const rows = (await (await web.get(`${AT}/parts.csv?by=country`)).text()).trim().split('\r\n').slice(1)
    const cells = rows.map((row) => row.split(','))
    expect(cells.map(([name]) => name).sort()).toEqual(['HR', 'SI'])
    expect(cells.reduce((sum, [, , , , revenue]) => sum + Number(revenue), 0)).toBe(60_000)
  })

  it('days that make no period are told, and the last twelve months shown', async () => {
    web = await openWeb(fill)
    const page = await web.settled(`${AT}?from=2026-08-01&to=2026-07-01`)
    expect(page).toContain('These days make no period')
    expect(page).toContain('22 Nov 2025')
  })

  it('the tabs lead from one page of insights to the other', async () => {
    web = await openWeb(fill)
    expect(await web.settled(AT)).toMatch(/href="\/insights\/retention" aria-current="page">\s*Retention/)
    expect(await web.settled('/insights')).toContain('href="/insights/retention">')
  })
})

describe('its words', () => {
  it('stand in five languages, with the same places for values', () => {
    for (const language of languages) {
      for (const [key, text] of Object.entries(retentionWords[language])) {
        expect(placesOf(text), `${language} ${key}`).toEqual(placesOf(retentionWords.en[key as 'who']))
      }
    }
  })
})

describe('what guides quote', () => {
  it.each(languages)('stands beside the shop’s own rates in %s, with its source', (language) => {
    const text = retentionWords[language].benchmarks
    for (const { retention } of benchmarks) expect(text).toContain(`${Math.round(retention * 100)} %`)
    expect(text).toContain('Exploding Topics')
  })
})
