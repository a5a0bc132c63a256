import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../src/db/index.ts'
import { now, openWeb } from './support/open-web.ts'

const slot = now - 3_600_000
const path = `/runs/${new Date(slot).toISOString().replace('.000', '')}`
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
      })
      await trx.insertInto('runs').values({ key: 1, slot, started_at: slot, state: 'done', summary }).execute()
      for (let key = 1; key <= 62; key += 1) {
        const [state, reason] =
          key === 1
            ? (['failed', 'due'] as const)
            : key === 62
              ? (['skipped', 'no_consent'] as const)
              : (['submitted', 'due'] as const)
        const names = { first_name: key === 62 ? '=cmd|calc' : `Ana${key}`, last_name: 'Horvat' }
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
  it('shows every decision with its reason, 50 a page, none twice and none missing', async () => {
    const first = await text(path)
    const next = /href="([^"]+)"[^>]*>Next page/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await text(next)

    expect([rows(first), rows(second)]).toEqual([50, 12])
    expect(second).not.toContain('Next page')
    expect(first).toContain('mailbox is full')
    expect(first).toContain('no marketing consent')
    const names = [...`${first}${second}`.matchAll(/Ana\d+ Horvat/g)].map(([name]) => name)
    expect(new Set(names).size).toBe(61)
  })

  it('is filtered by campaign, decision, reason and customer, all in the address', async () => {
    expect(rows(await text(`${path}?decision=failed`))).toBe(1)
    expect(rows(await text(`${path}?reason=no_consent`))).toBe(1)
    expect(rows(await text(`${path}?campaign=welcome`))).toBe(0)
    expect(rows(await text(`${path}?customer=C7%40SHOP.example`))).toBe(1)
    expect(rows(await text(`${path}?customer=c7&decision=failed`))).toBe(0)
    expect(await text(`${path}?customer=nobody`)).toContain('Nobody has the id or address nobody.')
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
    await expect.poll(() => text('/runs/next')).toContain('<caption>Decisions</caption>')
  })
})
