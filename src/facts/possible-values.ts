import { addDays, year } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { Condition, DateCondition, YearlyCondition } from './condition.ts'
import type { FactValue, When } from './kind.ts'
import { kindOf } from './judge.ts'
import { dateRanges } from './kinds/date-range.ts'
import { keptIn } from './kinds/kept-days.ts'
import { hexShare, lastBucketOf } from './kinds/share.ts'
import { possibleTexts } from './possible-texts.ts'
import { type Clause, isEventQuestion, type Question } from './question.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * Where the answers to a set of questions change: instants, whole numbers and amounts at which a condition turns. They
 * are shared by all questions, so that answers can be compared with each other.
 */
export interface Borders {
  readonly instants: readonly Instant[]
  readonly counts: readonly number[]
  readonly amounts: readonly number[]
}

/** Long before the first order of any shop. */
const LONG_AGO: Instant = Date.UTC(1900, 0, 1)
/** A year of birth that every yearly date comes after. */
const BORN = 1960
/** Each month and day, as MMDD; 29 February last of its month. */
const EVERY_DAY = Array.from({ length: 366 }, (_, i) => Number(addDays('2024-01-01', i).slice(5).replace('-', '')))
/** Between two amounts of money, or after the last decimal anybody compares with. */
const A_LITTLE = 0.25

/**
 * One value of each stretch within which no condition changes its answer: what holds for these holds for all values.
 * Undefined for kinds whose values cannot be listed; `null` stands for a missing value.
 */
export function possibleValues(
  question: Question,
  conditions: readonly Condition[],
  borders: Borders,
  vocabulary: Vocabulary,
  when: When,
): readonly FactValue[] | undefined {
  const values = listed(question, conditions, borders, vocabulary, when)
  return values && mayBeMissing(question, vocabulary) ? [...values, null] : values
}

/** True for a fact or measure that some customers have no value of. */
export function mayBeMissing(question: Question, vocabulary: Vocabulary): boolean {
  if (isEventQuestion(question)) {
    const { name, property } = question.measure
    const measures = vocabulary.event(question.event)?.measures ?? []
    return measures.find((one) => one.name === name && one.property === property)?.ofNothing !== 0
  }
  const fact = vocabulary.fact(question.fact)
  return fact?.ofNothing === undefined && !fact?.missing.startsWith('never missing')
}

/** The borders that conditions and the windows of these questions draw as of `when`. */
export function bordersOf(asked: readonly Pick<Clause, 'question' | 'condition'>[], when: When): Borders {
  const amounts = asked.flatMap(({ condition }) => amountsIn(condition))
  const dates = asked.flatMap(({ condition, question }) => {
    const window = isEventQuestion(question) ? question.window : undefined
    return [...(isDate(condition) ? [condition] : []), ...(window ? [window] : [])]
  })
  const ends = dates.flatMap((date) => dateRanges(date, when)).flatMap(({ from, until }) => [from, until])
  return {
    instants: unique(ends.filter((end) => end !== null)),
    counts: unique(amounts.flatMap((amount) => [Math.ceil(amount), Math.floor(amount) + 1])),
    amounts: unique(amounts),
  }
}

function amountsIn(condition: Condition): number[] {
  if (condition.is === 'between numbers') return [condition.from, condition.to]
  return 'amount' in condition ? [condition.amount] : []
}

function listed(
  question: Question,
  conditions: readonly Condition[],
  borders: Borders,
  vocabulary: Vocabulary,
  when: When,
): readonly FactValue[] | undefined {
  const { now } = when
  const kind = kindOf(question, vocabulary).name
  switch (kind) {
    case 'count':
      // None, one and several mean something by themselves.
      return unique([0, 1, 2, ...borders.counts.filter((count) => count >= 0)])
    case 'money':
    case 'number':
      return amounts(borders.amounts, isOfOrders(question, vocabulary) ? 0 : undefined)
    case 'duration':
      return amounts(borders.amounts, 0)
    case 'percent':
      return amounts(borders.amounts, 0).filter((amount) => amount <= 100)
    case 'quintile':
      return [1, 2, 3, 4, 5]
    case 'past date':
      return instants(borders.instants.filter((instant) => instant <= now))
    case 'coming date':
    case 'date':
      return instants(borders.instants)
    case 'yearly date':
      return daysOfTheYear(conditions, when)
    case 'yes/no':
      return [1, 0]
    case 'text':
    case 'country':
    case 'language':
    case 'word':
    case 'topic':
      return possibleTexts(question, conditions, vocabulary)
    case 'share':
      return buckets(conditions)
    default:
      return undefined
  }
}

/** The first bucket, and those on both sides of each share. */
function buckets(conditions: readonly Condition[]): string[] {
  const shares = conditions.flatMap((condition) => (condition.is === 'in share' ? [condition.share] : []))
  return [...new Set([lastBucketOf(1e-8), ...shares.flatMap((share) => [lastBucketOf(share), hexShare(share)])])]
}

/** Each amount that is compared with, a little more, and less than all of them. `least`: nothing is below it. */
function amounts(compared: readonly number[], least: number | undefined): number[] {
  const floor = least ?? Math.min(0, ...compared) - 1
  const all = [floor, ...compared.flatMap((amount) => [amount, amount + A_LITTLE])]
  return unique(all.filter((amount) => least === undefined || amount >= least))
}

function instants(borders: readonly Instant[]): number[] {
  return unique([Math.min(LONG_AGO, ...borders) - 1, ...borders])
}

/** One birthday for each mix of windows that it can be in, and one in none of them. */
function daysOfTheYear(conditions: readonly Condition[], when: When): number[] {
  const mixes = new Map<number, string>()
  for (const [i, condition] of conditions.entries()) {
    if (!condition.is.startsWith('kept')) continue
    for (const { monthDay } of keptIn(condition as YearlyCondition, when)) {
      mixes.set(monthDay, `${mixes.get(monthDay) ?? ''} ${i}`)
    }
  }
  const days = new Map([...mixes].map(([monthDay, mix]) => [mix, monthDay]))
  const outside = EVERY_DAY.find((day) => !mixes.has(day))
  const one = [...days.values(), ...(outside === undefined ? [] : [outside])]
  // In the year of birth nothing is kept yet.
  return [BORN, year(when.today)].flatMap((born) => one.map((day) => born * 10_000 + day))
}

const DATES: ReadonlySet<string> = new Set<DateCondition['is']>([
  ...(['within the last', 'within the next', 'more than ago', 'more than ahead', 'exactly ago', 'in'] as const),
  ...(['between ago', 'today', 'yesterday', 'tomorrow', 'overdue', 'never', 'ever', 'this', 'last', 'next'] as const),
  ...(['since', 'before', 'on', 'between days'] as const),
])

function isDate(condition: Condition): condition is DateCondition {
  return DATES.has(condition.is)
}

/** Totals of orders are never below nothing; amounts of the shop's own may be. */
function isOfOrders(question: Question, vocabulary: Vocabulary): boolean {
  if (isEventQuestion(question)) return vocabulary.event(question.event)?.rows === 'orders'
  return vocabulary.fact(question.fact)?.rows === 'orders'
}

function unique(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}
