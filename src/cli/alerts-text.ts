import type { Shop } from '../config/index.ts'
import type { Alerts, OutOfRange } from '../insights/index.ts'
import { counted } from './counts.ts'
import type { Talk } from './talk.ts'

const names: Readonly<Record<OutOfRange['number'], string>> = {
  orders: 'orders',
  revenue: 'revenue',
  order_value: 'revenue / orders',
  click_rate: 'emails clicked / emails sent',
  bounce_rate: 'emails bounced / emails sent',
  complaint_rate: 'emails complained about / emails sent',
}

/** Alerts as lines: each number with its range, each customer with the rhythm that they broke. */
export function alertLines({ week, numbers, customers, more }: Alerts, shop: Shop, paint: Talk['paint']): string[] {
  if (numbers.length + customers.length === 0)
    return ['Nothing left its usual range, and no good customer became late.']
  const money = (minor: number) => moneyText(minor, shop.currency)
  return [
    ...numbers.map((one) => {
      const say = (value: number) => valueText(one, value, money)
      const range = one.side === 'below' ? `at least ${say(one.low)}` : `at most ${say(one.high)}`
      return `${paint('yellow', one.number)}  ${say(one.value)} in ${week.from} to ${week.to}, usually ${say(one.centre)}, ${range}; for ${counted(one.days, 'day')}. ${names[one.number]}; the range is made of ${one.weeks} weeks.`
    }),
    ...customers.map(({ id, spent, away, usualGap, lastOrder }) => {
      return `${paint('yellow', id)}  spent ${money(spent)}, last ordered on ${lastOrder}, ${away} days ago; usually every ${Math.round(usualGap)} days.`
    }),
    ...(more > 0 ? [`and ${counted(more, 'customer')} more: perennial alerts --most ${customers.length + more}`] : []),
  ]
}

function valueText({ number }: OutOfRange, value: number, money: (minor: number) => string): string {
  if (number === 'orders') return String(Math.round(value))
  return number === 'revenue' || number === 'order_value' ? money(value) : `${(value * 100).toFixed(2)} %`
}

function moneyText(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`
}
