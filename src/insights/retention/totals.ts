import { type CustomerFigures, type Reading, readings } from './figures-of.ts'

/** Who was a customer at the start and at the end of a period, by one reading. */
export interface Turnover {
  start: number
  end: number
  /** At the end, and ordered for the first time in the period. */
  new: number
  /** At the start and not at the end. */
  lost: number
  /** At both. */
  kept: number
  /** At the end, not at the start, and had ordered before. */
  back: number
}

/** Sums over customers: those of the parts of a base add up to those of the whole. Money is in minor units. */
export interface Totals {
  /** Who had ordered by the end of the period. */
  customers: number
  /** … twice or more. */
  customersTwice: number
  revenueEver: number
  /** Who ordered in the period, and twice or more in it. */
  buyers: number
  buyersTwice: number
  orders: number
  revenue: number
  returningOrders: number
  returningRevenue: number
  /** In the 365 days up to the end. */
  yearBuyers: number
  yearOrders: number
  yearRevenue: number
  readonly turnover: Readonly<Record<Reading, Turnover>>
  /** Of whom a model expects something, and what in all. */
  predictable: number
  predicted: number
  /** Days between orders, and how often. */
  readonly gaps: Map<number, number>
}

/** Nobody yet. */
export function noTotals(): Totals {
  const none = (): Turnover => ({ start: 0, end: 0, new: 0, lost: 0, kept: 0, back: 0 })
  return {
    ...{ customers: 0, customersTwice: 0, revenueEver: 0 },
    ...{ buyers: 0, buyersTwice: 0, orders: 0, revenue: 0, returningOrders: 0, returningRevenue: 0 },
    ...{ yearBuyers: 0, yearOrders: 0, yearRevenue: 0, predictable: 0, predicted: 0 },
    turnover: { days: none(), rhythm: none(), periods: none(), file: none() },
    gaps: new Map(),
  }
}

/** Adds a customer. */
export function addCustomer(totals: Totals, one: CustomerFigures): void {
  totals.customers += 1
  totals.customersTwice += one.ordersEver > 1 ? 1 : 0
  totals.revenueEver += one.revenueEver
  totals.buyers += one.orders > 0 ? 1 : 0
  totals.buyersTwice += one.orders > 1 ? 1 : 0
  totals.orders += one.orders
  totals.revenue += one.revenue
  totals.returningOrders += one.returningOrders
  totals.returningRevenue += one.returningRevenue
  totals.yearBuyers += one.yearOrders > 0 ? 1 : 0
  totals.yearOrders += one.yearOrders
  totals.yearRevenue += one.yearRevenue
  totals.predictable += one.predicted === undefined ? 0 : 1
  totals.predicted += one.predicted ?? 0
  for (const reading of readings) addPresence(totals.turnover[reading], one, reading)
  for (const gap of one.gaps) totals.gaps.set(gap, (totals.gaps.get(gap) ?? 0) + 1)
}

/** Adds the sums of others. */
export function addTotals(to: Totals, other: Totals): void {
  for (const name of SUMS) to[name] += other[name]
  for (const reading of readings) {
    const [sums, more] = [to.turnover[reading], other.turnover[reading]]
    for (const name of COUNTS) sums[name] += more[name]
  }
  for (const [gap, times] of other.gaps) to.gaps.set(gap, (to.gaps.get(gap) ?? 0) + times)
}

const COUNTS = ['start', 'end', 'new', 'lost', 'kept', 'back'] as const
const SUMS = [
  ...(['customers', 'customersTwice', 'revenueEver', 'buyers', 'buyersTwice', 'orders', 'revenue'] as const),
  ...([
    'returningOrders',
    'returningRevenue',
    'yearBuyers',
    'yearOrders',
    'yearRevenue',
    'predictable',
    'predicted',
  ] as const),
]

function addPresence(turnover: Turnover, one: CustomerFigures, reading: Reading): void {
  const { start, end } = one.presence[reading]
  turnover.start += start ? 1 : 0
  turnover.end += end ? 1 : 0
  if (start) turnover[end ? 'kept' : 'lost'] += 1
  else if (end) turnover[one.isNew ? 'new' : 'back'] += 1
}
