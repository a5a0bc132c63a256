import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { columnOf, profileQuery } from '../../src/facts/index.ts'
import {
  type Dimension,
  historiesQuery,
  makeReport,
  numbersOf,
  periodOf,
  type ReportWanted,
} from '../../src/insights/index.ts'
import { addTotals, noTotals } from '../../src/insights/retention/totals.ts'
import { openTestShop, shopFile } from '../support/open-test-shop.ts'

const lifetime = 'lifetime: {margin: 30 percent, acquisition_cost: 10 EUR, years: 3}'
let shop: Awaited<ReturnType<typeof openTestShop>>
beforeEach(async () => {
  shop = await openTestShop({ 'perennial.yaml': shopFile(lifetime) })
})
afterEach(() => shop.close())

/** The report of the first quarter of 2026, as of June. */
function quarter(more: Partial<ReportWanted> = {}, asOf = '2026-06-01') {
  const now = shop.at(asOf)
  const period = periodOf({ from: '2026-01-01', to: '2026-03-31' }, now, 'UTC')
  const wanted: ReportWanted = { period, lapse: { days: 90, factor: 6 }, cohortsBy: 'first order', by: undefined }
  return makeReport({ db: shop.db, dialect: shop.dialect, now }, shop.shop, { ...wanted, ...more })
}

/** Five customers whose numbers can be worked out by hand, and one of a later day. */
async function fill() {
  const orders: [string, [string, number][]][] = [
    [
      'ana',
      [
        ['2025-11-10', 1000],
        ['2026-02-10', 3000],
      ],
    ],
    ['bea', [['2025-12-20', 2000]]],
    [
      'cid',
      [
        ['2026-01-15', 5000],
        ['2026-01-25', 1000],
        ['2026-03-26', 1000],
      ],
    ],
    [
      'dan',
      [
        ['2025-01-10', 4000],
        ['2026-03-01', 2000],
      ],
    ],
    [
      'eva',
      [
        ['2025-06-01', 1000],
        ['2025-07-01', 1000],
        ['2025-07-31', 1000],
      ],
    ],
    ['fay', [['2026-05-01', 9000]]],
  ]
  for (const [customer, list] of orders) {
    await shop.customer(customer, { country: customer < 'c' ? 'HR' : 'SI' })
    for (const [day, total] of list) await shop.order(`${customer} ${day}`, customer, day, total)
  }
}

describe('a report worked out by hand', () => {
  it('who stayed, by four readings', async () => {
    await fill()
    const { retention } = numbersOf((await quarter()).whole, shop.shop.lifetime)

    expect(retention).toEqual([
      {
        reading: 'days',
        start: 2,
        end: 3,
        new: 1,
        lost: 1,
        kept: 1,
        back: 1,
        retention: 1,
        keptShare: 0.5,
        churn: 0.5,
      },
      {
        ...{ reading: 'rhythm', start: 3, end: 3, new: 1, lost: 2, kept: 1, back: 1 },
        retention: 2 / 3,
        keptShare: 1 / 3,
        churn: 2 / 3,
      },
      {
        reading: 'periods',
        start: 2,
        end: 3,
        new: 1,
        lost: 1,
        kept: 1,
        back: 1,
        retention: 1,
        keptShare: 0.5,
        churn: 0.5,
      },
      { reading: 'file', start: 4, end: 5, new: 1, lost: 0, kept: 4, back: 0, retention: 1, keptShare: 1, churn: 0 },
    ])
  })

  it('averages, days between orders and lifetime values under their names', async () => {
    await fill()
    const numbers = numbersOf((await quarter()).whole, shop.shop.lifetime)

    expect(numbers).toMatchObject({ customers: 5, buyers: 3, orders: 5, revenue: 12_000, returningRevenue: 7000 })
    expect(numbers.averages).toEqual({
      orderValue: 2400,
      frequency: 5 / 3,
      repeatRate: 1 / 3,
      repeatRateEver: 4 / 5,
      returningShare: 7 / 12,
    })
    expect(numbers.gaps).toEqual({ number: 4, low: 47.5, median: 76, high: 172.75 })
    // 18.00 an order, twice in the 365 days, for three years.
    expect(numbers.lifetime).toEqual({
      historic: 4400,
      revenue: 10_800,
      margin: 3240,
      lessAcquisition: 9800,
      predicted: undefined,
    })
  })

  it('without margin and cost there is no value that needs them', async () => {
    await fill()
    const { lifetime: values } = numbersOf((await quarter()).whole, {
      ...shop.shop.lifetime,
      margin: undefined,
      acquisitionCost: undefined,
    })
    expect(values).toMatchObject({ historic: 4400, revenue: 10_800, margin: undefined, lessAcquisition: undefined })
  })

  it('cohorts by the month of the first order, or of the sign-up', async () => {
    await fill()
    await shop.customer('gus', { signed_up: '2026-02-03' })
    await shop.order('gus', 'gus', '2026-03-04', 700)
    await shop.customer('hal', { signed_up: '2026-02-05' })

    const rows = ({ cohorts }: Awaited<ReturnType<typeof quarter>>) =>
      cohorts.map((row) => [row.month, row.customers, row.buyers, row.revenue])
    expect(rows(await quarter())).toEqual([
      ['2026-01-01', 1, [1, 0, 1], [6000, 0, 1000]],
      ['2026-02-01', 0, [0, 0], [0, 0]],
      ['2026-03-01', 1, [1], [700]],
    ])
    expect(rows(await quarter({ cohortsBy: 'sign-up' }))[1]).toEqual(['2026-02-01', 2, [0, 1], [0, 700]])
  })

  it('a refund counts from its own day on', async () => {
    await fill()
    await sql`update orders set refunded_total = 500, refunded_at = ${shop.at('2026-04-02')} where id = 'ana 2026-02-10'`.execute(
      shop.db,
    )
    expect((await quarter()).whole.revenue).toBe(12_000)
    await sql`update orders set refunded_at = ${shop.at('2026-03-02')} where id = 'ana 2026-02-10'`.execute(shop.db)
    expect((await quarter()).whole.revenue).toBe(11_500)
  })

  it('of a period under way knows nothing later than now', async () => {
    await fill()
    const { whole } = await quarter({}, '2026-02-01')
    const now = shop.at('2026-02-01')
    const period = periodOf({ from: '2026-01-01', to: '2026-03-31' }, now, 'UTC')
    const seen = await quarter({ period }, '2026-02-01')
    expect(seen.whole).toEqual(whole)
    expect([whole.customers, whole.orders, whole.revenue]).toEqual([5, 2, 6000])
  })
})

