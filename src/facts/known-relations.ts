import { fullYears, localDay } from '../calendar/index.ts'
import { dateRange } from './kinds/date-range.ts'
import type { FactValue, When } from './kind.ts'
import { canonical, type EventQuestion, isEventQuestion, type Question } from './question.ts'

/** What the answers to some questions have to do with each other: `allows` is false for a mix that no customer has. */
export interface Relation {
  /** Positions in the list of questions. */
  readonly of: readonly number[]
  allows(values: readonly FactValue[]): boolean
}

/** Facts that a customer has exactly when there is a counted order. */
const WITH_ORDERS = ['first_order', 'last_order', 'average_order', 'largest_order']

/** All that is known about a customer's answers to these questions taken together. */
export function knownRelations(questions: readonly Question[], when: When): Relation[] {
  const at = (fact: string) => questions.findIndex((one) => !isEventQuestion(one) && !one.asked && one.fact === fact)
  const between = (facts: readonly string[], allows: Relation['allows']): Relation[] => {
    const of = facts.map(at)
    return of.includes(-1) ? [] : [{ of, allows }]
  }
  return [
    ...WITH_ORDERS.flatMap((fact) => between(['orders', fact], ([n, value]) => (n === 0) === (value === null))),
    ...pairs(WITH_ORDERS).flatMap((two) => between(two, ([a, b]) => (a === null) === (b === null))),
    ...between(['orders', 'total_spent'], ([n, spent]) => n !== 0 || spent === 0),
    ...between(['first_order', 'last_order'], ([first, last]) => atMost(first, last)),
    ...between(['orders', 'first_order', 'last_order'], ([n, first, last]) => n !== 1 || first === last),
    ...between(['average_order', 'largest_order'], ([average, largest]) => atMost(average, largest)),
    ...between(['birthday', 'age'], ([birthday, age]) => birthday !== null || age === null),
    ...between(['first_order', 'years_as_customer'], ([first, years]) => longEnough(first, years, when)),
    ...questions.flatMap((one, i) => (isEventQuestion(one) && one.event === 'bought' ? purchases(one, i) : [])),
    ...narrowerEvents(questions, when),
  ]

  function purchases(bought: EventQuestion, i: number): Relation[] {
    const range = rangeOf(bought, when)
    if (!range) return []
    const whole = bought.filters.length === 0 && !bought.followedBy && bought.measure.name === 'times'
    const inside = (instant: number) => instant >= range.from && instant < range.until
    const asks = (fact: string, allows: Relation['allows']): Relation[] =>
      at(fact) < 0 ? [] : [{ of: [i, at(fact)], allows }]
    const dated = (end: 'first_order' | 'last_order', reaches: (instant: number) => boolean) =>
      asks(end, ([value = null, date]) => {
        if (happened(bought, value)) return typeof date === 'number' && reaches(date)
        return !whole || typeof date !== 'number' || !inside(date)
      })
    return [
      ...dated('last_order', (last) => last >= range.from),
      ...dated('first_order', (first) => first < range.until),
      ...asks('orders', ([value = null, orders]) => !happened(bought, value) || orders !== 0),
      ...(bought.measure.name === 'times' ? asks('orders', ([times, orders]) => atMost(times, orders)) : []),
    ]
  }
}

/** The same event with fewer filters and a wider window happens at least as often. */
function narrowerEvents(questions: readonly Question[], when: When): Relation[] {
  return questions.flatMap((narrow, i) =>
    questions.flatMap((wide, j): Relation[] => {
      if (i === j || !isEventQuestion(narrow) || !isEventQuestion(wide) || !isWithin(narrow, wide, when)) return []
      return [{ of: [i, j], allows: ([fewer, more]) => atMost(fewer, more) }]
    }),
  )
}

const GROWING = ['times', 'items', 'distinct', 'distinct_products']

function isWithin(narrow: EventQuestion, wide: EventQuestion, when: When): boolean {
  if (narrow.event !== wide.event || canonical(narrow.measure) !== canonical(wide.measure)) return false
  if (!GROWING.includes(narrow.measure.name) || wide.followedBy) return false
  const inner = rangeOf(narrow, when)
  const outer = rangeOf(wide, when)
  if (!inner || !outer || inner.from < outer.from || inner.until > outer.until) return false
  const filters = narrow.filters.map(canonical)
  return wide.filters.every((filter) => filters.includes(canonical(filter)))
}

function rangeOf({ window }: EventQuestion, when: When): { from: number; until: number } | undefined {
  const range = window ? dateRange(window, when) : { from: null, until: null }
  if (range === 'missing') return undefined
  return { from: range.from ?? Number.NEGATIVE_INFINITY, until: range.until ?? Number.POSITIVE_INFINITY }
}

/** True where a measured value says that there was at least one. */
function happened({ measure }: EventQuestion, value: FactValue): boolean {
  const isExtreme = measure.name === 'average' || measure.name === 'largest' || measure.name === 'smallest'
  return isExtreme ? value !== null : typeof value === 'number' && value > 0
}

/** Nobody is a customer for longer than since the first order; where there is none, the sign-up counts. */
function longEnough(first: FactValue | undefined, years: FactValue | undefined, { today, shop }: When): boolean {
  if (typeof first !== 'number') return true
  return typeof years === 'number' && years <= fullYears(localDay(first, shop.timeZone), today, shop.leapDay)
}

function atMost(small: FactValue | undefined, large: FactValue | undefined): boolean {
  return typeof small !== 'number' || typeof large !== 'number' || small <= large
}

function pairs(facts: readonly string[]): string[][] {
  return facts.flatMap((a, i) => facts.slice(i + 1).map((b) => [a, b]))
}
