import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, addMonths } from '../../src/calendar/index.ts'
import { readShop } from '../../src/config/index.ts'
import type { Shop } from '../../src/config/shop.ts'
import type { OpenDb } from '../../src/db/index.ts'
import {
  type Days,
  figuresOf,
  makeReport,
  numbersOf,
  type Period,
  periodOf,
  type Reading,
} from '../../src/insights/index.ts'
import { type History, readHistories } from '../../src/insights/retention/read-histories.ts'
import { addCustomer, noTotals } from '../../src/insights/retention/totals.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { whichDatabase } from '../support/which-database.ts'
import { fillOrders, onlineRetail, shared } from '../support/real-shops.ts'

const file = resolve(shared, 'oracles/online_retail.json')
const isThere = existsSync(file) && whichDatabase() === 'sqlite'
if (!isThere) console.warn('skipped: the oracle of Online Retail is not beside this checkout, or this is PostgreSQL')

interface Turnover {
  readonly start: number
  readonly end: number
  readonly new: number
  readonly lost: number
  readonly CRR_pct: string
  readonly churn_pct: string
  readonly CRR_true_pct?: string
}

interface Oracle {
  readonly retention: {
    readonly definition_1_active_base: Record<string, Turnover>
    readonly definition_2_period_to_period: Record<string, Turnover>
    readonly definition_3_customer_file: Record<string, Turnover>
  }
  readonly cohorts: Record<string, { readonly counts: Record<string, readonly number[]> }>
  readonly asof: Record<string, { readonly population: Record<string, string>; readonly clv: Record<string, string> }>
}

const END = Date.UTC(2011, 11, 10)
const lines = 'lifetime: {margin: 30 percent, acquisition_cost: 10 GBP, years: 3}'

describe.skipIf(!isThere)('Online Retail, as the oracle counted it by other means', () => {
  let oracle: Oracle
  let open: OpenDb
  let shop: Shop
  let histories: readonly History[]
  beforeAll(async () => {
    oracle = JSON.parse(readFileSync(file, 'utf8')) as Oracle
    open = await openTestDb()
    await fillOrders(open, await onlineRetail(), 'GBP')
    const text = `shop: {name: Shop, address: Street 1}\ntime_zone: UTC\ncurrency: GBP\n${lines}\n`
    const { value } = readShop('perennial.yaml', text)
    if (!value) throw new Error('the shop file is wrong')
    shop = value
    const ctx = { db: open.db, dialect: open.dialect, now: END }
    const all = periodOf({ from: '2010-12-01', to: '2011-12-31' }, END, 'UTC')
    histories = await readHistories(ctx, shop, all, { since: 1, until: 1_000_000 })
  }, 60_000)
  afterAll(() => open?.close())

  /** What the oracle calls a row, counted by us. */
  function counted(reading: Reading, days: Days, window = 90) {
    const period = periodOf(days, END, 'UTC')
    const totals = noTotals()
    for (const history of histories) {
      const seen = upTo(history, period)
      if (seen.at.length > 0) addCustomer(totals, figuresOf(seen, period, { days: window, factor: 3 }))
    }
    const found = numbersOf(totals, shop.lifetime).retention.find((one) => one.reading === reading)
    const percent = (share: number | undefined) => ((share ?? 0) * 100).toFixed(4)
    return {
      ...{ start: found?.start, end: found?.end, new: found?.new, lost: found?.lost },
      ...{
        CRR_pct: percent(found?.retention),
        churn_pct: percent(found?.churn),
        CRR_true_pct: percent(found?.keptShare),
      },
    }
  }

  it('who stayed by days without an order', () => {
    for (const [name, told] of Object.entries(oracle.retention.definition_1_active_base)) {
      const [, from = '', after = '', days] = /^(\S+)\.\.(\S+) win=(\d+)d$/.exec(name) ?? []
      expect(told, name).toMatchObject(counted('days', { from, to: addDays(after, -1) }, Number(days)))
    }
  })

  it('who stayed from one period to the next', () => {
    for (const [name, told] of Object.entries(oracle.retention.definition_2_period_to_period)) {
      expect(told, name).toMatchObject(counted('periods', daysOf(name.replace(/^.*-> /, ''))))
    }
  })

  it('the customer file, which nobody ever leaves', () => {
    const { CRR_true_pct: _, ...rest } = counted('file', daysOf('2011Q3'))
    expect(oracle.retention.definition_3_customer_file['2011Q3']).toEqual(rest)
  })

  it('cohorts, order value, frequency, repeat rate and lifetime values as of two instants', async () => {
    for (const [day, cohorts] of [
      ['2011-12-10', 'A'],
      ['2011-06-01', 'A_asof_20110601'],
    ] as const) {
      const now = Date.parse(day)
      const period = periodOf({ from: '2010-12-01', to: addDays(day, -1) }, now, 'UTC')
      const wanted = { period, lapse: { days: 180, factor: 3 }, cohortsBy: 'first order', by: undefined } as const
      const report = await makeReport({ db: open.db, dialect: open.dialect, now }, shop, wanted)

      const rows = report.cohorts.map(({ month, buyers }) => [month.slice(0, 7), buyers])
      expect(Object.fromEntries(rows)).toEqual(oracle.cohorts[cohorts]?.counts)
      const { averages, lifetime, customers, orders } = numbersOf(report.whole, shop.lifetime)
      const { population, clv } = oracle.asof[`${day} 00:00:00Z`] ?? { population: {}, clv: {} }
      expect([customers, orders]).toEqual([population.customers, population.orders])
      // Totals are kept in pence, the oracle adds up tenths of them.
      expect((averages.orderValue ?? 0) / 100).toBeCloseTo(Number(population.aov), 3)
      expect(averages.frequency?.toFixed(4)).toBe(population.purchase_frequency)
      expect(((averages.repeatRate ?? 0) * 100).toFixed(4)).toBe(population.repeat_purchase_rate_pct)
      const values = [lifetime.historic, lifetime.revenue, lifetime.margin, lifetime.lessAcquisition]
      expect(values.map((value) => ((value ?? 0) / 100).toFixed(2))).toEqual([
        ...[clv.H_historical_revenue_per_customer, clv.F0, clv.F1, clv.F2],
      ])
    }
  })
})

function upTo(history: History, { end }: Period): History {
  const count = history.at.filter((at) => at < end).length
  const cut = (list: readonly number[]) => list.slice(0, count)
  const { customer, at, days, values, before } = history
  return { customer, at: cut(at), days: cut(days), values: cut(values), before: cut(before) }
}

/** `2011-04` or `2011Q2`. */
function daysOf(name: string): Days {
  const [year, quarter] = name.split('Q')
  const from = quarter ? `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01` : `${name}-01`
  return { from, to: addDays(addMonths(from, quarter ? 3 : 1), -1) }
}
