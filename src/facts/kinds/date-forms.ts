import { isDay } from '../../calendar/index.ts'
import type { DateCondition, Period, Unit } from '../condition.ts'
import { numberOf } from './amount.ts'
import type { Form, Slip } from './phrase.ts'
import { span } from './say-date.ts'

/** Longer than anybody's memory: beyond it a calendar has no days to name. */
const MOST: Readonly<Record<Unit, number>> = { hours: 876_000, days: 36_500, weeks: 5_200, months: 1_200, years: 100 }

/** Counted back from now. */
export const agoForms: readonly Form<DateCondition>[] = [
  counted('within the last {n} {unit}', 'within the last'),
  counted('more than {n} {unit} ago', 'more than ago'),
  {
    shape: 'between {n} and {n} {unit} ago',
    read: ([from = '', to = '', unit], _reading, phrase) => betweenAgo(from, to, unit, phrase),
  },
  counted('exactly {n} {unit} ago', 'exactly ago'),
]
/** Counted on from now. */
export const aheadForms: readonly Form<DateCondition>[] = [
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
export const pastDateForms = [...agoForms, todayForm, yesterdayForm, lastForm, ...calendarForms]
/** What is expected. */
export const comingDateForms = [...aheadForms, todayForm, tomorrowForm, overdueForm, nextForm, ...calendarForms]
/** Either way. */
export const anyDateForms = [
  ...agoForms,
  ...aheadForms,
  todayForm,
  yesterdayForm,
  tomorrowForm,
  overdueForm,
  lastForm,
  nextForm,
  ...calendarForms,
]

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
  return { shape, read: ([day = ''], _reading, phrase) => noSuchDay(day, phrase) ?? { is, day } }
}

function betweenDays(from: string, to: string, phrase: string): DateCondition | Slip {
  const wrong = noSuchDay(from, phrase) ?? noSuchDay(to, phrase)
  if (wrong) return wrong
  if (from <= to) return { is: 'between days', from, to }
  return {
    slip: 'backwards',
    message: `"${phrase}" holds no day`,
    hint: 'the earlier day comes first',
    phrase: `between ${to} and ${from}`,
  }
}

function noSuchDay(day: string, phrase: string): Slip | undefined {
  if (isDay(day) && day >= '1000') return undefined
  const message = `${day} is no day of the calendar`
  const last = ['31', '30', '29', '28'].map((end) => `${day.slice(0, 8)}${end}`).find(isDay)
  const right = last !== undefined && last >= '1000' && day > last ? { phrase: phrase.replace(day, last) } : {}
  return { slip: 'no-such-day', message, hint: 'a day is written YYYY-MM-DD', ...right }
}

function unitOf(word = ''): Unit {
  return `${word.toLowerCase().replace(/s$/, '')}s` as Unit
}
