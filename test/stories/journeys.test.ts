import { describe, expect, it } from 'vitest'
import { all, openTestShop, sends, shopFile } from '../support/open-test-shop.ts'

const welcome = `campaign: welcome
starts: {when: bought, first_time: yes}
steps:
  - send: welcome-1
  - wait: 3 days
  - send: welcome-2
again: never
`

const postPurchase = `campaign: post-purchase
starts: {when: bought, restart: yes}
stop_when: {any: [{returned: anything}]}
steps:
  - wait: 7 days
  - send: how-to
`

const lapsed = `segment: lapsed
who:
  all:
    - last_order: more than 180 days ago
`

const winBack = `campaign: win-back
starts: {when_entering: lapsed}
stop_when: {any: [{bought: anything}]}
steps:
  - send: we-miss-you
  - wait: 7 days
  - send: come-back
again: after 365 days
`

describe('a welcome series', () => {
  it('starts with the first order only and follows the calendar', async () => {
    const shop = await openTestShop({ 'campaigns/welcome.yaml': welcome })
    await shop.customer('ana')
    await shop.order('1', 'ana', '2026-03-01 08:00')
    await shop.order('2', 'ana', '2026-03-02 08:00')
    expect(all(await shop.plan('2026-03-01 08:30'))).toEqual([
      'welcome/welcome-1 ana 1 send due',
      'welcome/welcome-2 ana 1 wait not_yet',
    ])
    expect(all(await shop.plan('2026-03-04 08:30'))).toEqual(['welcome/welcome-2 ana 1 send due'])
    await shop.close()
  })

  it('does not see an order that comes after the instant', async () => {
    const shop = await openTestShop({ 'campaigns/welcome.yaml': welcome })
    await shop.customer('ana')
    await shop.order('1', 'ana', '2026-03-01 08:00')
    expect(all(await shop.plan('2026-03-01 07:59'))).toEqual([])
    await shop.close()
  })

  it('welcomes who bought in the afternoon the next morning, also when “late” is at most 0 days', async () => {
    const late = welcome.replace('again', 'late: at most 0 days\nagain')
    const shop = await openTestShop({ 'campaigns/welcome.yaml': late })
    await shop.customer('ana')
    await shop.run('2026-03-01 08:00')
    await shop.order('1', 'ana', '2026-03-01 14:30')
    const run = await shop.run('2026-03-02 08:00')
    expect(all(run)).toEqual(['welcome/welcome-1 ana 1 send due', 'welcome/welcome-2 ana 1 wait not_yet'])
    expect(run.entries[0]?.sendAt).toBe('2026-03-02T09:00:00+00:00')
    expect(sends(await shop.run('2026-03-03 08:00'))).toEqual([])
    expect(sends(await shop.run('2026-03-04 08:00'))).toEqual(['welcome/welcome-2 ana 1'])
    await shop.close()
  })

  it('looks at orders from the first run on, or as far back as “backfill” says', async () => {
    const order = ['1', 'ana', '2026-02-25 08:00'] as const
    const plain = await openTestShop({ 'campaigns/welcome.yaml': welcome })
    await plain.customer('ana')
    await plain.order(...order)
    expect(all(await plain.run('2026-02-28 08:00'))).toEqual([])
    const filled = await openTestShop({ 'campaigns/welcome.yaml': `${welcome}backfill: 30 days\n` })
    await filled.customer('ana')
    await filled.order(...order)
    expect(sends(await filled.run('2026-02-28 08:00'))).toEqual(['welcome/welcome-2 ana 1'])
    await plain.close()
    await filled.close()
  })

  it('keeps a customer’s place when a step’s template is renamed', async () => {
    const shop = await openTestShop({ 'campaigns/welcome.yaml': welcome })
    await shop.customer('ana')
    await shop.run('2026-02-28 08:00')
    await shop.order('1', 'ana', '2026-03-01 08:00')
    await shop.run('2026-03-01 08:30')
    await shop.db.updateTable('messages').set({ step: 'old-name' }).where('step', '=', 'welcome-1').execute()
    expect(sends(await shop.run('2026-03-01 08:45'))).toEqual([])
    await shop.close()
  })
})

