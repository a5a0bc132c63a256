import { readCurrency } from './currency.ts'
import type { MoneyReader } from './money.ts'
import { isStrange, type Strange } from './strange.ts'

/** `12.50 EUR`, or a bare amount in `currency`, as minor units of the shop's currency. */
export function readPrice(text: string, currency: string, money: MoneyReader): number | Strange {
  const parts = /^(.*\d)\s*([A-Za-z]{3})$/.exec(text)
  const named = parts && readCurrency(parts[2] as string)
  const amount = money.decimal(named ? (parts[1] as string) : text)
  return isStrange(amount) ? amount : money.minor(amount, named || currency)
}
