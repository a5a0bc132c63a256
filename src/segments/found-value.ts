import { type Day, dayNumber, localDay } from '../calendar/index.ts'
import { type Clause, type FactValue, isEventQuestion, kindOf, type Vocabulary, type When } from '../facts/index.ts'

/** A customer's answer to a line of a rule, as data: whoever shows it chooses the words. */
export type FoundValue =
  | { readonly is: FoundState }
  /** `age`: days since; below 0 days to come. */
  | { readonly is: 'day'; readonly day: Day; readonly age: number }
  /** A day of every year; `year` 0 where it is not known. */
  | { readonly is: 'yearly'; readonly month: number; readonly date: number; readonly year: number }
  /** The smallest share of all customers, the first ones, that this one belongs to. */
  | { readonly is: 'in the first'; readonly percent: number }
  | { readonly is: 'number'; readonly number: number }
  | { readonly is: 'days'; readonly number: number }
  | { readonly is: 'percent'; readonly number: number }
  | { readonly is: 'money'; readonly minor: number; readonly currency: string }
  | { readonly is: 'text'; readonly text: string }

/** Answers that are a word. */
export type FoundState =
  | 'never'
  | 'missing'
  | 'yes'
  | 'no'
  | 'a member'
  | 'not a member'
  | 'not that long'
  | 'entered'
  | 'did not enter'
  | 'left'
  | 'did not leave'

/** What a customer's value answers to a line. */
export function foundValue(clause: Clause, value: FactValue, vocabulary: Vocabulary, when: When): FoundValue {
  const { question } = clause
  const kind = kindOf(question, vocabulary)
  if (value === null) return { is: kind.name === 'past date' ? 'never' : 'missing' }
  const yesOrNo = kind.name === 'yes/no' || (!isEventQuestion(question) && question.asked)
  if (yesOrNo) return { is: Number(value) === 1 ? 'yes' : 'no' }
  if (kind.name === 'yearly date') return yearly(Number(value))
  if (/date|anniversary/.test(kind.name)) {
    const day = localDay(Number(value), when.shop.timeZone)
    return { is: 'day', day, age: dayNumber(when.today) - dayNumber(day) }
  }
  if (kind.name === 'share') return { is: 'in the first', percent: firstPercent(String(value)) }
  if (kind.name === 'money') return { is: 'money', minor: Math.round(Number(value)), currency: when.shop.currency }
  if (kind.name === 'country') return { is: 'text', text: String(value).toUpperCase() }
  if (typeof value === 'string') return { is: 'text', text: value }
  const number = Math.round(value * 100) / 100
  if (kind.name === 'percent') return { is: 'percent', number }
  return { is: kind.name === 'duration' ? 'days' : 'number', number }
}

function yearly(value: number): FoundValue {
  return { is: 'yearly', month: Math.floor(value / 100) % 100, date: value % 100, year: Math.floor(value / 10_000) }
}

/** A bucket, 16 hex digits of 2^64, as the smallest share that holds it. */
function firstPercent(bucket: string): number {
  const share = (Number.parseInt(bucket.slice(0, 8), 16) + 1) / 2 ** 32
  return Math.ceil(share * 10_000) / 100
}
