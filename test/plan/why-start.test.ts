import { describe, expect, it } from 'vitest'
import { openTestShop } from '../support/open-test-shop.ts'

const welcome = (more = '') =>
  `campaign: welcome\nstarts: {when: bought, first_time: yes}\nsteps: [{wait: 1 day}, {send: a}, {wait: 4 days}, {send: b}]\n${more}`
const winBack = (more = '') => `campaign: win-back\nstarts: {when_entering: lapsed}\nsteps: [{send: a}]\n${more}`
const lapsed = 'segment: lapsed\nwho: {all: [{last_order: more than 100 days ago}]}\n'

type Shop = Awaited<ReturnType<typeof openTestShop>>

/** What the line of the start says, asked as of a day that the shop really lives. */
async function startOf(
  shop: Shop,
  id: string,
  day: string,
  mode: 'run' | 'as of' = 'run',
): Promise<string | undefined> {
  const { campaigns } = await shop.why(id, day, undefined, { mode, ahead: 'left out' })
  return campaigns[0]?.clauses[0]?.value
}

describe('why a welcome has not begun', () => {
  it('the first order was before the campaign’s first run', async () => {
    const shop = await openTestShop({ 'campaigns/welcome.yaml': welcome() })
    await shop.customer('ana')
    await shop.order('o1', 'ana', '2026-03-03 10:00')
    await shop.order('o2', 'ana', '2026-11-21 10:00')
    const said =
      'bought 3 March 2026, before this campaign began on 20 November 2026: only what happens from then on counts'
    await shop.run('2026-11-20 09:00')
    expect(await startOf(shop, 'ana', '2026-11-22')).toBe(said)
    expect((await shop.why('ana', '2026-11-22', undefined, { mode: 'run' })).campaigns[0]?.missing).toContain(said)
    await shop.close()
  })

  it('a campaign that never ran begins with the coming run', async () => {
    const shop = await openTestShop({ 'campaigns/welcome.yaml': welcome() })
    await shop.customer('ana')
    await shop.order('o1', 'ana', '2026-11-21 10:00')
    expect(await startOf(shop, 'ana', '2026-11-22')).toContain('before this campaign began on 22 November 2026')
    await shop.close()
  })

  it('backfill moves the day from which orders count', async () => {
    const shop = await openTestShop({ 'campaigns/welcome.yaml': welcome('backfill: 14 days\n') })
    await shop.customer('ana')
    await shop.order('o1', 'ana', '2026-11-01 10:00')
    expect(await startOf(shop, 'ana', '2026-11-22')).toBe(
      'bought 1 November 2026, which is too early: what happened from 8 November 2026 on counts, 14 days before this campaign began',
    )
    await shop.close()
  })

  it('nothing was bought yet', async () => {
    const shop = await openTestShop({ 'campaigns/welcome.yaml': welcome() })
    await shop.customer('ana')
    expect(await startOf(shop, 'ana', '2026-11-22')).toBe('has not begun')
    await shop.close()
  })

  it('an evaluation as of a day counts all orders: the emails of an old one are over', async () => {
    const shop = await openTestShop({ 'campaigns/welcome.yaml': welcome() })
    await shop.customer('ana')
    await shop.order('o1', 'ana', '2026-03-03 10:00')
    const over = 'bought 3 March 2026: its emails were due up to 8 March 2026'
    expect(await startOf(shop, 'ana', '2026-11-22', 'as of')).toBe(over)
    expect(await startOf(shop, 'ana', '2026-03-05', 'as of')).toBe('began 2026-03-03')
    await shop.close()
  })
})

describe('why a win-back has not begun', () => {
  it('the customer was in the segment before the campaign’s first run', async () => {
    const shop = await openTestShop({ 'segments/lapsed.yaml': lapsed, 'campaigns/win-back.yaml': winBack() })
    await shop.customer('ana')
    await shop.order('o1', 'ana', '2026-03-03 10:00')
    await shop.run('2026-11-20 09:00')
    const said = 'was in lapsed before this campaign began on 20 November 2026: only who enters from then on counts'
    expect(await startOf(shop, 'ana', '2026-11-22')).toBe(said)
    expect((await shop.why('ana', '2026-11-22', undefined, { mode: 'run' })).campaigns[0]?.missing).toContain(said)
    await shop.close()
  })

  it('has begun for who entered since, and for everybody with include_current', async () => {
    const files = { 'segments/lapsed.yaml': lapsed }
    const shop = await openTestShop({ ...files, 'campaigns/win-back.yaml': winBack() })
    await shop.customer('ana')
    await shop.order('o1', 'ana', '2026-08-14 10:00')
    await shop.run('2026-11-20 09:00')
    expect(await startOf(shop, 'ana', '2026-11-23')).toBe('began 2026-11-23')
    await shop.close()
    const all = await openTestShop({ ...files, 'campaigns/win-back.yaml': winBack('include_current: yes\n') })
    await all.customer('ana')
    await all.order('o1', 'ana', '2026-03-03 10:00')
    expect(await startOf(all, 'ana', '2026-11-22')).toBe('began 2026-11-22')
    await all.close()
  })

  it('is not said of who is no member', async () => {
    const shop = await openTestShop({ 'segments/lapsed.yaml': lapsed, 'campaigns/win-back.yaml': winBack() })
    await shop.customer('ana')
    expect(await startOf(shop, 'ana', '2026-11-22')).toBe('has not begun')
    await shop.close()
  })
})