describe('after an order', () => {
  it('a newer order starts the wait anew', async () => {
    const shop = await openTestShop({ 'campaigns/post-purchase.yaml': postPurchase })
    await shop.customer('ana')
    await shop.order('1', 'ana', '2026-03-01 10:00')
    await shop.order('2', 'ana', '2026-03-03 10:00')
    await shop.order('3', 'ana', '2026-03-03 10:00')
    expect(sends(await shop.plan('2026-03-08'))).toEqual([])
    expect(sends(await shop.plan('2026-03-10'))).toEqual(['post-purchase/how-to ana 3'])
    await shop.close()
  })

  it('what has to stop it since the start stops it', async () => {
    const shop = await openTestShop({ 'campaigns/post-purchase.yaml': postPurchase })
    const ana = await shop.customer('ana')
    await shop.order('1', 'ana', '2026-03-01 10:00')
    await shop.db
      .updateTable('orders')
      .set({ refunded_total: 1000, refunded_at: shop.at('2026-03-04 10:00') })
      .where('customer', '=', ana)
      .execute()
    expect(all(await shop.plan('2026-03-08'))).toEqual(['post-purchase/how-to ana 1 skip stopped'])
    await shop.close()
  })
})

describe('hours, then a weekday', () => {
  it('goes at that hour of the weekday, or when the hours are over', async () => {
    const shop = await openTestShop({
      'campaigns/care.yaml': `campaign: care
starts: {when: bought}
steps:
  - wait: 5 hours
  - wait_until: Tuesday 10:00
  - send: how-to
`,
    })
    await shop.customer('early')
    await shop.customer('late')
    // 2026-03-03 is a Tuesday.
    await shop.order('1', 'early', '2026-03-03 04:00')
    await shop.order('2', 'late', '2026-03-03 07:00')
    const { entries } = await shop.plan('2026-03-03 07:30')
    expect(entries.map(({ customer, sendAt }) => [customer, sendAt])).toEqual([
      ['early', '2026-03-03T10:00:00+00:00'],
      ['late', '2026-03-03T12:00:00+00:00'],
    ])
    await shop.close()
  })
})

describe('a service email that is never sent again', () => {
  it('goes once, also where two orders come on one day', async () => {
    const shop = await openTestShop({
      'campaigns/care.yaml': `campaign: care
purpose: service
starts: {when: bought}
steps:
  - wait: 1 day
  - send: how-to
again: never
`,
    })
    await shop.customer('ana')
    await shop.run('2026-02-28')
    await shop.order('1', 'ana', '2026-03-01 10:00')
    await shop.order('2', 'ana', '2026-03-01 11:00')
    expect(all(await shop.run('2026-03-02'))).toEqual([
      'care/how-to ana 1 send due',
      'care/how-to ana 2 skip already_sent',
    ])
    await shop.close()
  })
})

describe('a win-back', () => {
  it('begins on the day on which a customer enters the segment, and goes on from there', async () => {
    const shop = await openTestShop({ 'segments/lapsed.yaml': lapsed, 'campaigns/win-back.yaml': winBack })
    await shop.customer('ana')
    await shop.order('1', 'ana', '2026-01-01 10:00')
    // 2026-01-01 + 181 days
    expect(sends(await shop.plan('2026-06-30'))).toEqual([])
    expect(sends(await shop.plan('2026-07-01'))).toEqual(['win-back/we-miss-you ana 2026-07-01'])
    expect(sends(await shop.plan('2026-07-02'))).toEqual([])
    expect(sends(await shop.plan('2026-07-08'))).toEqual(['win-back/come-back ana 2026-07-01'])
    await shop.close()
  })

  it('greets on a first run those who crossed the line since yesterday, never the whole base', async () => {
    const shop = await openTestShop({ 'segments/lapsed.yaml': lapsed, 'campaigns/win-back.yaml': winBack })
    await shop.customer('long-ago')
    await shop.order('1', 'long-ago', '2025-01-01 10:00')
    await shop.customer('today')
    await shop.order('2', 'today', '2026-01-01 10:00')
    expect(sends(await shop.run('2026-07-01'))).toEqual(['win-back/we-miss-you today 2026-07-01'])
    await shop.close()
  })

  it('takes in everybody with include_current', async () => {
    const shop = await openTestShop({
      'segments/lapsed.yaml': lapsed,
      'campaigns/win-back.yaml': `${winBack}include_current: yes\n`,
    })
    await shop.customer('long-ago')
    await shop.order('1', 'long-ago', '2025-01-01 10:00')
    expect(sends(await shop.run('2026-07-01'))).toEqual(['win-back/we-miss-you long-ago 2026-07-01'])
    expect(sends(await shop.run('2026-07-08'))).toEqual(['win-back/come-back long-ago 2026-07-01'])
    await shop.close()
  })

  it('ends when the customer buys', async () => {
    const shop = await openTestShop({ 'segments/lapsed.yaml': lapsed, 'campaigns/win-back.yaml': winBack })
    await shop.customer('ana')
    await shop.order('1', 'ana', '2026-01-01 10:00')
    await shop.run('2026-06-30')
    await shop.run('2026-07-01')
    await shop.order('2', 'ana', '2026-07-03 10:00')
    expect(all(await shop.run('2026-07-08'))).toEqual(['win-back/come-back ana 2026-07-01 skip stopped'])
    await shop.close()
  })

  it('does not begin again within “again”', async () => {
    const shop = await openTestShop({ 'segments/lapsed.yaml': lapsed, 'campaigns/win-back.yaml': winBack })
    await shop.customer('ana')
    await shop.order('1', 'ana', '2026-01-01 10:00')
    await shop.run('2026-06-30')
    expect(sends(await shop.run('2026-07-01'))).toHaveLength(1)
    await shop.order('2', 'ana', '2026-07-02 10:00')
    await shop.run('2026-12-29')
    expect(all(await shop.run('2026-12-30'))).toEqual(['win-back/we-miss-you ana 2026-12-30 skip already_sent'])
    await shop.close()
  })
})

