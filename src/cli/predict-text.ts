import type { CustomerPrediction, Predictions } from '../app/index.ts'
import type { Shop } from '../config/index.ts'
import { count, counted } from './counts.ts'
import { moneyIn } from './money-in.ts'
import { type Align, table } from './table.ts'
import type { Talk } from './talk.ts'

/** What the customers of a shop will probably do, as lines: each number with what it is. */
export function predictionLines(found: Predictions, days: number, shop: Shop, paint: Talk['paint']): string[] {
  const { orders, values, whole, asOf, customers } = found
  if (orders.outcome !== 'converged' || !whole) return [cannot(found)]
  const money = moneyIn(shop.currency)
  const parameters = Object.entries(orders.parameters).map(([name, value]) => `${name} ${value.toFixed(4)}`)
  const fitted = orders.of === 'everybody' ? 'all of them' : `a sample of ${count(orders.customers)}`
  const margin = shop.lifetime.margin === undefined ? 'revenue' : `${percent(shop.lifetime.margin)} of it is margin`
  return [
    `${counted(customers, 'customer')} had ordered before ${asOf}.`,
    '',
    paint('bold', `The ${count(days)} days ahead`),
    ...table([
      ['still customers', count(Math.round(whole.alive)), 'sum of each one’s chance to be alive'],
      ['orders', count(Math.round(whole.expectedOrders)), 'of those who have ordered before, who left included'],
      ['value', money(whole.value === undefined ? undefined : Math.round(whole.value)), valueSays(found, margin, shop)],
    ]),
    '',
    paint('bold', 'How good that is'),
    ...calibrationLines(found),
    '',
    paint('bold', 'The models'),
    `  ${NAMES[orders.model]}, fitted to ${fitted}: ${parameters.join(', ')}; log-likelihood ${orders.logLikelihood.toFixed(1)}`,
    values.outcome === 'converged'
      ? `  Gamma-Gamma of order values, ${counted(values.customers, 'customer')} who ordered again: ` +
        `p ${values.parameters.p.toFixed(4)}, q ${values.parameters.q.toFixed(4)}, gamma ${values.parameters.gamma.toFixed(4)}`
      : `  ${values.outcome === 'too few' ? values.sentence : 'The values of orders fit no model.'}`,
  ]
}

/** What one customer will probably do, as lines. */
export function customerLines(
  prediction: CustomerPrediction | undefined,
  about: { readonly name: string; readonly days: number; readonly found: Predictions },
  shop: Shop,
): string[] {
  const { name, days, found } = about
  if (found.orders.outcome !== 'converged') return [cannot(found)]
  if (!prediction) return [`${name} has not ordered yet: there is nothing to predict from.`]
  const money = moneyIn(shop.currency)
  const rounded = (minor: number | undefined) => money(minor === undefined ? undefined : Math.round(minor))
  const { alive, expectedOrders, nextOrder, orderValue, value, orders } = prediction
  const once = orders === 1 && found.orders.model === 'bg-nbd' ? ': the model lets nobody leave after one order' : ''
  return [
    `${name} has ordered on ${counted(orders, 'day')}.`,
    ...table([
      ['still a customer', percent(alive), `chance${once}`],
      ['orders', expectedOrders.toFixed(2), `expected in ${count(days)} days`],
      ['next order', nextOrder ?? 'in more than ten years', 'one in two who are still customers come sooner'],
      ['order value', rounded(orderValue), 'their own mean, drawn towards everybody’s'],
      ['value', rounded(value), `expected in ${count(days)} days`],
    ]),
  ]
}

const NAMES = { 'bg-nbd': 'BG/NBD', 'pareto-nbd': 'Pareto/NBD' } as const

function cannot({ orders }: Predictions): string {
  const rest = 'Until then facts such as overdue_ratio and next_order_expected go by each customer’s own rhythm.'
  if (orders.outcome === 'too few') return `${orders.sentence} ${rest}`
  return `No parameters fit the orders of this shop. ${rest}`
}

function valueSays({ values }: Predictions, margin: string, { lifetime }: Shop): string {
  if (values.outcome !== 'converged') return 'there is no model of order values'
  return `${margin}, money a year from now worth ${percent(lifetime.discount)} less`
}

function calibrationLines({ calibration }: Predictions): string[] {
  if (calibration.outcome === 'too few') return [`  A quarter ago there was too little to fit: ${calibration.sentence}`]
  if (calibration.outcome !== 'measured') return ['  A quarter ago no parameters fitted.']
  const { rows, days } = calibration
  const sum = (of: 'expected' | 'actual') => rows.reduce((total, row) => total + row[of], 0)
  const [expected, actual] = [sum('expected'), sum('actual')]
  const off = actual === 0 ? undefined : expected / actual - 1
  const word = off === undefined ? '' : `: ${percent(Math.abs(off))} too ${off < 0 ? 'few' : 'many'}`
  const lines = rows.map(({ repeats, orMore, customers, ...row }) => [
    orMore ? `${repeats} or more` : String(repeats),
    count(customers),
    (row.expected / customers).toFixed(2),
    (row.actual / customers).toFixed(2),
  ])
  return [
    `  Fitted on what lies more than ${days} days back, it expected ${count(Math.round(expected))} orders since; ${count(actual)} came${word}.`,
    ...table([['repeat orders', 'customers', 'expected each', 'came each'], ...lines], RIGHT),
  ]
}

const RIGHT: readonly Align[] = ['left', 'right', 'right', 'right']

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}
