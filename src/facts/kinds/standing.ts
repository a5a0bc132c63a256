import type { Condition, StandingCondition } from '../condition.ts'
import { numberOf } from './amount.ts'
import type { Form, Repair, Slip } from './phrase.ts'

/** Standing among the base: `top 10 percent`, `bottom 100 customers`, `above the average`. */
export const standingForms: readonly Form<StandingCondition>[] = [
  { shape: 'top {number} percent', read: ([share = ''], _reading, phrase) => shareOf('top share', share, phrase) },
  {
    shape: 'bottom {number} percent',
    read: ([share = ''], _reading, phrase) => shareOf('bottom share', share, phrase),
  },
  { shape: 'top {n} {customers}', read: ([count = '']) => customersOf('top customers', count) },
  { shape: 'bottom {n} {customers}', read: ([count = '']) => customersOf('bottom customers', count) },
  { shape: 'above the {middle}', read: ([middle]) => ({ is: 'above', of: middleOf(middle) }) },
  { shape: 'below the {middle}', read: ([middle]) => ({ is: 'below', of: middleOf(middle) }) },
]

/** How people write a standing otherwise. */
export const standingRepairs: readonly Repair[] = [
  { from: /(\d) ?%/, to: '$1 percent', code: 'symbol', message: '"{}" uses a symbol', hint: 'write the word percent' },
  {
    from: /^(top|bottom) ([\d. ]+)$/i,
    to: '$1 $2 percent',
    code: 'missing-unit',
    message: '"{}" of what?',
    hint: 'percent or customers',
  },
  { from: /^(best|highest) /i, to: 'top ' },
  { from: /^(worst|lowest) /i, to: 'bottom ' },
  {
    from: /^(above|over|more than|greater than) (?:the )?(average|median|mean)$/i,
    to: (phrase) => `above the ${middleIn(phrase)}`,
  },
  {
    from: /^(below|under|less than) (?:the )?(average|median|mean)$/i,
    to: (phrase) => `below the ${middleIn(phrase)}`,
  },
]

export function isStanding(condition: Condition): condition is StandingCondition {
  return STANDINGS.has(condition.is)
}

/** The canonical phrase. */
export function sayStanding(condition: StandingCondition): string {
  switch (condition.is) {
    case 'top share':
    case 'bottom share':
      return `${condition.is.split(' ')[0]} ${Number((condition.share * 100).toFixed(6))} percent`
    case 'top customers':
    case 'bottom customers':
      return `${condition.is.split(' ')[0]} ${condition.customers} ${condition.customers === 1 ? 'customer' : 'customers'}`
    case 'above':
    case 'below':
      return `${condition.is} the ${condition.of}`
    default:
      return condition satisfies never
  }
}

const PER_MILLION = 1_000_000

/**
 * The rank up to which a share of `n` customers reaches: ceil(n·share), in whole millionths as the SQL of borders counts
 * it, free of the errors of binary fractions.
 */
export function rankOfShare(n: number, share: number): number {
  return Math.floor((n * Math.round(share * PER_MILLION) + PER_MILLION - 1) / PER_MILLION)
}

const STANDINGS = new Set<string>(['top share', 'bottom share', 'top customers', 'bottom customers', 'above', 'below'])

function shareOf(is: 'top share' | 'bottom share', text: string, phrase: string): StandingCondition | Slip {
  const percent = numberOf(text)
  if (percent > 0 && percent <= 100) return { is, share: Number((percent / 100).toFixed(8)) }
  const end = is === 'top share' ? 'top' : 'bottom'
  return {
    slip: 'impossible-share',
    message: `"${phrase}" cannot be`,
    hint: 'a share is more than 0 and at most 100 percent',
    phrase: percent > 100 && Number.isInteger(percent) ? `${end} ${percent} customers` : `${end} 10 percent`,
  }
}

function customersOf(is: 'top customers' | 'bottom customers', count: string): StandingCondition | Slip {
  const customers = numberOf(count)
  if (customers > 0) return { is, customers }
  return {
    slip: 'impossible-share',
    message: 'Of no customers nobody can be one',
    hint: 'write 1 or more',
    phrase: `${is.split(' ')[0]} 1 customer`,
  }
}

function middleOf(word = ''): 'average' | 'median' {
  return word.toLowerCase() === 'median' ? 'median' : 'average'
}

function middleIn(phrase: string): string {
  return /median/i.test(phrase) ? 'median' : 'average'
}
