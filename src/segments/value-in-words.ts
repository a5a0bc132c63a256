import { type Day, monthNames } from '../calendar/index.ts'
import { sayMoney } from '../facts/index.ts'
import type { FoundValue } from './found-value.ts'

/** A customer's answer to a line, in English: `181 days ago, 25 May 2026`, `212 EUR`, `never`. */
export function valueInWords(found: FoundValue): string {
  switch (found.is) {
    case 'day':
      return `${ageInWords(found.age)}, ${dayInWords(found.day)}`
    case 'yearly':
      return `${found.date} ${monthNames[found.month - 1]}${found.year > 0 ? ` ${found.year}` : ''}`
    case 'in the first':
      return `in the first ${found.percent} percent`
    case 'number':
      return String(found.number)
    case 'days':
      return `${found.number} ${found.number === 1 ? 'day' : 'days'}`
    case 'percent':
      return `${found.number} percent`
    case 'money':
      return sayMoney(found.minor, found.currency)
    case 'text':
      return found.text
    default:
      return found.is
  }
}

/** `25 May 2026`. */
export function dayInWords(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${Number(date)} ${monthNames[Number(month) - 1]} ${year}`
}

/** Days since, in English: `181 days ago`, `tomorrow`. */
export function ageInWords(age: number): string {
  const named: Record<number, string> = { 0: 'today', 1: 'yesterday', [-1]: 'tomorrow' }
  return named[age] ?? (age > 0 ? `${age} days ago` : `in ${-age} days`)
}
