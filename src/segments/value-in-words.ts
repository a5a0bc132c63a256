import { type Day, dayNumber, localDay, monthNames } from '../calendar/index.ts'
import { type Clause, type FactValue, isEventQuestion, kindOf, type Vocabulary } from '../facts/index.ts'
import type { When } from '../facts/index.ts'

/** A customer's answer to a line, for people: `181 days ago, 25 May 2026`, `212 EUR`, `never`. */
export function inPlainWords(clause: Clause, value: FactValue, vocabulary: Vocabulary, when: When): string {
  const { question } = clause
  const kind = kindOf(question, vocabulary)
  const date = /date|anniversary/.test(kind.name)
  if (value === null) return kind.name === 'past date' ? 'never' : 'missing'
  if (!isEventQuestion(question) && question.asked) return Number(value) === 1 ? 'yes' : 'no'
  if (kind.name === 'yes/no') return Number(value) === 1 ? 'yes' : 'no'
  if (kind.name === 'yearly date') return yearly(Number(value))
  if (date) return distance(localDay(Number(value), when.shop.timeZone), when.today)
  if (kind.name === 'share') return firstPercent(String(value))
  if (kind.name === 'country') return String(value).toUpperCase()
  if (typeof value === 'string' && kind.name !== 'money') return value
  const amount = Number(value)
  const rounded = kind.name === 'money' ? Math.round(amount) : Math.round(amount * 100) / 100
  const fact = isEventQuestion(question) ? question.event : question.fact
  return kind.say({ is: 'exactly', amount: rounded }, { fact, shop: when.shop }).replace(/^exactly /, '')
}

/** `25 May 2026`. */
export function dayInWords(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${Number(date)} ${monthNames[Number(month) - 1]} ${year}`
}

function distance(day: Day, today: Day): string {
  const age = dayNumber(today) - dayNumber(day)
  const named: Record<number, string> = { 0: 'today', 1: 'yesterday', [-1]: 'tomorrow' }
  const words = named[age] ?? (age > 0 ? `${age} days ago` : `in ${-age} days`)
  return `${words}, ${dayInWords(day)}`
}

/** A bucket, 16 hex digits of 2^64, as the smallest share that holds it. */
function firstPercent(bucket: string): string {
  const share = (Number.parseInt(bucket.slice(0, 8), 16) + 1) / 2 ** 32
  return `in the first ${Math.ceil(share * 10_000) / 100} percent`
}

function yearly(value: number): string {
  const year = Math.floor(value / 10_000)
  const month = Math.floor(value / 100) % 100
  return `${value % 100} ${monthNames[month - 1]}${year > 0 ? ` ${year}` : ''}`
}
