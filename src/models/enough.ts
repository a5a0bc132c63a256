import type { Cell } from './cells.ts'

/** Why no model is fitted: a word, and a sentence for the page. Who asked falls back to each customer's own rhythm. */
export interface Shortage {
  readonly outcome: 'too few'
  readonly shortage: 'customers' | 'repeat customers' | 'weeks'
  readonly sentence: string
}

/**
 * Least data of a fit. With as much, the orders of the next half year were less than a third off in nine of ten simulated
 * shops of CDNOW's kind; with 12 weeks instead of 26, or 35 repeat customers instead of 50, up to a half or more.
 */
export const LEAST = { customers: 100, repeaters: 50, weeks: 26 } as const

/** What is missing for a fit of orders, or nothing. */
export function shortageOf(cells: readonly Cell[]): Shortage | undefined {
  const customers = count(cells)
  if (customers < LEAST.customers) {
    return tooFew('customers', `${customers} customers with an order; it takes ${LEAST.customers}.`)
  }
  const repeaters = count(cells.filter(({ x }) => x > 0))
  if (repeaters < LEAST.repeaters) {
    return tooFew('repeat customers', `${repeaters} customers ordered again; it takes ${LEAST.repeaters}.`)
  }
  const weeks = cells.reduce((most, { T }) => Math.max(most, T), 0)
  if (weeks < LEAST.weeks) {
    return tooFew('weeks', `The first order is ${weeks.toFixed(0)} weeks ago; it takes ${LEAST.weeks}.`)
  }
  return undefined
}

/** What is missing for a fit of order values: repeat orders of enough customers. */
export function shortageOfValues(repeaters: number): Shortage | undefined {
  if (repeaters >= LEAST.repeaters) return undefined
  return tooFew(
    'repeat customers',
    `${repeaters} customers with the value of a repeat order; it takes ${LEAST.repeaters}.`,
  )
}

function tooFew(shortage: Shortage['shortage'], sentence: string): Shortage {
  return { outcome: 'too few', shortage, sentence: `Too few data for predictions: ${sentence}` }
}

function count(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.customers, 0)
}
