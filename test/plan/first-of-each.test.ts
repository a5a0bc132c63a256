import { expect, it } from 'vitest'
import { openTestShop } from '../support/open-test-shop.ts'

const files = {
  'campaigns/birthday.yaml': 'campaign: birthday\nstarts: {on_date: birthday}\nsteps: [{send: a}]\n',
  'campaigns/welcome.yaml':
    'campaign: welcome\nstarts: {when: bought, first_time: yes}\nsteps: [{wait: 1 day}, {send: a}, {wait: 4 days}, {send: b}]\n',
}

it('of a plan of any size a page reads the first 200 of each campaign, decision and reason; the counts are of all', async () => {
  const shop = await openTestShop(files)
  for (let number = 1; number <= 203; number += 1) {
    await shop.customer(`c${number}`, { birthday: '1990-11-22' })
  }
  await shop.customer('ana')
  await shop.order('o1', 'ana', '2026-11-21 10:00')

  const all = await shop.plan('2026-11-22 08:00')
  const some = await shop.plan('2026-11-22 08:00', 'as of', 'first of each')
  const none = await shop.plan('2026-11-22 08:00', 'as of', 'counts only')
  const of = (plan: typeof all, campaign: string) => plan.entries.filter((entry) => entry.campaign === campaign)

  expect([of(all, 'birthday').length, of(some, 'birthday').length]).toEqual([203, 200])
  expect(of(some, 'welcome')).toEqual(of(all, 'welcome'))
  expect(of(all, 'welcome').length).toBeGreaterThan(0)
  expect(all.entries).toEqual(expect.arrayContaining([...some.entries]))
  expect([some.totals, some.campaigns, none.entries]).toEqual([all.totals, all.campaigns, []])
  await shop.close()
})
