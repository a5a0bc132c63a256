import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/app/index.ts'
import { inTransaction } from '../../src/db/index.ts'
import { called } from '../support/called.ts'
import { now, openWeb } from './support/open-web.ts'

const slot = now - 3_600_000
const path = `/runs/${new Date(slot).toISOString().replace('.000', '')}`
const AN_HOUR_AGO = now - 3_600_000
let web: Awaited<ReturnType<typeof openWeb>>

/** A run with 60 emails that went out, one that failed, and one that was left out for a customer without consent. */
beforeAll(async () => {
  web = await openWeb(async ({ db }) => {
    await inTransaction(db, async (trx) => {
      const summary = JSON.stringify({
        customers: 62,
        queued: 61,
        recipients: 61,
        waiting: 5,
        skipped: 1,
        segments: {},
        adopted: [{ campaign: 'win-back', step: 'we-miss-you', variant: 'B' }],
      })
      await trx
        .insertInto('runs')
        .values({ key: 1, slot, started_at: slot, finished_at: slot + 3100, state: 'done', summary })
        .execute()
      for (let key = 1; key <= 62; key += 1) {
        const [state, reason] =
          key === 1
            ? (['failed', 'due'] as const)
            : key === 62
              ? (['skipped', 'no_consent'] as const)
              : (['submitted', 'due'] as const)
        const names = called(key === 62 ? '=cmd|calc' : `Ana${key}`, 'Horvat')
        await trx
          .insertInto('customers')
          .values({ key, id: `c${key}`, email: `c${key}@shop.example`, email_folded: `c${key}@shop.example`, ...names })
          .execute()
        await trx
          .insertInto('messages')
          .values({
            ...{ key, customer: key, campaign: 'birthday', step: 'birthday', occasion: '2026', state, reason },
            ...{ purpose: 'marketing', template: 'birthday', run: 1, started_at: slot, due_day: 0, attempt: 0 },
            error: key === 1 ? 'mailbox is full' : null,
          })
          .execute()
      }
    })
  })
})
afterAll(() => web.close())

const text = async (address: string) => (await web.get(address)).text()
const rows = (page: string) => page.match(/<th scope="row">/g)?.length ?? 0

describe('the runs', () => {
  it('stand newest first, with what went wrong in each', async () => {
    const page = await text('/runs')
    expect(rows(page)).toBe(1)
    expect(page).toContain(`href="${path}"`)
    expect(page).toContain('<strong class="bad">1</strong>')
  })

  it('teach what to do where nothing ran yet', async () => {
    const fresh = await openWeb()
    expect(await (await fresh.get('/runs')).text()).toContain('perennial send')
    await fresh.close()
  })

  it('a slot without a run is no page', async () => {
    for (const none of ['/runs/2020-01-01T00:00:00Z', '/runs/yesterday']) expect((await web.get(none)).status).toBe(404)
  })
})

