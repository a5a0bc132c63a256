import { describe, expect, it } from 'vitest'
import { all, openTestShop, sends, shopFile } from '../support/open-test-shop.ts'

const birthday = `campaign: birthday
starts: {on_date: birthday}
send_at: 09:00 customer time
steps:
  - send: birthday
`

const anniversary = `campaign: anniversary
starts: {on_date: first_order anniversary}
steps:
  - send: anniversary
`

describe('a birthday', () => {
  it('is wished on its day, once a year, to subscribers only', async () => {
    const shop = await openTestShop({ 'campaigns/birthday.yaml': birthday })
    await shop.customer('ana', { birthday: '1990-03-01' })
    await shop.customer('bo', { birthday: '--03-01', consent: 'unsubscribed' })
    await shop.customer('ci', { birthday: '1980-03-01', consent: 'none' })
    await shop.customer('di', { birthday: '1980-03-01', suppressed: 'bounced' })
    await shop.customer('ed', { birthday: '1980-03-02' })
    await shop.customer('fa', { birthday: '1980-03-01', email: null })
    expect(all(await shop.plan('2026-03-01'))).toEqual([
      'birthday/birthday ana 2026 send due',
      'birthday/birthday bo 2026 skip no_consent',
      'birthday/birthday ci 2026 skip no_consent',
      'birthday/birthday di 2026 skip suppressed',
      'birthday/birthday fa 2026 skip missing_data',
    ])
    await shop.close()
  })

  it('comes at the customer’s own hour, in exactly one of two neighbouring slots', async () => {
    const shop = await openTestShop({ 'campaigns/birthday.yaml': birthday })
    await shop.customer('kiri', { birthday: '1990-03-02', time_zone: 'Pacific/Kiritimati' })
    await shop.customer('honolulu', { birthday: '1990-03-02', time_zone: 'Pacific/Honolulu' })
    await shop.customer('utc', { birthday: '1990-03-02' })
    const first = await shop.plan('2026-03-01 08:00')
    const second = await shop.plan('2026-03-02 08:00')
    expect(first.entries.map(({ customer, sendAt }) => [customer, sendAt])).toEqual([
      ['kiri', '2026-03-01T19:00:00+00:00'],
    ])
    expect(second.entries.map(({ customer, sendAt }) => [customer, sendAt])).toEqual([
      ['honolulu', '2026-03-02T19:00:00+00:00'],
      ['utc', '2026-03-02T09:00:00+00:00'],
    ])
    await shop.close()
  })

  it('is never wished twice, however often the day is run', async () => {
    const shop = await openTestShop({ 'campaigns/birthday.yaml': birthday })
    await shop.customer('ana', { birthday: '1990-03-01' })
    expect(sends(await shop.run('2026-03-01 08:00'))).toEqual(['birthday/birthday ana 2026'])
    expect(all(await shop.run('2026-03-01 08:00'))).toEqual(['birthday/birthday ana 2026 skip already_sent'])
    expect(sends(await shop.run('2026-03-01 08:30'))).toEqual([])
    expect(sends(await shop.run('2026-03-02 08:00'))).toEqual([])
    await shop.close()
  })

  it('evaluated as of a day before a run does not see what the run sent', async () => {
    const shop = await openTestShop({ 'campaigns/birthday.yaml': birthday })
    await shop.customer('ana', { birthday: '1990-03-01' })
    await shop.run('2026-02-20')
    await shop.run('2026-03-01 08:00')
    expect(sends(await shop.plan('2026-03-01'))).toEqual(['birthday/birthday ana 2026'])
    expect(all(await shop.plan('2026-03-01 08:00'))).toEqual(['birthday/birthday ana 2026 skip already_sent'])
    await shop.close()
  })

  it('corrected in May does not fire twice that year', async () => {
    const shop = await openTestShop({ 'campaigns/birthday.yaml': birthday })
    const ana = await shop.customer('ana', { birthday: '1990-03-01' })
    await shop.run('2026-03-01')
    await shop.db.updateTable('customers').set({ birth_day: '05-10' }).where('key', '=', ana).execute()
    expect(all(await shop.run('2026-05-10'))).toEqual(['birthday/birthday ana 2026 skip already_sent'])
    expect(sends(await shop.run('2027-05-10'))).toEqual(['birthday/birthday ana 2027'])
    await shop.close()
  })

  it.each([
    ['feb28', ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']],
    ['mar1', ['2025-03-01', '2026-03-01', '2027-03-01', '2028-02-29']],
    ['skip', ['2028-02-29']],
  ])('of 29 February is kept by %s', async (policy, days) => {
    const shop = await openTestShop({
      'perennial.yaml': shopFile(`leap_day: ${policy}`),
      'campaigns/birthday.yaml': birthday,
    })
    await shop.customer('leap', { birthday: '1992-02-29' })
    const found: string[] = []
    for (const year of [2025, 2026, 2027, 2028]) {
      for (const day of ['02-27', '02-28', '02-29', '03-01', '03-02']) {
        if (day === '02-29' && year !== 2028) continue
        if (sends(await shop.plan(`${year}-${day}`)).length > 0) found.push(`${year}-${day}`)
      }
    }
    expect(found).toEqual(days)
    await shop.close()
  })

  it('of today is still wished by a first run at midday, at once', async () => {
    const shop = await openTestShop({ 'campaigns/birthday.yaml': birthday })
    await shop.customer('ana', { birthday: '1990-03-01' })
    const [entry] = (await shop.run('2026-03-01 12:00')).entries
    expect(entry).toMatchObject({ decision: 'send', sendAt: '2026-03-01T12:00:00+00:00' })
    await shop.close()
  })

  it('of before the first run is not wished late: a first run is no outage', async () => {
    const shop = await openTestShop({ 'campaigns/birthday.yaml': birthday })
    await shop.customer('ana', { birthday: '1990-02-28' })
    expect(all(await shop.run('2026-03-01 08:00'))).toEqual([])
    await shop.close()
  })

  it('can be wished some days before', async () => {
    const shop = await openTestShop({
      'campaigns/birthday.yaml': birthday.replace('birthday}', 'birthday, days_before: 3}'),
    })
    await shop.customer('ana', { birthday: '1990-01-02' })
    expect(sends(await shop.plan('2026-12-30'))).toEqual(['birthday/birthday ana 2027'])
    expect(sends(await shop.plan('2027-01-02'))).toEqual([])
    await shop.close()
  })
})

describe('an anniversary of the first order', () => {
  it('counts from the first year on and by the first order that counts', async () => {
    const shop = await openTestShop({ 'campaigns/anniversary.yaml': anniversary })
    await shop.customer('ana')
    await shop.order('1', 'ana', '2024-02-10 10:00', 1000, 'cancelled')
    await shop.order('2', 'ana', '2024-03-01 23:59')
    await shop.order('3', 'ana', '2024-03-01 23:59')
    await shop.order('4', 'ana', '2025-06-01 10:00')
    expect(sends(await shop.plan('2024-03-01'))).toEqual([])
    expect(sends(await shop.plan('2025-03-01'))).toEqual(['anniversary/anniversary ana 2025'])
    expect(sends(await shop.plan('2026-03-01'))).toEqual(['anniversary/anniversary ana 2026'])
    expect(sends(await shop.plan('2026-02-10'))).toEqual([])
    expect(sends(await shop.plan('2026-06-01'))).toEqual([])
    await shop.close()
  })
})

describe('three days of silence', () => {
  it('are worked off in order: once each inside “late”, with a reason beyond it', async () => {
    const shop = await openTestShop({
      'campaigns/birthday.yaml': birthday.replace('send_at', 'late: at most 1 days\nsend_at'),
    })
    for (const day of ['01', '02', '03', '04']) await shop.customer(`born-${day}`, { birthday: `1990-03-${day}` })
    await shop.run('2026-03-01')
    const missed = [await shop.run('2026-03-02', '2026-03-04'), await shop.run('2026-03-03', '2026-03-04')]
    const today = await shop.run('2026-03-04')
    expect(missed.flatMap(all)).toEqual([
      'birthday/birthday born-02 2026 skip too_late',
      'birthday/birthday born-03 2026 send due',
    ])
    expect(missed[1]?.entries[0]?.sendAt).toBe('2026-03-04T09:00:00+00:00')
    expect(all(today)).toEqual(['birthday/birthday born-04 2026 send due'])
    await shop.close()
  })
})
