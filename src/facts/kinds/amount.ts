import type { PhraseReading } from '../kind.ts'
import type { Slip } from './phrase.ts'

/** A number as written, thousands apart or not. */
export function numberOf(text: string): number {
  return Number(text.replaceAll(' ', ''))
}

/** Decimal places of a currency: 2 for EUR, 0 for JPY. */
export function digitsOf(currency: string): number {
  const known = digits.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const own = format.resolvedOptions().maximumFractionDigits ?? 2
  digits.set(currency, own)
  return own
}

/** A format takes longer to make than a rule to read. */
const digits = new Map<string, number>()

/** True for an ISO 4217 code that this Node knows. */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code)
}

/** Minor units of an amount in the shop's currency, or why it cannot be: `phrase` is the whole phrase to correct. */
export function moneyOf(amount: string, currency: string, phrase: string, reading: PhraseReading): number | Slip {
  const own = reading.shop.currency
  const code = currency.toUpperCase()
  if (code !== own) return otherCurrency(amount, code, phrase, reading)
  const digits = digitsOf(own)
  const [whole = '', decimals = ''] = amount.replaceAll(' ', '').split('.')
  if (decimals.replace(/0+$/, '').length > digits) {
    const message = `${own} has ${digits === 0 ? 'no decimals' : `${digits} decimals`}, "${amount}" has more`
    const rounded = Number(`${whole}.${decimals}`).toFixed(digits)
    return { slip: 'too-many-decimals', message, phrase: phrase.replace(amount, rounded) }
  }
  return Number(whole + decimals.slice(0, digits).padEnd(digits, '0'))
}

/** Minor units as a rule writes them: `500 EUR`, `12.50 EUR`. */
export function sayMoney(minor: number, currency: string): string {
  const digits = digitsOf(currency)
  const decimal = (minor / 10 ** digits).toFixed(digits)
  return `${decimal.replace(/\.0+$/, '')} ${currency}`
}

function otherCurrency(amount: string, code: string, phrase: string, reading: PhraseReading): Slip {
  const own = reading.shop.currency
  if (!isCurrency(code)) {
    return {
      slip: 'unknown-currency',
      message: `"${code}" is no currency`,
      hint: `this shop counts in ${own}`,
      phrase: swap(phrase, amount, code, amount, own),
    }
  }
  const message = `Amounts are in the shop's currency, ${own}, not in ${code}`
  const rate = reading.shop.rates[code]
  if (rate === undefined) {
    return {
      slip: 'other-currency',
      message,
      hint: `write the amount in ${own}; the shop file has no rate for ${code}`,
    }
  }
  const converted = (numberOf(amount) * Number(rate)).toFixed(digitsOf(own)).replace(/\.0+$/, '')
  return {
    slip: 'other-currency',
    message,
    hint: `1 ${code} is ${rate} ${own} in the shop file`,
    phrase: swap(phrase, amount, code, converted, own),
  }
}

function swap(phrase: string, amount: string, code: string, newAmount: string, newCode: string): string {
  return phrase.replace(amount, newAmount).replace(new RegExp(`\\b${code}\\b`, 'gi'), newCode)
}
