import { describe, expect, it } from 'vitest'
import type { Why } from '../../src/plan/index.ts'
import { openTestShop, shopFile } from '../support/open-test-shop.ts'

const lapsed = 'segment: lapsed\nwho: {all: [{last_order: more than 180 days ago}]}\n'
const winBack = `campaign: win-back
starts: {when_entering: lapsed}
steps:
  - send: we-miss-you
  - wait: 7 days
  - send: come-back
`
const birthday = 'campaign: birthday\nstarts: {on_date: birthday}\nsteps: [{send: hello}]\n'

describe('the next date', () => {
  it('is the day on which the customer enters the segment, and says what is then', async () => {
    const shop = await openTestShop({ 'segments/lapsed.yaml': lapsed, 'campaigns/win-back.yaml': winBack })
    await shop.customer('ana')
    await shop.order('o1', 'ana', '2026-06-05 10:00')
    const { campaigns } = await shop.why('ana', '2026-11-22')
    expect(campaigns).toMatchObject([
      {
        campaign: 'win-back',
        decision: 'skip',
        reason: 'not_yet',
        nextTrueOn: '2026-12-03',
        nextStep: 'we-miss-you',
        nextTrueBecause: 'last_order is then 181 days ago',
        missing: 'last_order: more than 180 days ago (170 days ago, 5 June 2026)',
      },
    ])
    await shop.close()
  })

  it('is of the email that comes next, whichever is asked about', async () => {
    const shop = await openTestShop({ 'segments/lapsed.yaml': lapsed, 'campaigns/win-back.yaml': winBack })
    await shop.customer('ana')
    await shop.order('o1', 'ana', '2026-06-05 10:00')
    for (const day of ['2026-12-01', '2026-12-02', '2026-12-03']) await shop.run(`${day} 08:00`)
    const ask = async (step: string) => (await shop.why('ana', '2026-12-04 10:00', 'win-back', { step })).campaigns[0]
    expect(await ask('come-back')).toMatchObject({ step: 'come-back', nextTrueOn: '2026-12-10', nextStep: 'come-back' })
    const sent = await ask('we-miss-you')
    expect(sent).toMatchObject({ step: 'come-back', nextStep: 'come-back', sent: [{ step: 'we-miss-you' }] })
    await shop.close()
  })

  it('of a birthday is the next one', async () => {
    const shop = await openTestShop({ 'campaigns/birthday.yaml': birthday })
    await shop.customer('ana', { birthday: '1990-02-28', consent: 'none' })
    const { campaigns } = await shop.why('ana', '2026-11-22')
    expect(campaigns).toMatchObject([{ nextTrueOn: '2027-02-28', nextTrueBecause: 'it then starts on birthday' }])
    await shop.close()
  })
})

/** The lines of the only campaign of an answer: `yes text: value`. */
function linesOf({ campaigns: [campaign] }: Why): string[] {
  return (campaign?.clauses ?? []).map(({ holds, text, value }) => `${holds ? 'yes' : 'no'} ${text}: ${value}`)
}

