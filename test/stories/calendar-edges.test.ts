import { describe, expect, it } from 'vitest'
import { all, openTestShop, sends, shopFile } from '../support/open-test-shop.ts'

describe('a yearly date with days before', () => {
  const early = (days: number) =>
    `campaign: early\nstarts: {on_date: birthday, days_before: ${days}}\nsteps:\n  - send: early\n`

  it('comes every year, also where a leap day puts two of its starts into one year', async () => {
    const shop = await openTestShop({ 'campaigns/early.yaml': early(60) })
    await shop.customer('ana', { birthday: '1990-03-01' })
    const sent: string[] = []
    for (const day of ['2027-12-31', '2028-01-01', '2028-12-31', '2029-12-31']) sent.push(...sends(await shop.run(day)))
    expect(sent).toEqual(['early/early ana 2028', 'early/early ana 2029', 'early/early ana 2030'])
    await shop.close()
  })

  it('corrected to a day just after new year, is kept for the new year', async () => {
    const shop = await openTestShop({ 'campaigns/early.yaml': early(3) })
    const ana = await shop.customer('ana', { birthday: '1990-01-10' })
    expect(sends(await shop.run('2026-01-07'))).toEqual(['early/early ana 2026'])
    await shop.db.updateTable('customers').set({ birth_day: '01-02' }).where('key', '=', ana).execute()
    expect(sends(await shop.run('2026-12-30'))).toEqual(['early/early ana 2027'])
    await shop.close()
  })
})

describe('waits in hours', () => {
  it('after a day count from the hour of that day, not from the run that sees it first', async () => {
    const campaign = 'campaign: birthday\nstarts: {on_date: birthday}\nsteps:\n  - wait: 2 hours\n  - send: birthday\n'
    const shop = await openTestShop({ 'campaigns/birthday.yaml': campaign })
    await shop.customer('ana', { birthday: '1990-03-02' })
    for (const day of ['02-27', '02-28', '03-01']) expect(all(await shop.run(`2026-${day} 08:00`))).toEqual([])
    expect((await shop.run('2026-03-02 08:00')).entries).toMatchObject([
      { decision: 'send', sendAt: '2026-03-02T11:00:00+00:00' },
    ])
    await shop.close()
  })

  const twoHours = `campaign: thanks
starts: {when: bought}
late: at most 0 days
steps:
  - wait: 2 hours
  - send: thanks
`

  it.each(['Pacific/Auckland', 'Pacific/Honolulu', 'Pacific/Kiritimati'])(
    'are elapsed time on whichever day it is in %s',
    async (zone) => {
      const shop = await openTestShop({
        'perennial.yaml': shopFile('', 'Europe/Zagreb'),
        'campaigns/thanks.yaml': twoHours,
      })
      await shop.customer('ana', { time_zone: zone })
      await shop.run('2026-02-28 16:00')
      await shop.order('1', 'ana', '2026-03-01 15:00')
      expect((await shop.run('2026-03-01 16:00')).entries).toMatchObject([
        { decision: 'send', reason: 'due', sendAt: '2026-03-01T17:00:00+01:00' },
      ])
      expect(sends(await shop.run('2026-03-02 16:00'))).toEqual([])
      await shop.close()
    },
  )

  it('are listed while they run, and so are the days after them', async () => {
    const shop = await openTestShop({
      'campaigns/thanks.yaml': `${twoHours.replace('2 hours', '120 hours')}  - wait: 2 days\n  - send: more\n`,
    })
    await shop.customer('ana')
    await shop.run('2026-02-28 09:00')
    await shop.order('1', 'ana', '2026-03-01 15:00')
    expect(all(await shop.run('2026-03-02 09:00'))).toEqual(['thanks/thanks ana 1 wait not_yet'])
    expect(all(await shop.run('2026-03-06 09:00'))).toEqual([
      'thanks/thanks ana 1 send due',
      'thanks/more ana 1 wait not_yet',
    ])
    expect(sends(await shop.run('2026-03-08 09:00'))).toEqual(['thanks/more ana 1'])
    await shop.close()
  })
})

describe('quiet hours and “late”', () => {
  it('on its day or not at all: what quiet hours would move to the next day is skipped', async () => {
    const evening = `campaign: birthday
starts: {on_date: birthday}
send_at: 22:00 customer time
late: at most 0 days
steps:
  - send: birthday
`
    const files = {
      'perennial.yaml': shopFile('quiet: 21:00 to 08:00 customer time'),
      'campaigns/birthday.yaml': evening,
    }
    const shop = await openTestShop(files)
    await shop.customer('ana', { birthday: '1990-03-01' })
    expect(all(await shop.plan('2026-03-01 09:00'))).toEqual(['birthday/birthday ana 2026 skip quiet_hours'])
    expect(all(await shop.plan('2026-03-01 07:00'))).toEqual(['birthday/birthday ana 2026 skip quiet_hours'])
    await shop.close()
  })
})

