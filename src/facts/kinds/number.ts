import type { PhraseReading } from '../kind.ts'
import { moneyOf, numberOf, sayMoney } from './amount.ts'
import { between, numberForms, numberKind } from './number-kind.ts'
import { durationRepairs, moneyRepairs, numberRepairs } from './number-repairs.ts'
import type { Slip } from './phrase.ts'
import { standingRepairs } from './standing.ts'

/** Whole numbers of something the key names: orders, years. */
export const countKind = numberKind({
  name: 'count',
  doc: 'A whole number; the key says of what.',
  examples: ['at least 3', 'exactly 1', 'between 2 and 5', 'top 10 percent', 'above the average'],
  forms: numberForms('{number}', countOf),
  repairs: [...standingRepairs, ...numberRepairs],
  say: (amount) => String(amount),
})

/** Any number, as an attribute or a filter of the shop's own declares it. */
export const plainNumberKind = numberKind({
  name: 'number',
  doc: 'A number, decimals with a point.',
  examples: ['at least 2.5', 'less than 40', 'between 38 and 41', 'set'],
  forms: numberForms('{number}', numberOf),
  repairs: [...standingRepairs, ...numberRepairs],
  say: (amount) => String(amount),
})

/** An amount in the shop's currency. */
export const moneyKind = numberKind({
  name: 'money',
  doc: "An amount with the shop's currency.",
  examples: ['at least 500 EUR', 'less than 49.90 EUR', 'between 50 and 100 EUR', 'top 10 percent', 'below the median'],
  forms: [
    ...numberForms('{number} ?{currency}', (text, reading, phrase, currency = '') =>
      moneyOf(text, currency, phrase, reading),
    ),
    {
      shape: 'between {number} ?{currency} and {number} ?{currency}',
      read: ([from = '', currency = '', to = '', other = ''], reading, phrase) => {
        const first = moneyOf(from, currency, phrase, reading)
        const second = moneyOf(to, other, phrase, reading)
        return between(first, second, phrase, [from, to])
      },
    },
  ],
  repairs: [...standingRepairs, ...moneyRepairs],
  say: (amount, reading) => sayMoney(amount, reading.shop.currency),
})

/** A stretch of time, in days; the value may end on a half. */
export const durationKind = numberKind({
  name: 'duration',
  doc: 'A stretch of time in days or weeks.',
  examples: ['at least 30 days', 'less than 2 weeks', 'between 20 and 40 days', 'top 10 percent', 'below the median'],
  forms: numberForms('{number} {days}', (text, _reading, _phrase, unit = '') => {
    return numberOf(text) * (/^week/i.test(unit) ? 7 : 1)
  }),
  repairs: [...standingRepairs, ...durationRepairs],
  say: (amount) => `${amount} ${amount === 1 ? 'day' : 'days'}`,
})

/** A score from 1 to 5: which fifth of the base a customer belongs to, 5 the best. */
export const quintileKind = numberKind({
  name: 'quintile',
  doc: 'A score from 1 to 5; 5 is the best fifth.',
  examples: ['exactly 5', 'at least 4', 'at most 2', 'between 2 and 3', 'set'],
  forms: numberForms('{number}', quintileOf),
  repairs: [...standingRepairs, ...numberRepairs],
  say: (amount) => String(amount),
})

function countOf(text: string, _reading: PhraseReading, phrase: string): number | Slip {
  const count = numberOf(text)
  if (Number.isInteger(count) && count >= 0) return count
  const whole = Math.max(0, Math.round(count))
  return {
    slip: 'whole-number',
    message: `"${text}" is no count`,
    hint: 'a count is 0, 1, 2 …',
    phrase: phrase.replace(text, String(whole)),
  }
}

function quintileOf(text: string, _reading: PhraseReading, phrase: string): number | Slip {
  const score = numberOf(text)
  if ([1, 2, 3, 4, 5].includes(score)) return score
  const near = Math.min(5, Math.max(1, Math.round(score)))
  return {
    slip: 'whole-number',
    message: `"${text}" is no score`,
    hint: 'a score is 1, 2, 3, 4 or 5',
    phrase: phrase.replace(text, String(near)),
  }
}
