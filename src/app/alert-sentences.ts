import type { Shop } from '../config/index.ts'
import type { Alerts, OutOfRange } from '../insights/index.ts'

const formulas: Readonly<Record<OutOfRange['number'], string>> = {
  orders: 'counted orders',
  revenue: 'totals of the counted orders, refunds taken off',
  order_value: 'revenue / orders',
  click_rate: 'emails clicked / emails sent',
  bounce_rate: 'emails bounced / emails sent',
  complaint_rate: 'emails complained about / emails sent',
}

/** A sentence for each number beyond its range, and for each customer who became late. */
export function alertSentences(
  { numbers, customers }: Pick<Alerts, 'numbers' | 'customers'>,
  shop: Pick<Shop, 'currency'>,
): readonly [numbers: string[], customers: string[]] {
  const money = (minor: number) => moneyText(minor, shop.currency)
  return [
    numbers.map((one) => {
      const say = (value: number) => valueText(one, value, money)
      const range = one.side === 'below' ? `at least ${say(one.low)}` : `at most ${say(one.high)}`
      const lasting = one.days === 1 ? 'since yesterday' : `for ${one.days} days`
      return `${one.number} (${formulas[one.number]}): ${say(one.value)} in the last seven days, usually ${say(one.centre)}, ${range}, by the ${one.weeks} weeks before; ${lasting}.`
    }),
    customers.map(({ id, spent, away, usualGap, lastOrder }) => {
      return `${id} spent ${money(spent)} so far and last ordered on ${lastOrder}, ${away} days ago; usually every ${Math.round(usualGap)} days.`
    }),
  ]
}

function valueText({ number }: OutOfRange, value: number, money: (minor: number) => string): string {
  if (number === 'orders') return String(Math.round(value))
  return number === 'revenue' || number === 'order_value' ? money(value) : `${(value * 100).toFixed(2)} %`
}

/** Minor units as `12.50 EUR`. */
export function moneyText(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`
}