describe('the lines of an answer', () => {
  it('say in which group they stand, and whether the group speaks for the email', async () => {
    const who = `{all: [{any: [{country: HR}, {country: SI}]}, {at_least: {count: 2, of: [{orders: at least 1}, {city: set}, {tag: vip}]}}], none: [{country: US}, {orders: at least 5}]}`
    const shop = await openTestShop({ 'campaigns/birthday.yaml': `${birthday}who: ${who}\n` })
    await shop.customer('ana', { birthday: '1990-11-22', country: 'SI' })
    await shop.order('o1', 'ana', '2026-06-05 10:00')
    const { campaigns } = await shop.why('ana', '2026-11-22')
    const lines = campaigns[0]?.clauses.filter(({ reason }) => reason === 'left_audience') ?? []
    expect(campaigns[0]).toMatchObject({ decision: 'skip', reason: 'left_audience', missing: 'city: set (missing)' })
    expect(
      lines.map(
        ({ holds, within, text }) => `${holds} ${within.map((one) => `[${one.holds} ${one.text}]`).join('')} ${text}`,
      ),
    ).toEqual([
      'false [true any of] country: HR',
      'true [true any of] country: SI',
      'true [false at least 2 of 3] orders: at least 1',
      'false [false at least 2 of 3] city: set',
      'false [false at least 2 of 3] tag: vip',
      'true  none of: country: US',
      'true  none of: orders: at least 5',
    ])
    await shop.close()
  })

  it('go on with consent, what was sent, holdout, lateness, priority, limit and quiet hours', async () => {
    const shop = await openTestShop({
      'perennial.yaml': shopFile('limit: 2 marketing emails per 7 days\nquiet: 21:00 to 08:00 customer time'),
      'campaigns/birthday.yaml': `${birthday}holdout: 1 percent\n`,
    })
    await shop.customer('eva', { birthday: '1990-11-22' })
    expect(linesOf(await shop.why('eva', '2026-11-22'))).toEqual([
      'yes starts on birthday: began 2026-11-22',
      'yes suppression: none',
      'yes consent: subscribed',
      'yes again every year: nothing sent yet',
      'yes holdout 1 percent: not in it',
      'yes late at most 2 days: on its day',
      'yes priority 80: first of its day',
      'yes limit 2 marketing emails per 7 days: 0 so far',
      'yes quiet 21:00 to 08:00 customer time: 09:00 is outside',
    ])
    await shop.close()
  })

  it('name what was sent before, and why it is not sent again', async () => {
    const shop = await openTestShop({ 'campaigns/birthday.yaml': birthday })
    await shop.customer('ana', { birthday: '1990-11-22' })
    await shop.run('2026-11-22 08:00')
    const { campaigns } = await shop.why('ana', '2026-11-22 10:00')
    expect(campaigns).toMatchObject([
      {
        decision: 'skip',
        reason: 'already_sent',
        missing: 'again every year (hello sent 2026-11-22)',
        nextTrueOn: '2027-11-22',
        sent: [{ step: 'hello', occasion: '2026', state: 'queued', at: '2026-11-22T09:00:00+00:00' }],
      },
    ])
    await shop.close()
  })

  it('name the campaign that takes the day', async () => {
    const shop = await openTestShop({
      'campaigns/birthday.yaml': birthday,
      'campaigns/daily.yaml': 'campaign: daily\nstarts: {every: day}\nsteps: [{send: news}]\n',
    })
    await shop.customer('ana', { birthday: '1990-11-22' })
    const why = await shop.why('ana', '2026-11-22', 'daily')
    expect(why.campaigns).toMatchObject([{ decision: 'wait', reason: 'outranked', nextTrueOn: '2026-11-23' }])
    expect(linesOf(why)).toContain('no priority 20: behind birthday (80)')
    await shop.close()
  })

  it('tell what is asked since the start of the journey', async () => {
    const shop = await openTestShop({
      'segments/lapsed.yaml': lapsed,
      'campaigns/win-back.yaml': `${winBack}stop_when: {any: [{bought: anything}]}\n`,
    })
    await shop.customer('ana')
    await shop.order('o1', 'ana', '2026-05-25 10:00')
    await shop.order('o2', 'ana', '2026-11-24 10:00', 1000, 'cancelled')
    const waiting = await shop.why('ana', '2026-11-25')
    await shop.order('o3', 'ana', '2026-11-26 10:00')
    const stopped = await shop.why('ana', '2026-11-29')
    expect(linesOf(waiting)).toContain('yes not stopped by: bought: anything: 0 since the start')
    expect(waiting.campaigns).toMatchObject([
      { reason: 'not_yet', nextTrueOn: '2026-11-29', nextTrueBecause: 'come-back is then due' },
    ])
    expect(linesOf(stopped)).toContain('no not stopped by: bought: anything: 1 since the start')
    expect(stopped.campaigns).toMatchObject([{ decision: 'skip', reason: 'stopped', nextTrueOn: '2027-05-26' }])
    await shop.close()
  })

  it('see nothing that came after the instant', async () => {
    const shop = await openTestShop({ 'segments/lapsed.yaml': lapsed, 'campaigns/win-back.yaml': winBack })
    await shop.customer('ana')
    await shop.order('o1', 'ana', '2026-05-25 10:00')
    await shop.order('o2', 'ana', '2026-08-01 10:00')
    const { campaigns } = await shop.why('ana', '2026-07-01')
    expect(campaigns).toMatchObject([{ nextTrueOn: '2026-11-22' }])
    await shop.close()
  })
})
