/** Numbers, money and lists in a customer's language. Intl objects are slow to make: all are kept. */

import { kept } from './kept.ts'
import type { Money } from './template.ts'

/** One language, zone and currency, with the texts of that language. */
export interface Formats {
  readonly locale: string
  readonly timeZone: string
  readonly currency: string
  /** An ICU text that could not be written into the template, filled with its values. */
  readonly text: (key: string, values: Readonly<Record<string, unknown>>) => string
}

const numbers = new Map<string, Intl.NumberFormat>()
const monies = new Map<string, { readonly format: Intl.NumberFormat; readonly unit: number }>()
const percents = new Map<string, Intl.NumberFormat>()
const lists = new Map<string, Intl.ListFormat>()

/** `1,234.5`. */
export function formatNumber(value: number, { locale }: Formats): string {
  return kept(numbers, locale, () => new Intl.NumberFormat(locale)).format(value)
}

/** `15%` of 15. */
export function formatPercent(value: number, { locale }: Formats): string {
  const make = () => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 })
  return kept(percents, locale, make).format(value / 100)
}

/** `€12.50` of 1250 minor units; how many digits a currency has is ISO 4217's word. */
export function formatMoney({ amount, currency }: Money, { locale }: Formats): string {
  const { format, unit } = kept(monies, `${locale} ${currency}`, () => {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
    return { format, unit: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) }
  })
  return format.format(amount / unit)
}

/** `beans, a filter and a cup`. */
export function formatList(words: readonly string[], { locale }: Formats): string {
  return kept(lists, locale, () => new Intl.ListFormat(locale, { type: 'conjunction' })).format(words)
}
