import { afterEach, describe, expect, it } from 'vitest'
import { countHoldouts } from '../../src/app/count-holdouts.ts'
import { type Holdout, liftOf } from '../../src/insights/index.ts'
import { reasons } from '../../src/plan/index.ts'
import { type Files, openTestShop, shopFile } from '../support/open-test-shop.ts'

type Shop = Awaited<ReturnType<typeof openTestShop>>

const news = (more: string) => `campaign: news
starts: {every: month on the 1st}
who: {all: [{country: HR}]}
${more}
goal: {bought: anything, within: 20 days}
steps:
  - send: news
`

describe('who is held out, beside who is not', () => {
  let shop: Shop
  afterEach(() => shop.close())

  it('is counted by what each customer did and brought in the days of the goal', async () => {
    await open({ 'campaigns/news.yaml': news('holdout: 30 percent') }, 60)
    await shop.run('2026-03-01')
    await submit('2026-03-01 08:00')
    for (const i of numbers(60)) {
      if (i % 3 === 0) await shop.order(`a${i}`, `c${i}`, '2026-03-10', 1000 + i)
      if (i % 6 === 0) await shop.order(`b${i}`, `c${i}`, '2026-03-12', 500)
      if (i % 4 === 0) await shop.order(`late${i}`, `c${i}`, '2026-03-25', 9000)
    }
    const held = await heldOut()
    const expected = (wanted: boolean) => {
      const own = numbers(60).filter((i) => held.has(`c${i}`) === wanted)
      const brought = own.map((i) => (i % 3 === 0 ? 1000 + i + (i % 6 === 0 ? 500 : 0) : 0))
      const buyers = brought.filter((amount) => amount > 0)
      const sum = (power: number) => buyers.reduce((all, amount) => all + amount ** power, 0)
      return {
        ...{ customers: own.length, reached: buyers.length, buyers: buyers.length },
        ...{ sum: sum(1), squares: sum(2), cubes: sum(3) },
      }
    }

    const [found] = await holdouts('2026-04-01')

    expect(held.size).toBeGreaterThan(8)
    expect(found).toEqual({
      ...{ campaign: 'news', share: 0.3, treated: expected(false), heldOut: expected(true) },
      ...{ emails: 60 - held.size, since: shop.at('2026-03-01'), customersADay: 0 },
    })
  })

  it('is known as of any instant: what came later changes nothing', async () => {
    await open({ 'campaigns/news.yaml': news('holdout: 30 percent\nagain: every time') }, 40)
    await shop.run('2026-03-01')
    await submit('2026-03-01 08:00')
    await shop.order('first', 'c1', '2026-03-05')
    const before = await holdouts('2026-03-08')
    await shop.order('second', 'c2', '2026-03-09')
    await shop.run('2026-04-01')
    await submit('2026-04-01 08:00')
    await shop.db
      .updateTable('orders')
      .set({ refunded_total: 700, refunded_at: shop.at('2026-03-20') })
      .execute()

    expect(await holdouts('2026-03-08')).toEqual(before)
    expect(before[0]?.customersADay).toBeCloseTo(40 / 7, 10)
    const [later] = await holdouts('2026-04-10')
    expect((later?.treated.sum ?? 0) + (later?.heldOut.sum ?? 0)).toBe(600)
  })

  it('counts who was kept waiting by a limit from the first day, also when she buys before the email', async () => {
    const stop = 'holdout: 30 percent\nlate: at most 10 days\nstop_when: {any: [{bought: anything}]}'
    await open(
      { 'campaigns/news.yaml': news(stop), 'campaigns/old.yaml': old },
      40,
      'limit: 1 marketing email per 7 days',
    )
    await shop.run('2026-02-27')
    await submit('2026-02-27 08:00')
    await shop.run('2026-03-01')
    const waiting = await shop.db.selectFrom('messages').select('customer').where('state', '=', 'waiting').execute()
    expect(waiting.length).toBeGreaterThan(10)
    const buyer = await idOf(waiting[0]?.customer)
    await shop.order('meanwhile', buyer, '2026-03-02 10:00')
    const before = (await holdouts('2026-03-03')).find(({ campaign }) => campaign === 'news')
    for (const day of ['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06']) await shop.run(day)
    await submit('2026-03-06 08:00')

    const after = (await holdouts('2026-03-07')).find(({ campaign }) => campaign === 'news')
    const row = await shop.db
      .selectFrom('messages')
      .select(['state', 'reason'])
      .where('campaign', '=', 'news')
      .where('customer', '=', waiting[0]?.customer ?? 0)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ state: 'skipped', reason: 'stopped' })
    expect(before?.treated).toMatchObject({ customers: 40 - (await heldOut()).size, reached: 1 })
    expect(after?.treated).toEqual(before?.treated)
    expect(after?.heldOut).toEqual(before?.heldOut)
  })

  it('counts who has no address in both groups', async () => {
    await open({ 'campaigns/news.yaml': news('holdout: 30 percent') }, 0)
    for (const i of numbers(40)) await shop.customer(`c${i}`, { country: 'HR', email: null })
    await shop.run('2026-03-01')
    const [found] = await holdouts('2026-03-02')
    expect((found?.treated.customers ?? 0) + (found?.heldOut.customers ?? 0)).toBe(40)
    expect(found?.emails).toBe(0)
  })

  it('begins with the first who is held out: who came before is in no group', async () => {
    await open({ 'campaigns/news.yaml': news('again: every time') }, 40)
    await shop.run('2026-02-01')
    await submit('2026-02-01 08:00')
    const campaigns = shop.campaigns.map((campaign) => ({ ...campaign, holdout: 0.3 }))
    Object.assign(shop.campaigns, campaigns)
    for (const i of numbers(10)) await shop.customer(`n${i}`, { country: 'HR' })
    await shop.run('2026-03-01')
    const [found] = await holdouts('2026-03-02')
    expect(found?.since).toBe(shop.at('2026-03-01'))
    expect((found?.treated.customers ?? 0) + (found?.heldOut.customers ?? 0)).toBe(50)
    expect(await holdouts('2026-02-02')).toEqual([])
  })

  it('of the whole programme are in one group of it and in none of a campaign', async () => {
    const files = { 'campaigns/news.yaml': news('holdout: 30 percent'), 'campaigns/old.yaml': old }
    await open(files, 80, 'holdout: 25 percent')
    await shop.run('2026-02-27')
    await shop.run('2026-03-01')
    await submit('2026-03-01 08:00')
    const skipped = (campaign: string) => heldOut(campaign)
    const [ofOld, ofNews] = [await skipped('old'), await skipped('news')]
    for (const i of numbers(80)) if (i % 4 === 0) await shop.order(`o${i}`, `c${i}`, '2026-03-10', 1000)

    const found = await holdouts('2026-06-01')

    const bought = (ids: Iterable<string>) => [...ids].filter((id) => Number(id.slice(1)) % 4 === 0).length
    // `old` has no holdout of its own: whom it skipped is held out of the programme.
    const programme = found.find(({ campaign }) => campaign === null)
    expect(programme).toMatchObject({
      ...{ share: 0.25, since: shop.at('2026-02-27'), emails: 80 - ofOld.size + 80 - ofNews.size },
      treated: { customers: 80 - ofOld.size, reached: 20 - bought(ofOld), sum: 1000 * (20 - bought(ofOld)) },
      heldOut: { customers: ofOld.size, reached: bought(ofOld), sum: 1000 * bought(ofOld) },
    })
    const own = [...ofNews].filter((id) => !ofOld.has(id))
    expect(own.length).toBeLessThan(ofNews.size)
    expect(found.find(({ campaign }) => campaign === 'news')).toMatchObject({
      treated: { customers: 80 - ofNews.size },
      heldOut: { customers: own.length, reached: bought(own) },
    })
    expect(found.some(({ campaign }) => campaign === 'old')).toBe(false)
  })

  it('meets the reasons after the holdout alike', () => {
    const after = reasons.slice(reasons.indexOf('holdout') + 1).filter((reason) => !['not_yet', 'due'].includes(reason))
    expect(after).toEqual([
      ...['guard_stopped', 'paused', 'too_late', 'missing_data', 'outranked', 'cap_reached', 'quiet_hours'],
    ])
  })

  /** A campaign on the 27th without a holdout of its own. */
  const old = news('').replace('campaign: news', 'campaign: old').replace('month on the 1st', 'month on the 27th')

  async function open(files: Files, customers: number, more = ''): Promise<void> {
    shop = await openTestShop({ ...files, 'perennial.yaml': shopFile(more) })
    for (const i of numbers(customers)) await shop.customer(`c${i}`, { country: 'HR' })
  }

  function holdouts(when: string): Promise<readonly Holdout[]> {
    return countHoldouts(shop, shop.at(when))
  }

  /** Hands over what is queued. */
  async function submit(when: string): Promise<void> {
    await shop.db
      .updateTable('messages')
      .set({ state: 'submitted', submitted_at: shop.at(when) })
      .where('state', '=', 'queued')
      .execute()
  }

  async function heldOut(campaign = 'news'): Promise<Set<string>> {
    const rows = await shop.db
      .selectFrom('messages')
      .innerJoin('customers', 'customers.key', 'messages.customer')
      .select('customers.id')
      .where('reason', '=', 'holdout')
      .where('campaign', '=', campaign)
      .execute()
    return new Set(rows.map(({ id }) => id))
  }

  async function idOf(key: number | undefined): Promise<string> {
    const { id } = await shop.db
      .selectFrom('customers')
      .select('id')
      .where('key', '=', key ?? 0)
      .executeTakeFirstOrThrow()
    return id
  }
})

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}

