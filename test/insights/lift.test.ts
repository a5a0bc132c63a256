import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { App } from '../../src/app/index.ts'
import { countHoldouts } from '../../src/app/count-holdouts.ts'
import { type Holdout, liftOf } from '../../src/insights/index.ts'
import { openedApp, shippedShop } from '../app/support.ts'

const counts = (treatedReached: number, treated: number, heldOutReached: number, heldOut: number): Holdout => {
  const group = (customers: number, reached: number) => {
    return { customers, reached, buyers: 0, sum: 0, squares: 0, cubes: 0 }
  }
  return {
    ...{ campaign: 'win-back', share: null, emails: 0, since: 0, customersADay: 0 },
    ...{ treated: group(treated, treatedReached), heldOut: group(heldOut, heldOutReached) },
  }
}

describe('the lift of a campaign', () => {
  it('is the difference of the shares, with the interval of Miettinen and Nurminen', () => {
    // Newcombe 1998, table II, example (a) by method 6: 56 of 70 beside 48 of 80.
    const lift = liftOf(counts(56, 70, 48, 80))

    expect(lift?.difference).toBeCloseTo(0.2, 4)
    expect(lift?.low).toBeCloseTo(0.0528, 4)
    expect(lift?.high).toBeCloseTo(0.3382, 4)
    expect(lift?.verdict).toBe('not proven')
    expect(liftOf(counts(560, 700, 480, 800))?.verdict).toBe('works')
  })

  it('has a word that holds however often one looks', () => {
    expect(liftOf(counts(5, 100, 4, 100))?.verdict).toBe('not proven')
    expect(liftOf(counts(100, 2000, 40, 200))?.verdict).toBe('harms')
  })

  it('of small groups without any conversion stays between -1 and 1 and claims nothing', () => {
    const lift = liftOf(counts(0, 10, 0, 20))
    expect([lift?.low, lift?.high, lift?.verdict]).toEqual([
      expect.closeTo(-0.1658, 4),
      expect.closeTo(0.2844, 4),
      'not proven',
    ])
  })

  it('is unknown where a group is empty', () => {
    expect(liftOf(counts(3, 10, 0, 0))).toBeUndefined()
  })
})

describe('who was held out', () => {
  const now = Date.UTC(2026, 10, 22, 8, 30)
  const day = 86_400_000
  const slot = now - 40 * day
  let shop: ReturnType<typeof shippedShop>
  let app: App
  beforeEach(async () => {
    shop = shippedShop()
    app = await openedApp(shop.dir, now)
    await sql`insert into runs (key, slot, started_at, state, summary) values (1, ${slot}, ${slot}, 'done', '{}')`.execute(
      app.db,
    )
    for (const key of [1, 2, 3, 4]) {
      await sql`insert into customers (key, id, exists_from) values (${key}, ${`c${key}`}, 0)`.execute(app.db)
    }
  })
  afterEach(async () => {
    await app.close()
    shop.remove()
  })

  it('is measured beside who was taken in, each customer once, from the run that decided to the end of the goal', async () => {
    await decided(1, 'we-miss-you', 'submitted', 'due')
    await decided(1, 'come-back-coupon', 'submitted', 'due')
    await decided(2, 'we-miss-you', 'submitted', 'due')
    await decided(3, 'we-miss-you', 'skipped', 'holdout')
    await decided(4, 'we-miss-you', 'skipped', 'no_consent')
    await ordered('in time', 1, slot + day)
    await ordered('too late', 2, slot + 35 * day)
    await ordered('of nobody', 4, slot + day)
    await ordered('held out', 3, slot + 2 * day)

    const found = await countHoldouts(app, now)

    const reached = (treated: number, heldOut: number) => ({
      ...{ campaign: 'win-back', share: 0.1, emails: 3 },
      ...{ treated: { customers: 2, reached: treated }, heldOut: { customers: 1, reached: heldOut } },
    })
    expect(found).toMatchObject([reached(1, 1)])
    expect(await countHoldouts(app, slot + day / 2)).toMatchObject([reached(0, 0)])
  })

  async function decided(customer: number, step: string, state: string, reason: string): Promise<void> {
    await sql`
      insert into messages (campaign, step, customer, occasion, state, reason, purpose, template, run, started_at, due_day,
        submitted_at)
      values ('win-back', ${step}, ${customer}, 'o', ${state}, ${reason}, 'marketing', 'we-miss-you', 1, ${slot}, 1,
        ${state === 'submitted' ? slot : null})`.execute(app.db)
  }

  async function ordered(id: string, customer: number, at: number): Promise<void> {
    await sql`
      insert into orders (id, customer, ordered_at, total, currency, status)
      values (${id}, ${customer}, ${at}, 1000, 'EUR', 'paid')`.execute(app.db)
  }
})