describe('a run', () => {
  it('says which version of an email it adopted', async () => {
    expect(await text(path)).toContain('B of win-back/we-miss-you was adopted: it is proven to be better.')
  })

  it('shows every decision with its reason, 50 a page, none twice and none missing', async () => {
    const first = await text(path)
    const next = /href="([^"]+)"[^>]*>Next page/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await text(next)

    expect([rows(first), rows(second)]).toEqual([50, 12])
    expect(second).not.toContain('Next page')
    expect(second).toContain('mailbox is full')
    expect(second).toContain('<td>no marketing consent')
    const names = [...`${first}${second}`.matchAll(/Ana\d+ Horvat/g)].map(([name]) => name)
    expect(new Set(names).size).toBe(61)
  })

  it('is filtered by campaign, decision, reason and customer, all in the address', async () => {
    expect(rows(await text(`${path}?decision=failed`))).toBe(1)
    expect(rows(await text(`${path}?reason=no_consent`))).toBe(1)
    expect(rows(await text(`${path}?campaign=welcome`))).toBe(0)
    expect(rows(await text(`${path}?customer=C7%40SHOP.example`))).toBe(1)
    expect(rows(await text(`${path}?customer=c7&decision=failed`))).toBe(0)
    expect(await text(`${path}?customer=nobody`)).toContain('Nobody is found under nobody.')
  })

  it('says how long it took, how many wait for a later day, and where those are', async () => {
    const page = await text(path)
    expect(page).toContain('It took 3.1s.')
    expect(page).toContain('5 more emails wait for their day')
    expect(page).toContain('href="/runs/next?reason=not_yet#decisions"')
  })

  it('offers no reason that no decision of a run can have', async () => {
    const page = await text(path)
    expect(page).toContain('<option value="holdout">')
    expect(page).not.toContain('<option value="not_yet">')
  })

  it('shows what went out first, and each email leads to its preview as that customer', async () => {
    const page = await text(path)
    expect(page.indexOf('submitted</span>')).toBeLessThan(page.indexOf('skipped</span>'))
    expect(page).toMatch(/href="\/preview\/birthday\?as=c2&amp;on=2026-11-22"/)
  })

  it('is given as CSV that no spreadsheet runs, and as JSON, with the same filter', async () => {
    const csv = await web.get(`${path}?as=csv`)
    const lines = (await csv.text()).trim().split('\r\n')

    expect(csv.headers.get('content-disposition')).toContain('attachment')
    expect(lines).toHaveLength(63)
    expect(lines.find((line) => line.includes('no_consent'))).toContain(",'=cmd|calc Horvat,")
    const json: unknown = await (await web.get(`${path}?as=json&decision=failed`)).json()
    expect(json).toMatchObject([{ decision: 'failed', customer: 'c1', error: 'mailbox is full' }])
    expect(await (await web.get(`${path}?as=json&campaign=none`)).json()).toEqual([])
  })

  it('shows invented names and addresses with --mask, in its files too', async () => {
    const masked = await openWeb(
      async ({ db }) => {
        await db.insertInto('runs').values({ key: 1, slot, started_at: slot, state: 'done', summary: '{}' }).execute()
        const email = 'maja@kava.example'
        await db
          .insertInto('customers')
          .values({ key: 1, id: '4711', email, email_folded: email, first_name: 'Maja', last_name: 'Horvat' })
          .execute()
        await db
          .insertInto('messages')
          .values({
            ...{ key: 1, customer: 1, campaign: 'birthday', step: 'birthday', occasion: '2026', state: 'submitted' },
            ...{ reason: 'due', purpose: 'marketing', template: 'birthday', run: 1, started_at: slot, due_day: 0 },
            attempt: 0,
          })
          .execute()
      },
      { people: 'masked' },
    )
    for (const address of [path, `${path}?as=csv`, `${path}?as=json`]) {
      expect(await (await masked.get(address)).text()).not.toMatch(/Maja|Horvat|kava\.example/)
    }
    await masked.close()
  })
})

describe('the next run', () => {
  it('is worked out beside the page: in a small shop it is there at once', async () => {
    await expect.poll(() => text('/runs/next')).toContain('<caption>By campaign</caption>')
  })

  describe('names whom it decides about', () => {
    let shop: typeof web
    beforeAll(async () => {
      shop = await openWeb((app) => waiters(app, 230))
    })
    afterAll(() => shop.close())

    it('of each reason the first 200, a page at a time', async () => {
      const page = await shop.settled('/runs/next?campaign=welcome&reason=not_yet')
      expect(rows(page.slice(page.indexOf('id="results"')))).toBe(50)
      expect(page).toContain('230 whose day has not come')
      expect(page).toContain('Of each reason the first 200 of a campaign are listed.')
      const last = await shop.settled('/runs/next?campaign=welcome&reason=not_yet&after=150')
      expect(rows(last.slice(last.indexOf('id="results"')))).toBe(50)
      expect(last).not.toContain('Next page')
    })

    it('with the email each is to get, and when', async () => {
      const page = await shop.settled('/runs/next?decision=send&campaign=welcome')
      expect(page).toContain('W1 Horvat')
      expect(page).toMatch(/href="\/preview\/welcome-1\?as=w1/)
      expect(await shop.settled('/runs/next?campaign=none')).toContain('No decision')
    })

    it('in the words and with the plurals of each language', async () => {
      const page = await (await shop.get('/runs/next', { 'accept-language': 'hr' })).text()
      expect(page).toContain('230 čiji dan još nije došao')
    })

    it('and hides their names with --mask', async () => {
      const masked = await openWeb((app) => waiters(app, 3), { people: 'masked' })
      expect(await masked.settled('/runs/next')).not.toMatch(/W1|Horvat|shop\.example/)
      await masked.close()
    })
  })
})

/** So many customers who bought for the first time an hour ago and are welcome to emails: three each to come. */
async function waiters({ db }: App, many: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (let key = 1; key <= many; key += 1) {
      const email = `w${key}@shop.example`
      const names = { first_name: `W${key}`, last_name: 'Horvat' }
      await trx
        .insertInto('customers')
        .values({ key, id: `w${key}`, email, email_folded: email, exists_from: 0, ...names })
        .execute()
      await trx
        .insertInto('consents')
        .values({ customer: key, status: 'subscribed', at: AN_HOUR_AGO, recorded_at: AN_HOUR_AGO, source: 'checkout' })
        .execute()
      const paid = { total: 2400, currency: 'EUR', status: 'paid', refunded_total: 0 }
      await trx
        .insertInto('orders')
        .values({ id: `o${key}`, customer: key, ordered_at: AN_HOUR_AGO, ...paid })
        .execute()
    }
  })
}
