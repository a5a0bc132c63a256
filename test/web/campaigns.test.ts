import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pausedCampaigns } from '../../src/track/index.ts'
import { queued, subscribers } from '../deliver/a-delivery.ts'
import { twoVersions } from '../support/two-versions.ts'
import { now, openWeb } from './support/open-web.ts'

const day = 86_400_000
let web: Awaited<ReturnType<typeof openWeb>>
beforeEach(async () => {
  web = await openWeb(async ({ db }) => {
    await subscribers(db, 1, 2, 3, 4)
    const submitted = (days: number) => ({
      state: 'submitted' as const,
      provider: 'test',
      submitted_at: now - days * day,
    })
    const mail = (customer: number, step: string) => ({ campaign: 'win-back', customer, step })
    await queued(db, [
      { ...mail(1, 'we-miss-you'), ...submitted(10), variant: 'A' },
      { ...mail(1, 'come-back-coupon'), ...submitted(3) },
      { ...mail(2, 'we-miss-you'), ...submitted(3), variant: 'B' },
      { ...mail(3, 'we-miss-you'), send_at: now + day },
      { ...mail(4, 'we-miss-you'), state: 'skipped', reason: 'holdout', send_at: null },
    ])
    await sql`insert into orders (id, customer, ordered_at, total, currency, status)
      values ('o1', 1, ${now - 2 * day}, 4200, 'EUR', 'paid')`.execute(db)
  })
})
afterEach(() => web.close())

const text = async (path: string) => (await web.get(path)).text()

/** A page whose counts are worked out beside it. */
async function counted(path: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const page = await text(path)
    if (!page.includes('class="working"')) return page
    await new Promise((later) => setTimeout(later, 20))
  }
  throw new Error('the counts never came')
}

describe('the list of campaigns', () => {
  it('tells at which moments of a customer’s life the shop says nothing, and how to begin', async () => {
    const page = await text('/campaigns')
    expect(page).toContain('7 of 13 moments of a customer’s life have no campaign.')
    expect(page).toContain('<code lang="en">perennial audit --write referral</code>')
    expect(page).not.toContain('perennial audit --write birthday')
  })

  it('says how each starts, whether it runs, and what it sent in 30 days', async () => {
    const page = await text('/campaigns')
    expect(page).toContain('when entering lapsed')
    expect(page).toContain('begins with the next run')
    expect(page).toMatch(/win-back<\/a>.*?<td class="number">3<\/td>/s)
  })

  it('teaches how to make one where there is none', async () => {
    const none = await openWeb()
    Object.assign(none.app, { campaigns: [] })
    expect(await (await none.get('/campaigns')).text()).toContain('There is no campaign yet')
    await none.close()
  })
})

