import { isDay } from '../../calendar/index.ts'
import type { Condition, DateCondition, Period, Unit } from '../condition.ts'
import type { Kind, KindName } from '../kind.ts'
import { numberOf } from './amount.ts'
import { dateRange } from './date-range.ts'
import { comingRepairs, pastRepairs } from './date-repairs.ts'
import { dateSql, inRange } from './in-range.ts'
import { type Form, match, patternOf, type Repair, readPhrase, type Slip, tidy } from './phrase.ts'

/** Longer than anybody's memory: beyond it a calendar has no days to name. */
const MOST: Readonly<Record<Unit, number>> = { hours: 876_000, days: 36_500, weeks: 5_200, months: 1_200, years: 100 }

const pastForms: readonly Form<DateCondition>[] = [
  counted('within the last {n} {unit}', 'within the last'),
  counted('more than {n} {unit} ago', 'more than ago'),
  {
    shape: 'between {n} and {n} {unit} ago',
    read: ([from = '', to = '', unit], _reading, phrase) => betweenAgo(from, to, unit, phrase),
  },
  counted('exactly {n} {unit} ago', 'exactly ago'),
]
const comingForms: readonly Form<DateCondition>[] = [
  counted('within the next {n} {unit}', 'within the next'),
  counted('more than {n} {unit} ahead', 'more than ahead'),
  counted('in {n} {unit}', 'in'),
]
const todayForm: Form<DateCondition> = { shape: 'today', read: () => ({ is: 'today' }) }
const calendarForms: readonly Form<DateCondition>[] = [
  { shape: 'this {period}', read: ([period = '']) => ({ is: 'this', period: period.toLowerCase() as Period }) },
  dayForm('since {day}', 'since'),
  dayForm('before {day}', 'before'),
  dayForm('on {day}', 'on'),
  { shape: 'between {day} and {day}', read: ([from = '', to = ''], _reading, phrase) => betweenDays(from, to, phrase) },
  { shape: 'never', read: () => ({ is: 'never' }) },
  { shape: 'ever', read: () => ({ is: 'ever' }) },
]
const lastForm: Form<DateCondition> = {
  shape: 'last {period}',
  read: ([period = '']) => ({ is: 'last', period: period.toLowerCase() as Period }),
}
const nextForm: Form<DateCondition> = {
  shape: 'next {period}',
  read: ([period = '']) => ({ is: 'next', period: period.toLowerCase() as Period }),
}
const yesterdayForm: Form<DateCondition> = { shape: 'yesterday', read: () => ({ is: 'yesterday' }) }
const tomorrowForm: Form<DateCondition> = { shape: 'tomorrow', read: () => ({ is: 'tomorrow' }) }
const overdueForm: Form<DateCondition> = { shape: 'overdue', read: () => ({ is: 'overdue' }) }

/** What has happened: orders, sign-ups. Also the windows of events. */
export const pastDateForms = [...pastForms, todayForm, yesterdayForm, lastForm, ...calendarForms]
const comingDateForms = [...comingForms, todayForm, tomorrowForm, overdueForm, nextForm, ...calendarForms]
const anyDateForms = [
  ...pastForms,
  ...comingForms,
  todayForm,
  yesterdayForm,
  tomorrowForm,
  overdueForm,
  lastForm,
  nextForm,
  ...calendarForms,
]

export const pastDateKind = dateKind({
  name: 'past date',
  doc: "A day that has been, in the shop's calendar: days count from midnight, months end with their last day.",
  examples: [
    'within the last 30 days',
    'more than 60 days ago',
    'between 90 and 180 days ago',
    'exactly 7 days ago',
    'yesterday',
    'this month',
    'last week',
    'since 2026-01-01',
    'between 2026-01-01 and 2026-01-31',
    'never',
    'ever',
  ],
  forms: pastDateForms,
  others: comingForms,
  repairs: pastRepairs,
})

export const comingDateKind = dateKind({
  name: 'coming date',
  doc: "A day that is expected, in the shop's calendar.",
  examples: [
    'within the next 7 days',
    'more than 7 days ahead',
    'in 3 days',
    'tomorrow',
    'overdue',
    'next month',
    'before 2026-06-01',
    'never',
  ],
  forms: comingDateForms,
  others: pastForms,
  repairs: comingRepairs,
})

/** An attribute's date may lie on either side of today. */
export const anyDateKind = dateKind({
  name: 'date',
  doc: "A day, past or coming, in the shop's calendar.",
  examples: [
    'within the last 30 days',
    'within the next 7 days',
    'in 3 days',
    'more than 1 year ago',
    'overdue',
    'on 2026-05-01',
    'never',
  ],
  forms: anyDateForms,
  others: [],
  repairs: [...pastRepairs, ...comingRepairs],
})

