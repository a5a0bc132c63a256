import { readPercent } from './phrases.ts'
import type { Lifetime } from './shop.ts'
import { type Block, openBlock, type Phrase, readPhrase } from './shop-reading.ts'

/** What `lifetime:` may say, in the order of the reference. */
export const lifetimeKeys = ['margin', 'acquisition_cost', 'years', 'discount'] as const

const margin: Phrase<number> = { says: 'a share', example: '30 percent', read: readPercent }
const discount: Phrase<number> = { says: 'a share', example: '10 percent', read: readPercent }

const years: Phrase<number> = {
  says: 'a number of years, up to 30',
  example: '3',
  read(text) {
    const number = /^\d{1,2}(\.\d{1,2})?$/.test(text.trim()) ? Number(text) : Number.NaN
    return number > 0 && number <= 30 ? number : undefined
  },
}

/** `lifetime: {margin: 30 percent, acquisition_cost: 10 EUR, years: 3, discount: 10 percent}`. */
export function readLifetime(block: Block, currency: string | undefined): Lifetime {
  const entry = block.entries.get('lifetime')
  const inner = entry
    ? openBlock(entry.value, lifetimeKeys, 'the inputs of lifetime values', block.problems)
    : { entries: new Map(), problems: block.problems }
  return {
    margin: readPhrase(inner, 'margin', margin),
    acquisitionCost: readPhrase(inner, 'acquisition_cost', amountIn(currency ?? 'EUR')),
    years: readPhrase(inner, 'years', years) ?? 3,
    discount: readPhrase(inner, 'discount', discount) ?? 0.1,
  }
}

function amountIn(currency: string): Phrase<number> {
  return {
    says: `an amount in ${currency}`,
    example: `10 ${currency}`,
    read(text) {
      const [, whole, decimals = '', code] = /^(\d{1,9})(?:\.(\d{1,4}))? +([A-Z]{3})$/.exec(text.trim()) ?? []
      const format = new Intl.NumberFormat('en', { style: 'currency', currency })
      const digits = format.resolvedOptions().maximumFractionDigits ?? 2
      if (code !== currency || decimals.length > digits) return undefined
      return Number(whole + decimals.padEnd(digits, '0'))
    },
  }
}