describe('what a holdout tells', () => {
  const group = (customers: number, reached: number, each: number) => ({
    ...{ customers, reached, buyers: reached },
    ...{ sum: reached * each, squares: reached * each ** 2, cubes: reached * each ** 3 },
  })
  const holdout = (treated: ReturnType<typeof group>, heldOut: ReturnType<typeof group>): Holdout => ({
    ...{ campaign: 'news', share: 0.1, treated, heldOut, emails: 18_000, since: 0, customersADay: 50 },
  })

  it('is how many more reached the goal, of all that were taken in, and what they brought', () => {
    const lift = liftOf(holdout(group(9000, 900, 5000), group(1000, 50, 5000)))
    expect(lift).toMatchObject({ verdict: 'works', daysToGo: 0, groups: { verdict: 'as planned' } })
    expect(lift?.conversions.value).toBeCloseTo(450, 8)
    expect(lift?.conversions.low).toBeCloseTo(9000 * (lift?.low ?? 0), 8)
    expect(lift?.revenue?.verdict).toBe('works')
    expect(lift?.revenue?.total.value).toBeCloseTo(450 * 5000, 4)
    expect(lift?.revenue?.perEmail?.value).toBeCloseTo((450 * 5000) / 18_000, 6)
    expect(lift?.revenue?.perCustomer.low).toBeGreaterThan(0)
  })

  it('is not proven yet, and how many days more that takes', () => {
    const lift = liftOf(holdout(group(900, 60, 5000), group(100, 5, 5000)))
    expect(lift?.verdict).toBe('not proven')
    expect(lift?.daysToGo).toBeGreaterThan(30)
    const nobody = liftOf({ ...holdout(group(900, 60, 5000), group(100, 5, 5000)), customersADay: 0 })
    expect(nobody?.daysToGo).toBeUndefined()
  })

  it('is that the groups are not what they were to be', () => {
    const lift = liftOf(holdout(group(9500, 900, 5000), group(500, 25, 5000)))
    expect(lift?.groups?.verdict).toBe('not as planned')
  })
})
