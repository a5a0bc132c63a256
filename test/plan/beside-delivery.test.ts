import { describe, expect, it } from 'vitest'
import { besideOthers } from '../../src/db/index.ts'
import { later } from '../support/later.ts'
import { all, openTestShop } from '../support/open-test-shop.ts'
import { whichDatabase } from '../support/which-database.ts'

describe.skipIf(whichDatabase() === 'sqlite')('a slot that is run again', () => {
  it('does not wait for the messages that are being delivered: what was decided stays', async () => {
    const hello = 'campaign: hello\ntopic: news\nstarts: {once: 2026-03-01}\nsteps:\n  - send: hello\n'
    const shop = await openTestShop({ 'campaigns/hello.yaml': hello })
    await shop.customer('ana')
    await shop.customer('bo')
    await shop.run('2026-03-01')
    let again = ['still waiting']
    await besideOthers(shop.db, async (trx) => {
      await shop.dialect.hold(trx, 'messages', [1, 2])
      const run = shop.run('2026-03-01').then((plan) => {
        again = all(plan)
      })
      await Promise.race([run, later(5_000)])
      expect(again).toHaveLength(2)
    })
    await shop.close()
  })
})
