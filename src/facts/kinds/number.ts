import type { Condition, NumberCondition, TextCondition } from '../condition.ts'
import type { Kind, KindName, PhraseReading } from '../kind.ts'
import { moneyOf, numberOf, sayMoney } from './amount.ts'
import { compareSql, compares, presence, presenceSql } from './compare.ts'
import { type Form, patternOf, type Repair, readPhrase, type Slip } from './phrase.ts'
import { durationRepairs, moneyRepairs, numberRepairs } from './number-repairs.ts'
import { isStanding, sayStanding, standingForms, standingRepairs } from './standing.ts'

type ReadAmount = (text: string, reading: PhraseReading, phrase: string, currency?: string) => number | Slip

const presenceForms: readonly Form<TextCondition>[] = [
  { shape: 'set', read: () => ({ is: 'set' }) },
  { shape: 'not set', read: () => ({ is: 'not set' }) },
]

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

interface NumberKind {
  readonly name: KindName
  readonly doc: string
  readonly examples: readonly string[]
  readonly forms: readonly Form[]
  readonly repairs: readonly Repair[]
  say(amount: number, reading: PhraseReading): string
}

function numberKind(kind: NumberKind): Kind {
  const forms = [...kind.forms, ...standingForms, ...presenceForms]
  return {
    name: kind.name,
    doc: kind.doc,
    examples: kind.examples,
    pattern: patternOf(forms),
    parse: (phrase, reading) => readPhrase(phrase, reading, forms, kind.repairs),
    say: (condition, reading) => sayNumber(condition, (amount) => kind.say(amount, reading)),
    holds: (value, condition) => {
      if (condition.is === 'set' || condition.is === 'not set') return presence({ is: condition.is }, value)
      return compares(value, plain(condition))
    },
    predicate: (column, condition) => {
      if (condition.is === 'set' || condition.is === 'not set') return presenceSql(column, { is: condition.is })
      return compareSql(column, plain(condition))
    },
  }
}

function numberForms(slot: string, amountOf: ReadAmount): Form[] {
  const comparing = (is: Exclude<NumberCondition['is'], 'between numbers'>): Form => ({
    shape: `${is} ${slot}`,
    read: ([text = '', currency], reading, phrase) => {
      const amount = amountOf(text, reading, phrase, currency)
      return typeof amount === 'number' ? { is, amount } : amount
    },
  })
  return [
    comparing('at least'),
    comparing('at most'),
    comparing('more than'),
    comparing('less than'),
    comparing('exactly'),
    {
      shape: `between {number} and ${slot}`,
      read: ([from = '', to = '', currency], reading, phrase) =>
        between(amountOf(from, reading, phrase, currency), amountOf(to, reading, phrase, currency), phrase, [from, to]),
    },
  ]
}

function between(from: number | Slip, to: number | Slip, phrase: string, written: [string, string]): Condition | Slip {
  if (typeof from !== 'number') return from
  if (typeof to !== 'number') return to
  if (from <= to) return { is: 'between numbers', from, to }
  const swapped = phrase.replace(written[0], '\u0000').replace(written[1], written[0]).replace('\u0000', written[1])
  return {
    slip: 'backwards',
    message: `"${phrase}" holds nothing`,
    hint: 'the smaller end comes first',
    phrase: swapped,
  }
}

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

function sayNumber(condition: Condition, amount: (value: number) => string): string {
  if (isStanding(condition)) return sayStanding(condition)
  if (condition.is === 'set' || condition.is === 'not set') return condition.is
  const number = plain(condition)
  if (number.is !== 'between numbers') return `${number.is} ${amount(number.amount)}`
  const from = amount(number.from).replace(/ [A-Za-z]+$/, '')
  return `between ${from} and ${amount(number.to)}`
}

/** Standing conditions need the whole base: the segments room judges them before any kind is asked. */
function plain(condition: Condition): NumberCondition {
  if ('amount' in condition) return condition
  if (condition.is === 'between numbers') return condition
  throw new Error(`"${condition.is}" is not judged customer by customer`)
}