/** The canonical phrase of a date condition. */
export function sayDate(condition: DateCondition): string {
  switch (condition.is) {
    case 'within the last':
    case 'within the next':
    case 'in':
      return `${condition.is} ${span(condition.count, condition.unit)}`
    case 'more than ago':
    case 'exactly ago':
      return `${condition.is.slice(0, -4)} ${span(condition.count, condition.unit)} ago`
    case 'more than ahead':
      return `more than ${span(condition.count, condition.unit)} ahead`
    case 'between ago':
      return `between ${condition.from} and ${span(condition.to, condition.unit)} ago`
    case 'this':
    case 'last':
    case 'next':
      return `${condition.is} ${condition.period}`
    case 'since':
    case 'before':
    case 'on':
      return `${condition.is} ${condition.day}`
    case 'between days':
      return `between ${condition.from} and ${condition.to}`
    default:
      return condition.is
  }
}

/** `1 day`, `2 days`. */
export function span(count: number, unit: Unit): string {
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
}

interface DateKind {
  readonly name: KindName
  readonly doc: string
  readonly examples: readonly string[]
  readonly forms: readonly Form[]
  /** Forms that look the other way. */
  readonly others: readonly Form[]
  readonly repairs: readonly Repair[]
}

function dateKind(kind: DateKind): Kind {
  return {
    name: kind.name,
    doc: kind.doc,
    examples: kind.examples,
    pattern: patternOf(kind.forms),
    parse: (phrase, reading) => {
      const others = kind.others.map((form) => ({ ...form, read: () => wrongWay(kind.name, reading.fact) }))
      const text = phrase.kind === 'scalar' ? tidy(phrase.text) : ''
      const otherWay = match(text, reading, kind.forms) === undefined ? others : []
      return readPhrase(phrase, reading, [...kind.forms, ...otherWay], kind.repairs)
    },
    say: (condition) => sayDate(asDate(condition)),
    holds: (value, condition, when) => {
      const range = dateRange(asDate(condition), when)
      return range === 'missing' ? value === null : inRange(value, range)
    },
    predicate: (column, condition, when) => dateSql(column, asDate(condition), when),
  }
}

function wrongWay(name: KindName, fact: string): Slip {
  return name === 'past date'
    ? {
        slip: 'wrong-direction',
        message: `${fact} lies in the past`,
        hint: 'write "within the last 7 days" or "more than 7 days ago"',
      }
    : { slip: 'wrong-direction', message: `${fact} lies ahead`, hint: 'write "within the next 7 days" or "in 3 days"' }
}

function counted(
  shape: string,
  is: 'within the last' | 'within the next' | 'more than ago' | 'more than ahead' | 'exactly ago' | 'in',
): Form<DateCondition> {
  return {
    shape,
    read: ([text = '', word]) => {
      const [count, unit] = [numberOf(text), unitOf(word)]
      return tooLong(count, unit) ?? ({ is, count, unit } as DateCondition)
    },
  }
}

function betweenAgo(from: string, to: string, word: string | undefined, phrase: string): DateCondition | Slip {
  const [first, last, unit] = [numberOf(from), numberOf(to), unitOf(word)]
  if (first < last) return tooLong(last, unit) ?? { is: 'between ago', from: first, to: last, unit }
  const right = first === last ? `exactly ${span(first, unit)} ago` : `between ${last} and ${span(first, unit)} ago`
  return { slip: 'backwards', message: `"${phrase}" holds no day`, hint: 'the nearer end comes first', phrase: right }
}

function tooLong(count: number, unit: Unit): Slip | undefined {
  if (count <= MOST[unit]) return undefined
  return {
    slip: 'too-long',
    message: `${span(count, unit)} is more than a hundred years`,
    hint: 'write `ever` for any time',
  }
}

function dayForm(shape: string, is: 'since' | 'before' | 'on'): Form<DateCondition> {
  return { shape, read: ([day = '']) => noSuchDay(day) ?? { is, day } }
}

function betweenDays(from: string, to: string, phrase: string): DateCondition | Slip {
  const wrong = noSuchDay(from) ?? noSuchDay(to)
  if (wrong) return wrong
  if (from <= to) return { is: 'between days', from, to }
  return {
    slip: 'backwards',
    message: `"${phrase}" holds no day`,
    hint: 'the earlier day comes first',
    phrase: `between ${to} and ${from}`,
  }
}

function noSuchDay(day: string): Slip | undefined {
  if (isDay(day) && day >= '1000') return undefined
  return { slip: 'no-such-day', message: `${day} is no day of the calendar`, hint: 'a day is written YYYY-MM-DD' }
}

function unitOf(word = ''): Unit {
  return `${word.toLowerCase().replace(/s$/, '')}s` as Unit
}

/** Kinds only ever see conditions that they read themselves. */
function asDate(condition: Condition): DateCondition {
  return condition as DateCondition
}