describe('one email a day, and the limit', () => {
  const birthday = `campaign: birthday
starts: {on_date: birthday}
priority: 80
steps:
  - send: birthday
`
  const daily = `campaign: tips
starts: {every: day}
who: {all: [{country: HR}]}
when_capped: skip
steps:
  - send: tip
`
  const limited = shopFile('limit: 2 marketing emails per 7 days')

  it('the higher priority wins the day, the other waits for the next or is skipped', async () => {
    const shop = await openTestShop({
      'campaigns/birthday.yaml': birthday,
      'campaigns/tips.yaml': daily,
      'campaigns/offers.yaml': daily.replace('tips', 'offers').replace('skip', 'defer'),
    })
    await shop.customer('ana', { birthday: '1990-03-01', country: 'HR' })
    expect(all(await shop.run('2026-03-01'))).toEqual([
      'birthday/birthday ana 2026 send due',
      'offers/tip ana 2026-03-01 wait outranked',
      'tips/tip ana 2026-03-01 skip outranked',
    ])
    // The waiting one is older than the one of the day.
    expect(sends(await shop.run('2026-03-02'))).toEqual(['offers/tip ana 2026-03-01'])
    await shop.close()
  })

  it('counts any seven days, the day of sending included', async () => {
    const shop = await openTestShop({ 'perennial.yaml': limited, 'campaigns/tips.yaml': daily })
    await shop.customer('ana', { country: 'HR' })
    const days = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10']
    const sent: string[] = []
    for (const day of days) if (sends(await shop.run(`2026-03-${day}`)).length > 0) sent.push(day)
    expect(sent).toEqual(['01', '02', '08', '09'])
    await shop.close()
  })

  it('names the limit for the winner of the day and the winner for the others', async () => {
    const shop = await openTestShop({
      'perennial.yaml': limited.replace('2 marketing', '1 marketing'),
      'campaigns/birthday.yaml': `${birthday}when_capped: skip\n`,
      'campaigns/tips.yaml': daily,
    })
    await shop.customer('ana', { birthday: '1990-03-02', country: 'HR' })
    await shop.run('2026-03-01')
    expect(all(await shop.run('2026-03-02'))).toEqual([
      'birthday/birthday ana 2026 skip cap_reached',
      'tips/tip ana 2026-03-02 skip outranked',
    ])
    await shop.close()
  })

  it('service emails neither count nor wait, and go to people without consent', async () => {
    const shop = await openTestShop({
      'perennial.yaml': limited.replace('2 marketing', '1 marketing'),
      'campaigns/care.yaml': postPurchase
        .replace('post-purchase', 'care')
        .replace('starts', 'purpose: service\nstarts'),
      'campaigns/tips.yaml': daily,
    })
    await shop.customer('ana', { country: 'HR' })
    await shop.customer('bo', { consent: 'unsubscribed' })
    await shop.order('1', 'ana', '2026-03-01 10:00')
    await shop.order('2', 'bo', '2026-03-01 10:00')
    expect(sends(await shop.plan('2026-03-08'))).toEqual([
      'care/how-to ana 1',
      'care/how-to bo 2',
      'tips/tip ana 2026-03-08',
    ])
    await shop.close()
  })
})

