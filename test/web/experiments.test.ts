import { afterEach, describe, expect, it } from 'vitest'
import { adoptionsAt } from '../../src/plan/index.ts'
import { twoVersions } from '../support/two-versions.ts'
import { now, openWeb } from './support/open-web.ts'

const DAY = 86_400_000
const AT = '/insights/experiments'
let web: Awaited<ReturnType<typeof openWeb>>
afterEach(() => web.close())

const open = () =>
  openWeb(async (app) => {
    await twoVersions(
      app.db,
      { campaign: 'win-back', step: 'we-miss-you', sentAt: now - 40 * DAY },
      { A: { customers: 500, buyers: 25, total: 1000 }, B: { customers: 500, buyers: 90, total: 1200 } },
    )
  })

const holding = async () =>
  (await adoptionsAt({ db: web.app.db, now })).map(({ variant, endedAt }) => [variant, endedAt])

describe('the page of experiments', () => {
  it('says of each email which version is better, with its numbers, its interval and how it is known', async () => {
    web = await open()
    const page = await web.settled(AT)

    for (const words of ['Wins by conversions', 'within 30 days', 'B beside A: +13', 'B is better', 'Robbins 1970']) {
      expect(page).toContain(words)
    }
    expect(page).toMatch(/win-back: nobody is held out yet/)
    expect(page).toContain('aria-current="page"')
  })

  it('draws each question once, with its interval beside zero, in words for those who do not see it', async () => {
    web = await open()
    const page = await web.settled(AT)
    expect(page).toContain('Differences per 100 customers')
    expect(page).toContain('1 question is decided, of 1.')
    expect(page).toMatch(/<svg role="img" aria-labelledby="conversions-1240-title conversions-1240-desc"/)
    expect(page).toMatch(/win-back\/we-miss-you: B – A<\/text>.*?\+13\.0 \(\+\d.*? B is better<\/text>/s)
    expect(page).toMatch(/class="tick" x1="([\d.]+)" x2="\1"/)
    // None by revenue: no empty picture.
    expect(page).not.toContain('Differences in revenue')
  })

  it('gives money a scale of its own', async () => {
    web = await open()
    const campaigns = web.app.campaigns.map((one) => ({
      ...one,
      steps: one.steps.map((step) =>
        step.kind === 'send' ? { ...step, winner: { by: 'revenue' as const, adopt: 'by hand' as const } } : step,
      ),
    }))
    Object.assign(web.app, { campaigns })
    const page = await web.settled(AT)
    expect(page).toContain('Differences in revenue a customer')
    expect(page).toMatch(/<text class="mid soft"[^>]*>€1\.00<\/text>/)
    const csv = await (await web.get(`${AT}/differences.csv`)).text()
    expect(csv).toMatch(/win-back\/we-miss-you: B – A,minor units a customer,166\.0000,/)
  })

  it('asks once more before a version is adopted, and takes it back the same way', async () => {
    web = await open()
    const wanted = { campaign: 'win-back', step: 'we-miss-you', variant: 'B' }
    const ask = await (await web.get(`${AT}/adopt?${new URLSearchParams(wanted)}`)).text()
    expect(ask).toContain('Who begins win-back from now on gets B of we-miss-you')
    expect(await holding()).toEqual([])

    expect((await web.post(`${AT}/adopt`, wanted)).headers.get('location')).toBe(AT)
    expect(await holding()).toEqual([['B', null]])
    expect(await web.settled(AT)).toContain('B was adopted by hand on')

    await web.post(`${AT}/undo`, wanted)
    expect(await holding()).toEqual([['B', now]])
  })

  it('adopts nothing that there is not', async () => {
    web = await open()
    const wrong = { campaign: 'win-back', step: 'we-miss-you', variant: 'C' }
    expect((await web.get(`${AT}/adopt?${new URLSearchParams(wrong)}`)).status).toBe(404)
    expect((await web.post(`${AT}/adopt`, wrong)).status).toBe(404)
    expect(await holding()).toEqual([])
  })

  it('has each table as CSV', async () => {
    web = await open()
    const variants = await (await web.get(`${AT}/variants.csv`)).text()
    expect(variants).toMatch(/win-back,we-miss-you,conversions,30,B,0\.5,500,500,90,90,108000,winner,B,0\.13/)
    expect((await web.get(`${AT}/holdouts.csv`)).status).toBe(200)
    const differences = await (await web.get(`${AT}/differences.csv`)).text()
    expect(differences).toMatch(/win-back\/we-miss-you: B – A,per 100 customers,13\.0000,[\d.]+,[\d.]+,winner/)
    expect((await web.get(`${AT}/others.csv`)).status).toBe(404)
  })

  it('without an experiment teaches what to write', async () => {
    web = await openWeb(async (app) => {
      const campaigns = app.campaigns.map((one) => ({
        ...{ ...one, holdout: undefined },
        steps: one.steps.map((step) => (step.kind === 'send' ? { ...step, variants: [] } : step)),
      }))
      Object.assign(app, { campaigns })
    })
    expect(await web.settled(AT)).toContain('until: winner by conversions')
  })
})
