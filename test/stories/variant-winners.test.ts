import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { adoptByHand, type App, planOf, whyOf } from '../../src/app/index.ts'
import { variantTests } from '../../src/app/variant-tests.ts'
import { fixedClock } from '../../src/clock.ts'
import { adoptionsAt, endAdoption } from '../../src/plan/index.ts'
import { type DayRun, runDay } from '../../src/schedule/index.ts'
import { openedApp, shippedShop } from '../app/support.ts'

const clock = fixedClock(0)
const at = (text: string) => Date.parse(`${text}Z`)
const SENT = at('2026-03-01T08:30:00')
const OVER = at('2026-03-15T09:00:00')
let shop: ReturnType<typeof shippedShop>
let app: App

beforeEach(() => {
  shop = shippedShop()
})
afterEach(async () => {
  await app.close()
  shop.remove()
})

/** The shop with a birthday email in two versions, and its customers born on a day. */
async function open(until: string): Promise<void> {
  writeFileSync(
    join(shop.dir, 'campaigns/birthday.yaml'),
    `campaign: birthday
starts: {on_date: birthday}
steps:
  - send: birthday
    variants:
      A: {share: 50 percent}
      B: {share: 50 percent, subject: Happy birthday}
${until}again: every year
goal: {bought: anything, within: 3 days}
`,
  )
  app = await openedApp(shop.dir, SENT)
  expect(app.problems.filter(({ severity }) => severity === 'error')).toEqual([])
}

async function born(day: string, ...ids: readonly string[]): Promise<void> {
  const customers = ids.map((id) => {
    const email = `${id}@example.com`
    return { id, email, email_folded: email, birth_day: day, birth_year: 1990 }
  })
  const rows = await app.db.insertInto('customers').values(customers).returning('key').execute()
  const said = { topic: null, status: 'subscribed' as const, at: null, recorded_at: 0, source: 'test' }
  await app.db
    .insertInto('consents')
    .values(rows.map(({ key }) => ({ ...said, customer: key })))
    .execute()
}

async function run(when: number): Promise<DayRun> {
  clock.set(when)
  const day = await runDay(app, clock, { confirmed: 100_000 })
  if ('refused' in day) throw new Error(day.refused)
  return day
}

/** Every so many-th customer of a variant orders for so much, a day after the email. */
async function order(variant: string, every: number, total: number): Promise<void> {
  const rows = await app.db.selectFrom('messages').select(['customer', 'key']).where('variant', '=', variant).execute()
  const orders = rows
    .filter((_, i) => i % every === 0)
    .map(({ customer, key }) => ({
      ...{ id: `o${key}`, customer, ordered_at: SENT + 86_400_000, total, currency: 'EUR', status: 'paid' },
      refunded_total: 0,
    }))
  await app.db.insertInto('orders').values(orders).execute()
}

const many = Array.from({ length: 120 }, (_, i) => `c${i}`)
const few = (name: string) => Array.from({ length: 12 }, (_, i) => `${name}${i}`)

/** Which variant each customer gets by the plan of a day. */
async function variants(day: string, prefix: string): Promise<string[]> {
  const { plan } = await planOf(app, at(`${day}T08:30:00`), 'as of', 'with entries')
  return plan.entries
    .filter(({ campaign, customer, decision }) => {
      return campaign === 'birthday' && customer.startsWith(prefix) && decision === 'send'
    })
    .map(({ variant }) => variant ?? '')
}

const holding = async (now: number) => (await adoptionsAt({ db: app.db, now })).filter((one) => one.endedAt === null)

