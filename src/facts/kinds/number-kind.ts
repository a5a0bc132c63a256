import type { Condition, NumberCondition, TextCondition } from '../condition.ts'
import type { Kind, KindName, PhraseReading } from '../kind.ts'
import { compareSql, compares, presence, presenceSql } from './compare.ts'
import { type Form, patternOf, type Repair, readPhrase, type Slip } from './phrase.ts'
import { isStanding, sayStanding, standingForms } from './standing.ts'

/** Reads the amount of a phrase, or says why it cannot be. */
export type ReadAmount = (text: string, reading: PhraseReading, phrase: string, currency?: string) => number | Slip

const presenceForms: readonly Form<TextCondition>[] = [
  { shape: 'set', read: () => ({ is: 'set' }) },
  { shape: 'not set', read: () => ({ is: 'not set' }) },
]

/** What tells a kind of number from the others. */
export interface NumberKind {
  readonly name: KindName
  readonly doc: string
  readonly examples: readonly string[]
  readonly forms: readonly Form[]
  readonly repairs: readonly Repair[]
  say(amount: number, reading: PhraseReading): string
}

/** A kind whose values are numbers: compared, ranked among all customers, or merely there. */
export function numberKind(kind: NumberKind): Kind {
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

/** The comparisons, with the amount in `slot`. */
export function numberForms(slot: string, amountOf: ReadAmount): Form[] {
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

/** Both ends of a range, or what is wrong with them. */
export function between(
  from: number | Slip,
  to: number | Slip,
  phrase: string,
  written: [string, string],
): Condition | Slip {
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
