import { formatMoney } from '../formats.ts'
import { type Call, has, needed, unfit } from './call.ts'

/** `{{money order.total}}`: an amount in minor units with its currency; a bare number takes the message's currency. */
export function money(this: unknown, value: unknown, call: Call): string {
  needed(value, call)
  const { formats } = call.data
  if (typeof value === 'number') return showMoney(value, formats.currency, call)
  if (has(value, 'amount') && has(value, 'currency')) return showMoney(value.amount, value.currency, call)
  return unfit(value, 'no amount of money', call)
}

function showMoney(amount: unknown, currency: unknown, call: Call): string {
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount))
    return unfit(amount, 'no whole number of minor units', call)
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return unfit(currency, 'no currency code', call)
  return formatMoney({ amount, currency }, call.data.formats)
}