describe('an email with two versions', () => {
  it('that differ in conversions has a winner, which everybody new gets from the next run on', async () => {
    await open('    until: winner by conversions\n    adopt: automatically\n')
    await born('03-01', ...many)
    await run(SENT)
    await order('A', 8, 1000)
    await order('B', 1, 1000)

    await run(at('2026-03-03T08:30:00'))
    expect(await holding(clock.now())).toEqual([])

    await born('03-05', ...few('n'))
    const day = await run(at('2026-03-05T08:30:00'))
    expect(day.adopted).toEqual([{ campaign: 'birthday', step: 'birthday', variant: 'B' }])
    expect(await holding(clock.now())).toMatchObject([
      { campaign: 'birthday', step: 'birthday', variant: 'B', how: 'automatically', at: at('2026-03-04T08:30:00') },
    ])
    const sent = await app.db
      .selectFrom('messages')
      .innerJoin('customers', 'customers.key', 'messages.customer')
      .select('variant')
      .where('customers.id', 'like', 'n%')
      .execute()
    expect(sent.map(({ variant }) => variant)).toEqual(few('n').map(() => 'B'))
  })

  it('keep their customers: who had one before gets it again, who is new gets the winner', async () => {
    await open('    until: winner by conversions\n')
    await born('03-01', ...many.slice(0, 20))
    await run(SENT)
    await adoptByHand(app, OVER, { campaign: 'birthday', step: 'birthday', variant: 'B' })
    await born('03-01', ...few('n'))

    const own = await app.db
      .selectFrom('messages')
      .innerJoin('customers', 'customers.key', 'messages.customer')
      .select(['customers.id', 'variant'])
      .execute()
    expect(new Set(own.map(({ variant }) => variant))).toEqual(new Set(['A', 'B']))
    const { plan } = await planOf(app, at('2027-03-01T08:30:00'), 'as of', 'with entries')
    const then = new Map(plan.entries.map(({ customer, variant }) => [customer, variant]))
    expect(own.map(({ id }) => [id, then.get(id)])).toEqual(own.map(({ id, variant }) => [id, variant]))
    expect(new Set(few('n').map((id) => then.get(id)))).toEqual(new Set(['B']))

    const why = async (id: string) => {
      const { key } = await app.db.selectFrom('customers').select('key').where('id', '=', id).executeTakeFirstOrThrow()
      const { campaigns } = await whyOf(app, at('2027-03-01T08:30:00'), 'as of', key, 'birthday')
      return campaigns[0]?.clauses.find(({ text }) => text === 'version')?.value
    }
    expect(await why('n0')).toBe('B, adopted 15 March 2026 for everybody who begins from then on')
    const kept = own.find(({ variant }) => variant === 'A')?.id ?? ''
    expect(await why(kept)).toBe('A as from the start; B was adopted 15 March 2026 for who begins then')
  })

  it('are as before on a day on which none was adopted yet, and again once it is taken back', async () => {
    await open('    until: winner by conversions\n')
    await born('03-10', ...few('past'))
    await born('03-20', ...few('held'))
    await born('03-30', ...few('back'))
    await adoptByHand(app, at('2026-03-15T08:30:00'), { campaign: 'birthday', step: 'birthday', variant: 'B' })
    expect(await adoptByHand(app, OVER, { campaign: 'birthday', step: 'birthday', variant: 'A' })).toBe('another holds')
    await endAdoption(app.at(at('2026-03-25T08:30:00')), { campaign: 'birthday', step: 'birthday' })

    expect(new Set(await variants('2026-03-10', 'past'))).toEqual(new Set(['A', 'B']))
    expect(new Set(await variants('2026-03-20', 'held'))).toEqual(new Set(['B']))
    expect(new Set(await variants('2026-03-30', 'back'))).toEqual(new Set(['A', 'B']))
    expect(await endAdoption(app.at(at('2026-03-26T08:30:00')), { campaign: 'birthday', step: 'birthday' })).toBe(
      'none holds',
    )
  })

  it('that bring the same have no winner', async () => {
    await open('    until: winner by conversions\n    adopt: automatically\n')
    await born('03-01', ...many)
    await run(SENT)
    await order('A', 3, 1000)
    await order('B', 3, 1000)
    await run(at('2026-03-05T08:30:00'))

    expect(await holding(clock.now())).toEqual([])
    const [test] = await variantTests(app, clock.now())
    expect(test?.result).toMatchObject({ verdict: 'not proven', groups: { verdict: 'as planned' } })
    expect(test?.groups.map(({ begun, customers }) => begun - customers)).toEqual([0, 0])
  })

  it('of which one sells more for the same number of orders: that one wins by revenue', async () => {
    await open('    until: winner by revenue\n    adopt: automatically\n')
    await born('03-01', ...many)
    await run(SENT)
    await order('A', 1, 10_000)
    await order('B', 1, 1000)
    await run(at('2026-03-05T08:30:00'))

    expect(await holding(clock.now())).toMatchObject([{ variant: 'A', numbers: { by: 'revenue', withinDays: 3 } }])
  })
})
