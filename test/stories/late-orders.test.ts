import { describe, expect, it } from 'vitest'
import { all, openTestShop, sends } from '../support/open-test-shop.ts'

const welcome = `campaign: welcome
starts: {when: bought, first_time: yes}
steps:
  - send: welcome-1
  - wait: 2 days
  - send: welcome-2
`

async function withTwoOrders(again: string) {
  const shop = await openTestShop({ 'campaigns/welcome.yaml': `${welcome}again: ${again}\n` })
  await shop.customer('ana')
  await shop.run('2026-02-28 08:00')
  await shop.order('second', 'ana', '2026-03-01 07:00')
  expect(sends(await shop.run('2026-03-01 08:00'))).toEqual(['welcome/welcome-1 ana second'])
  // Imported a day later, placed a day before: now this is the first order.
  await shop.order('first', 'ana', '2026-02-28 20:00')
  return shop
}

describe('an order that is imported late', () => {
  it.each(['never', 'after 10 days', 'every year'])('does not greet twice (again: %s)', async (again) => {
    const shop = await withTwoOrders(again)
    expect(all(await shop.run('2026-03-02 08:00'))).toEqual([
      'welcome/welcome-1 ana first skip already_sent',
      'welcome/welcome-2 ana first skip already_sent',
    ])
    await shop.close()
  })

  it('does where it may be every time', async () => {
    const shop = await withTwoOrders('every time')
    expect(sends(await shop.run('2026-03-02 08:00'))).toEqual(['welcome/welcome-1 ana first'])
    await shop.close()
  })
})