describe('a campaign', () => {
  it('shows its way, counts or no counts', async () => {
    const first = await text('/campaigns/win-back')
    expect(first).toContain('come-back-coupon')
  })

  it('says what its file says in the language of the operator; the rules keep the words of the file', async () => {
    const page = await (await web.get('/campaigns/win-back', { 'accept-language': 'hr' })).text()
    expect(page).toMatch(/Šalje u<\/dt><dd>\d\d:\d\d po satu/)
    expect(page).toContain('<dt>Počinje</dt><dd><span lang="en">when entering lapsed</span>')
    expect(page).toContain('najranije nakon 365 dana')
  })

  it('says whether it works beside those who were held out', async () => {
    const page = await counted('/campaigns/win-back')
    expect(page).toContain('Lift per 100 customers')
    expect(page).toContain('not proven yet')
    expect(page).toContain('0 of 1 held out')
  })

  it('says which variant is better in the words of the page of experiments, adopted or not', async () => {
    const early = 'Too early: no two versions have customers whose days are over.'
    expect(await counted('/campaigns/win-back')).toContain(`<strong>we-miss-you</strong>: ${early}`)

    const adopted = { campaign: 'win-back', step: 'we-miss-you', variant: 'B' }
    await web.post('/insights/experiments/adopt', adopted)
    const page = await counted('/campaigns/win-back')
    expect(page).toContain('B was adopted by hand on')
    expect(page).toContain('<a href="/insights/experiments">')
  })

  it('judges customers whose days are over, not emails: both pages say the same', async () => {
    const db = web.app.db
    const emails = { campaign: 'win-back', step: 'we-miss-you', sentAt: now - 40 * day }
    const groups = { customers: 500, total: 1000 }
    await twoVersions(db, emails, { A: { ...groups, buyers: 25 }, B: { ...groups, buyers: 90 } })
    const finding = /B beside A: \+13\.0 per 100 customers \([^)]+\) <span class="badge good">.*?B is better/
    const [own] = finding.exec(await counted('/campaigns/win-back')) ?? []
    expect(own).toBeDefined()
    expect(await counted('/insights/experiments')).toContain(own)
  })

  it('shows how many customers are where', async () => {
    const page = await counted('/campaigns/win-back')
    expect(page).toMatch(/we-miss-you<\/strong>.*?1 waits to go.*?1 customer between this email and the next/s)
    expect(page).toMatch(/come-back-coupon<\/strong>.*?1 customer between/s)
    expect(page).toContain('1 customer held out so far')
  })

  it('shows what came of its emails with the base of each share, by email and variant', async () => {
    const page = await counted('/campaigns/win-back')
    expect(page).toMatch(/Submitted<\/th><td class="number">3</)
    expect(page).toMatch(/Reached the goal<\/th><td class="number">2<.*?66.7% of submitted/s)
    expect(page).toMatch(/we-miss-you <span class="tag">B<\/span>/)
    expect(page).toContain('€42.00')
  })

  it('does not call zero what the mail service does not report', async () => {
    const page = await counted('/campaigns/win-back')
    for (const silent of ['Delivered', 'Clicked', 'Bounced']) {
      expect(page).toMatch(new RegExp(`${silent}</th><td class="number">–</td>.*?not reported`, 's'))
    }
  })

  it('says of how many that is the share, where it is reported', async () => {
    const first = await web.app.db.selectFrom('messages').select(['key', 'customer']).executeTakeFirstOrThrow()
    const at = now - day
    const event = { kind: 'delivered', at, recorded_at: at, campaign: 'win-back', machine: 0 } as const
    await web.app.db
      .insertInto('message_events')
      .values({ ...event, message: first.key, customer: first.customer })
      .execute()
    const told = await counted('/campaigns/win-back')
    expect(told).toMatch(/Delivered<\/th><td class="number">1<.*?33.3% of submitted/s)
    expect(told).toMatch(/Clicked<\/th><td class="number">0<.*?0.0% of delivered/s)
  })

  it('that nobody knows is not there', async () => {
    expect((await web.get('/campaigns/nothing')).status).toBe(404)
  })
})

describe('a pause', () => {
  it('needs a reason, stays in the log, and ends with a reason', async () => {
    await web.post('/campaigns/win-back/pause', { reason: '  ' })
    expect(await pausedCampaigns(web.app)).toEqual([])

    const { status, headers } = await web.post('/campaigns/win-back/pause', { reason: 'Wrong <coupon>' })
    expect([status, headers.get('location')]).toEqual([303, '/campaigns/win-back'])
    expect(await pausedCampaigns(web.app)).toMatchObject([{ campaign: 'win-back', note: 'Wrong <coupon>' }])
    const paused = await text('/campaigns/win-back')
    expect(paused).toContain('Wrong &lt;coupon&gt;')
    expect(paused).toContain('Why may it go on?')

    await web.post('/campaigns/win-back/resume', { reason: 'Mended' })
    expect(await pausedCampaigns(web.app)).toEqual([])
    expect(await text('/campaigns/win-back')).toContain('→ Mended')
  })
})
