import { describe, expect, it } from 'vitest'
import { openTestShop } from '../support/open-test-shop.ts'

const lapsed = 'segment: lapsed\nwho: {all: [{last_order: more than 180 days ago}]}\n'
const winBack = `campaign: win-back
starts: {when_entering: lapsed}
steps:
  - send: we-miss-you
  - wait: 7 days
  - send: come-back
`
const birthday = 'campaign: birthday\nstarts: {on_date: birthday}\nsteps: [{send: hello}]\n'

async function aShop(files: Record<string, string>) {
  return openTestShop(files)
}

describe('the next date', () => {
  it('is the day on which the customer enters the segment, and says what is then', async () => {
    const shop = await aShop({ 'segments/lapsed.yaml': lapsed, 'campaigns/win-back.yaml': winBack })
    await shop.customer('ana')
    await shop.order('o1', 'ana', '2026-06-05 10:00')
    const { campaigns } = await shop.why('ana', '2026-11-22')
    expect(campaigns).toMatchObject([
      {
        campaign: 'win-back',
        decision: 'skip',
        reason: 'not_yet',
        nextTrueOn: '2026-12-03',
        nextTrueBecause: 'last_order is then 181 days ago',
        missing: 'last_order: more than 180 days ago (170 days ago, 5 June 2026)',
      },
    ])
    await shop.close()
  })

  it('of a birthday is the next one', async () => {
    const shop = await aShop({ 'campaigns/birthday.yaml': birthday })
    await shop.customer('ana', { birthday: '1990-02-28', consent: 'none' })
    const { campaigns } = await shop.why('ana', '2026-11-22')
    expect(campaigns).toMatchObject([{ nextTrueOn: '2027-02-28', nextTrueBecause: 'it then starts on birthday' }])
    await shop.close()
  })
})
