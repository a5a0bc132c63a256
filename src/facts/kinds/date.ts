import type { Condition, DateCondition } from '../condition.ts'
import type { Kind, KindName } from '../kind.ts'
import { agoForms, aheadForms, anyDateForms, comingDateForms, pastDateForms } from './date-forms.ts'
import { dateRange } from './date-range.ts'
import { comingRepairs, pastRepairs } from './date-repairs.ts'
import { dateSql, inRange } from './in-range.ts'
import { type Form, match, patternOf, type Repair, readPhrase, type Slip, tidy } from './phrase.ts'
import { sayDate } from './say-date.ts'

/** What has been: orders, sign-ups. */
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
  others: aheadForms,
  repairs: pastRepairs,
})

/** What is expected. */
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
  others: agoForms,
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

/** Kinds only ever see conditions that they read themselves. */
function asDate(condition: Condition): DateCondition {
  return condition as DateCondition
}
