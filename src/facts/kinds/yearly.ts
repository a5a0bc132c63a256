import { monthNames } from '../../calendar/index.ts'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Condition, TextCondition, YearlyCondition } from '../condition.ts'
import type { Kind } from '../kind.ts'
import { numberOf } from './amount.ts'
import { presence, presenceSql } from './compare.ts'
import { comingRepairs, pastRepairs } from './date-repairs.ts'
import { span } from './say-date.ts'
import { inRange, inRangesSql } from './in-range.ts'
import { anniversaryRanges, type Kept, keptIn } from './kept-days.ts'
import { type Form, patternOf, readPhrase, type Repair, type Slip } from './phrase.ts'

type Yearly = YearlyCondition | Extract<TextCondition, { is: 'set' } | { is: 'not set' }>

const forms: readonly Form<Yearly>[] = [
  { shape: 'today', read: () => ({ is: 'kept today' }) },
  { shape: 'tomorrow', read: () => ({ is: 'kept tomorrow' }) },
  counted('in {n} {days}', 'kept in'),
  counted('within the next {n} {days}', 'kept within the next'),
  counted('within the last {n} {days}', 'kept within the last'),
  {
    shape: 'this {span}',
    read: ([period = '']) => ({ is: 'kept this', period: period.toLowerCase() as 'week' | 'month' }),
  },
  { shape: 'in {month}', read: ([name = '']) => ({ is: 'kept in month', month: monthOf(name) }) },
  { shape: 'set', read: () => ({ is: 'set' }) },
  { shape: 'not set', read: () => ({ is: 'not set' }) },
]

const repairs: readonly Repair[] = [
  { from: new RegExp(`^(?:${monthNames.join('|')})$`, 'i'), to: 'in $&' },
  { from: /^never$/i, to: 'not set' },
  { from: /^ever$/i, to: 'set' },
  ...comingRepairs,
  ...pastRepairs,
]

const kindOfYear = {
  examples: [
    'today',
    'tomorrow',
    'in 3 days',
    'within the next 7 days',
    'within the last 3 days',
    'this week',
    'this month',
    'in March',
    'set',
  ],
  pattern: patternOf(forms),
  parse: (phrase, reading) => readPhrase(phrase, reading, forms, repairs),
  say: (condition) => sayYearly(asYearly(condition)),
} satisfies Partial<Kind>

/** A birthday, or another yearly date whose first year may be unknown: the value is YYYYMMDD, year 0 when unknown. */
export const yearlyKind: Kind = {
  ...kindOfYear,
  name: 'yearly date',
  doc: "A day of each year, in the shop's calendar; 29 February follows the shop's `leap_day`.",
  holds: (value, condition, when) => {
    const yearly = asYearly(condition)
    if (yearly.is === 'set' || yearly.is === 'not set') return presence(yearly, value)
    return typeof value === 'number' && keptIn(yearly, when).some((kept) => isKept(value, kept))
  },
  predicate: (column, condition, when) => {
    const yearly = asYearly(condition)
    if (yearly.is === 'set' || yearly.is === 'not set') return presenceSql(column, yearly)
    return keptSql(column, keptIn(yearly, when))
  },
}

/** The anniversary of an instant: the value is the instant itself. */
export const anniversaryKind: Kind = {
  ...kindOfYear,
  name: 'anniversary',
  doc: "The day of each later year on which something began, in the shop's calendar; 29 February follows `leap_day`.",
  holds: (value, condition, when) => {
    const yearly = asYearly(condition)
    if (yearly.is === 'set' || yearly.is === 'not set') return presence(yearly, value)
    return anniversaryRanges(yearly, when).some((range) => inRange(value, range))
  },
  predicate: (column, condition, when) => {
    const yearly = asYearly(condition)
    if (yearly.is === 'set' || yearly.is === 'not set') return presenceSql(column, yearly)
    return sql<SqlBool>`(${column} is not null and ${inRangesSql(column, anniversaryRanges(yearly, when))})`
  },
}

/** In the year in which it is kept nobody was born: it counts from the next year on. */
function isKept(value: number, kept: Kept): boolean {
  return value % 10_000 === kept.monthDay && value < kept.year * 10_000
}

function keptSql(column: RawBuilder<unknown>, kept: readonly Kept[]): RawBuilder<SqlBool> {
  const years = [...new Set(kept.map((one) => one.year))]
  if (years.length === 0) return sql<SqlBool>`(1 = 0)`
  const parts = years.map((year) => {
    const monthDays = kept.filter((one) => one.year === year).map((one) => one.monthDay)
    return sql`(${column} < ${year * 10_000} and cast(${column} as bigint) % 10000 in (${sql.join(monthDays)}))`
  })
  return sql<SqlBool>`(${column} is not null and (${sql.join(parts, sql` or `)}))`
}

function sayYearly(condition: Yearly): string {
  switch (condition.is) {
    case 'kept today':
    case 'kept tomorrow':
      return condition.is.slice(5)
    case 'kept in':
    case 'kept within the next':
    case 'kept within the last':
      return `${condition.is.slice(5)} ${span(condition.days, 'days')}`
    case 'kept this':
      return `this ${condition.period}`
    case 'kept in month':
      return `in ${monthNames[condition.month - 1]}`
    case 'set':
    case 'not set':
      return condition.is
    default:
      return condition satisfies never
  }
}

function counted(shape: string, is: 'kept in' | 'kept within the next' | 'kept within the last'): Form<Yearly> {
  return {
    shape,
    read: ([text = '', unit = '']) => {
      const days = numberOf(text) * (/^week/i.test(unit) ? 7 : 1)
      return days <= 365 ? { is, days } : beyondAYear(text)
    },
  }
}

function beyondAYear(days: string): Slip {
  return {
    slip: 'too-long',
    message: `A yearly date comes back before ${days} days are over`,
    hint: 'at most 365 days',
  }
}

function monthOf(name: string): number {
  return monthNames.findIndex((month) => month.toLowerCase() === name.toLowerCase()) + 1
}

/** Kinds only ever see conditions that they read themselves. */
function asYearly(condition: Condition): Yearly {
  return condition as Yearly
}
