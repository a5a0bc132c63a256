import type { RetentionNumbers, Reading } from '../insights/index.ts'

/** How a number is written: a share of 0 to 1, minor units of the shop's currency, orders a customer, a count. */
export type MetricUnit = 'share' | 'money' | 'ratio' | 'count'

/** A number that a goal may be about. */
export interface Metric {
  readonly unit: MetricUnit
  /** What it is, in one sentence with its formula. */
  readonly doc: string
  /** A goal to start from. */
  readonly example: string
  /** Its value among the numbers of a period; undefined where it has no base. `size` is counted apart. */
  value(numbers: RetentionNumbers, reading: Reading): number | undefined
}

/** All numbers that goals may be about, by their key in goals.yaml, in the order of the reference. */
export const metrics: Readonly<Record<string, Metric>> = {
  churn: {
    unit: 'share',
    doc: 'Customers lost / customers at the start.',
    example: '10 percent lower by 2027-03-31',
    value: (numbers, reading) => rateOf(numbers, reading)?.churn,
  },
  retention: {
    unit: 'share',
    doc: '(customers at the end − new ones) / customers at the start.',
    example: 'at least 60 percent by 2027-03-31',
    value: (numbers, reading) => rateOf(numbers, reading)?.retention,
  },
  kept_share: {
    unit: 'share',
    doc: 'Customers at both ends / customers at the start.',
    example: '5 points higher by 2027-03-31',
    value: (numbers, reading) => rateOf(numbers, reading)?.keptShare,
  },
  repeat_rate: {
    unit: 'share',
    doc: 'Customers who ordered twice or more in the period / customers who ordered in it.',
    example: 'at least 30 percent by 2027-03-31',
    value: ({ averages }) => averages.repeatRate,
  },
  order_value: {
    unit: 'money',
    doc: 'Revenue / orders.',
    example: 'at least 45 EUR by 2027-03-31',
    value: ({ averages }) => averages.orderValue,
  },
  frequency: {
    unit: 'ratio',
    doc: 'Orders / customers who ordered.',
    example: 'at least 2.5 by 2027-03-31',
    value: ({ averages }) => averages.frequency,
  },
  returning_share: {
    unit: 'share',
    doc: 'Revenue of orders after the first of a customer / revenue.',
    example: 'at least 50 percent by 2027-03-31',
    value: ({ averages }) => averages.returningShare,
  },
  returning_revenue: {
    unit: 'money',
    doc: 'Revenue of orders after the first of a customer.',
    example: '20 percent higher by 2027-03-31',
    value: (numbers) => numbers.returningRevenue,
  },
  revenue: {
    unit: 'money',
    doc: 'Totals of the counted orders, refunds taken off.',
    example: '10 percent higher by 2027-03-31',
    value: (numbers) => numbers.revenue,
  },
  buyers: {
    unit: 'count',
    doc: 'Customers who ordered in the period.',
    example: 'at least 2000 by 2027-03-31',
    value: (numbers) => numbers.buyers,
  },
  historic_value: {
    unit: 'money',
    doc: 'All revenue so far / all customers so far.',
    example: '10 percent higher by 2027-03-31',
    value: ({ lifetime }) => lifetime.historic,
  },
  size: {
    unit: 'count',
    doc: 'Customers in the segment that `segment` names.',
    example: '20 percent higher by 2027-03-31',
    value: () => undefined,
  },
}

function rateOf({ retention }: RetentionNumbers, reading: Reading) {
  return retention.find((one) => one.reading === reading)
}