describe('who came later', () => {
  it.each(['', 'who: {all: [{country: HR}]}\n'])('does not get the newsletter of the day before (%j)', async (who) => {
    const news = `campaign: news\nstarts: {every: Tuesday}\n${who}steps:\n  - send: news\n`
    const shop = await openTestShop({ 'campaigns/news.yaml': news })
    await shop.customer('old', { country: 'HR' })
    await shop.run('2026-03-02 08:00')
    expect(sends(await shop.run('2026-03-03 08:00'))).toEqual(['news/news old 2026-03-03'])
    await shop.customer('fresh', { country: 'HR', signed_up: '2026-03-03 20:00' })
    expect(all(await shop.run('2026-03-04 08:00'))).toEqual([])
    expect(sends(await shop.run('2026-03-10 08:00'))).toEqual([
      'news/news fresh 2026-03-10',
      'news/news old 2026-03-10',
    ])
    await shop.close()
  })
})

describe('the limit', () => {
  it('counts what an earlier run of the day queued for tomorrow', async () => {
    const shop = await openTestShop({
      'perennial.yaml': shopFile('limit: 1 marketing email per 7 days'),
      'campaigns/birthday.yaml':
        'campaign: birthday\nstarts: {on_date: birthday}\nsend_at: 08:00 customer time\nsteps:\n  - send: birthday\n',
      'campaigns/thanks.yaml': 'campaign: thanks\nstarts: {when: bought}\nsteps:\n  - send: thanks\n',
    })
    await shop.customer('ana', { birthday: '1990-03-02' })
    expect(sends(await shop.run('2026-03-01 09:00'))).toEqual(['birthday/birthday ana 2026'])
    await shop.order('1', 'ana', '2026-03-01 09:30')
    expect(all(await shop.run('2026-03-01 10:00'))).toContain('thanks/thanks ana 1 skip cap_reached')
    await shop.close()
  })
})

describe('a campaign that is added later', () => {
  const lapsed = 'segment: lapsed\nwho:\n  all:\n    - last_order: more than 180 days ago\n'
  const winBack = `campaign: win-back
starts: {when_entering: lapsed}
steps:
  - send: we-miss-you
  - wait: 7 days
  - send: come-back
`

  it('does not begin in the middle of its series for who entered before', async () => {
    const shop = await openTestShop({ 'segments/lapsed.yaml': lapsed, 'campaigns/win-back.yaml': winBack })
    await shop.customer('ana')
    await shop.order('1', 'ana', '2026-01-01 10:00')
    expect(sends(await shop.plan('2026-07-08'))).toEqual(['win-back/come-back ana 2026-07-01'])
    expect(all(await shop.run('2026-07-08'))).toEqual([])
    await shop.close()
  })

  it('takes in those of the days that “backfill” names', async () => {
    const files = { 'segments/lapsed.yaml': lapsed, 'campaigns/win-back.yaml': `${winBack}backfill: 7 days\n` }
    const shop = await openTestShop(files)
    await shop.customer('ana')
    await shop.order('1', 'ana', '2026-01-01 10:00')
    expect(sends(await shop.run('2026-07-08'))).toEqual(['win-back/come-back ana 2026-07-01'])
    await shop.close()
  })

  it('does the same for birthdays; an evaluation as of a day sees all', async () => {
    const series = 'campaign: b\nstarts: {on_date: birthday}\nsteps:\n  - send: b1\n  - wait: 2 days\n  - send: b2\n'
    const weekly = 'campaign: n\nstarts: {every: Sunday}\nsteps:\n  - send: n1\n  - wait: 2 days\n  - send: n2\n'
    const shop = await openTestShop({ 'campaigns/b.yaml': series, 'campaigns/n.yaml': weekly })
    await shop.customer('ana', { birthday: '1990-03-01' })
    expect(sends(await shop.plan('2026-03-03'))).toEqual(['b/b2 ana 2026'])
    expect(all(await shop.plan('2026-03-03'))).toContain('n/n2 ana 2026-03-01 wait outranked')
    expect(all(await shop.run('2026-03-03'))).toEqual([])
    await shop.close()
  })
})

describe('on the shop’s clock', () => {
  it('a deferred email names the hour that falls on the customer’s next day', async () => {
    const once = (name: string) =>
      `campaign: ${name}\nstarts: {once: 2026-03-02}\nsend_at: 02:30 shop time\nsteps:\n  - send: ${name}\n`
    const shop = await openTestShop({ 'campaigns/a.yaml': once('a'), 'campaigns/b.yaml': once('b') })
    await shop.customer('ana', { time_zone: 'America/New_York' })
    await shop.run('2026-03-01 02:00')
    const { entries } = await shop.run('2026-03-02 02:00')
    expect(entries.map(({ sendAt }) => sendAt)).toEqual(['2026-03-02T02:30:00+00:00', '2026-03-03T02:30:00+00:00'])
    await shop.close()
  })
})