describe('parts', () => {
  it.each<Dimension>(['country', 'language', 'product', 'cohort', 'stage'])('by %s add up to the whole', async (by) => {
    for (let i = 0; i < 60; i += 1) {
      await shop.customer(`c${i}`, { country: ['HR', 'SI', 'CZ'][i % 3] ?? 'HR' })
      for (let k = 0; k <= i % 4; k += 1) {
        const month = String(1 + ((i * 7 + k * 5) % 12)).padStart(2, '0')
        await shop.order(`o${i}-${k}`, `c${i}`, `${k % 2 === 0 ? 2025 : 2026}-${month}-1${i % 10}`, 100 * i + k)
      }
    }
    await sql`
      insert into order_lines ("order", hash, copy, name, quantity, total_milli)
      select key, id, 1, case when total % 3 = 0 then 'tea' when total % 3 = 1 then 'mill' end, 1, 0 from orders`.execute(
      shop.db,
    )
    const of = async ({ since, until }: { since: number; until: number }) => {
      const keys = Array.from({ length: Math.min(until, 61) - since }, (_, i) => since + i).filter((key) => key % 4 > 0)
      return new Map(keys.map((key) => [key, [['new', 'loyal'][key % 2] ?? '']]))
    }
    const { whole, parts } = await quarter({
      by,
      ...(by === 'stage' ? { atStart: { names: ['new', 'loyal'], of } } : {}),
    })

    const sum = noTotals()
    for (const { totals } of parts?.shown ?? []) addTotals(sum, totals)
    if (parts?.others) addTotals(sum, parts.others.totals)
    expect(parts?.shown.length).toBeGreaterThan(by === 'language' ? 0 : 1)
    expect(sum).toEqual(whole)
  })
})

describe('scores', () => {
  it('at the end are those of the facts, and movement tells where each group came from', async () => {
    for (let i = 0; i < 40; i += 1) {
      await shop.customer(`c${i}`)
      for (let k = 0; k <= i % 5; k += 1) {
        const month = String(1 + ((i * 3 + k * 5) % 6)).padStart(2, '0')
        await shop.order(
          `o${i}-${k}`,
          `c${i}`,
          `${k % 2 === 0 ? 2025 : 2026}-${month}-0${1 + (i % 9)}`,
          100 * ((i * 13) % 17) + k,
        )
      }
    }
    const { rfm } = await quarter()

    const groups = async (asOf: string) => {
      const ctx = { db: shop.db, dialect: shop.dialect, now: shop.at(asOf) - 1, vocabulary: shop.vocabulary }
      const group = sql.ref(columnOf({ fact: 'rfm_group' }))
      const query = sql<{ name: string; customers: number }>`
        select ${group} as name, count(*) as customers
        from (${profileQuery(ctx, { of: 'everyone' }, [{ fact: 'rfm_group' }])}) as scored
        where ${group} is not null
        group by ${group}`
      const { rows } = await query.execute(shop.db)
      return new Map(rows.map(({ name, customers }) => [name, Number(customers)]))
    }
    const sums = (side: 'from' | 'to') => {
      const all = new Map<string, number>()
      for (const move of rfm.moves) {
        const group = move[side]
        if (group !== null) all.set(group, (all.get(group) ?? 0) + move.customers)
      }
      return all
    }
    expect(sums('to')).toEqual(await groups('2026-04-01'))
    expect(sums('from')).toEqual(await groups('2026-01-01'))
    expect(rfm.cells.reduce((all, { atEnd }) => all + atEnd, 0)).toBe((await quarter()).whole.customers)
  })
})

describe('reading', () => {
  it('takes the orders once, in the order of their index, however large the shop', async () => {
    if (shop.dialect.name === 'postgres') return
    const period = periodOf({ from: '2026-01-01', to: '2026-03-31' }, shop.at('2026-06-01'), 'UTC')
    const query = historiesQuery({ now: shop.at('2026-06-01') }, shop.shop, period, { since: 1, until: 10_001 })
    const plan = await sql<{ detail: string }>`explain query plan ${query}`.execute(shop.db)
    expect(plan.rows.map(({ detail }) => detail)).toEqual([
      'SEARCH orders USING COVERING INDEX orders_by_customer (customer>? AND customer<?)',
    ])
  })
})