describe('quiet hours', () => {
  const quiet = shopFile('quiet: 21:00 to 08:00 customer time')
  const early = `campaign: birthday
starts: {on_date: birthday}
send_at: 06:00 customer time
steps:
  - send: birthday
`

  it('move an email to their end', async () => {
    const shop = await openTestShop({ 'perennial.yaml': quiet, 'campaigns/birthday.yaml': early })
    await shop.customer('ana', { birthday: '1990-03-01' })
    const [entry] = (await shop.plan('2026-03-01')).entries
    expect(entry).toMatchObject({ decision: 'send', sendAt: '2026-03-01T08:00:00+00:00' })
    await shop.close()
  })

  it('that end after the slot make it wait for the next run', async () => {
    const shop = await openTestShop({
      'perennial.yaml': quiet,
      'campaigns/birthday.yaml': early.replace('06:00', '22:00'),
    })
    await shop.customer('ana', { birthday: '1990-03-01' })
    expect(all(await shop.run('2026-03-01 07:00'))).toEqual(['birthday/birthday ana 2026 wait quiet_hours'])
    const [entry] = (await shop.run('2026-03-02 07:00')).entries
    expect(entry).toMatchObject({ decision: 'send', sendAt: '2026-03-02T08:00:00+00:00' })
    await shop.close()
  })
})

describe('who gets it', () => {
  const news = `campaign: news
starts: {every: month on the 1st}
who: {all: [{country: HR}]}
holdout: 50 percent
steps:
  - send: news
    variants:
      A: {share: 50 percent}
      B: {share: 50 percent, subject: Another}
  - wait: 2 days
  - send: more
    only_if: {all: [{orders: at least 1}]}
`

  it('is asked at the start and again before every step', async () => {
    const shop = await openTestShop({ 'campaigns/news.yaml': news.replace('holdout: 50 percent\n', '') })
    const ana = await shop.customer('ana', { country: 'HR' })
    await shop.customer('bo', { country: 'SI' })
    await shop.customer('ci', { country: 'HR' })
    await shop.order('1', 'ana', '2026-02-02 10:00')
    await shop.order('2', 'ci', '2026-02-02 10:00')
    expect(sends(await shop.run('2026-03-01'))).toEqual(['news/news ana 2026-03-01', 'news/news ci 2026-03-01'])
    await shop.db.updateTable('customers').set({ country: 'SI' }).where('key', '=', ana).execute()
    expect(all(await shop.run('2026-03-03'))).toEqual(['news/more ci 2026-03-01 send due'])
    await shop.close()
  })

  it('a step’s own condition leaves out only that step', async () => {
    const shop = await openTestShop({ 'campaigns/news.yaml': news.replace('holdout: 50 percent\n', '') })
    await shop.customer('ana', { country: 'HR' })
    await shop.run('2026-03-01')
    expect(all(await shop.run('2026-03-03'))).toEqual(['news/more ana 2026-03-01 skip left_audience'])
    await shop.close()
  })

  it('holdout and variants are always the same for a customer and near their shares', async () => {
    const shop = await openTestShop({ 'campaigns/news.yaml': news })
    for (let i = 0; i < 400; i++) await shop.customer(`c${i}`, { country: 'HR' })
    const first = (await shop.plan('2026-03-01')).entries.filter(({ step }) => step === 'news')
    const again = (await shop.plan('2026-04-01')).entries.filter(({ step }) => step === 'news')
    const share = (picked: number) => Math.abs(picked / 400 - 0.5)
    expect(share(first.filter(({ reason }) => reason === 'holdout').length)).toBeLessThan(0.08)
    expect(share(first.filter(({ variant }) => variant === 'A').length)).toBeLessThan(0.08)
    const key = (entry: (typeof first)[number]) => `${entry.customer} ${entry.variant} ${entry.reason}`
    expect(again.map(key)).toEqual(first.map(key))
    await shop.close()
  })
})
