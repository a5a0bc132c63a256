import { expect, it } from 'vitest'
import { openTestShop } from '../support/open-test-shop.ts'

it('a shop without campaigns plans nothing, and runs', async () => {
  const shop = await openTestShop({
    'segments/buyers.yaml': 'segment: buyers\nwho:\n  all:\n    - orders: at least 1\n',
  })
  await shop.customer('ana')
  await shop.order('o1', 'ana', '2026-03-01')
  expect((await shop.plan('2026-03-02')).entries).toEqual([])
  expect((await shop.run('2026-03-02')).entries).toEqual([])
  await shop.close()
})
